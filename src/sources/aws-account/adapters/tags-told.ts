import { readTags } from '../normalise-tags.ts';
import type { RegionAnswers } from './evidence.ts';

/**
 * Tags of what its own service lists without them: "returns all the tagged or previously tagged resources", so that what is not
 * among them has none; undefined where that list did not come whole.
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export function tagsTold(
  answers: RegionAnswers,
  arn: string | undefined,
): Readonly<Record<string, string>> | undefined {
  if (arn === undefined) return undefined;
  const told = answers.element('tag:GetResources', 'ResourceTagMappingList', 'ResourceARN', arn);
  if (told !== undefined) return readTags(told.element.Tags ?? []);
  return answers.of('tag:GetResources').missing === undefined ? {} : undefined;
}
