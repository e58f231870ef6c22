import type { Fact } from '../../../model/fact.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import type { ItemView } from './config-kind.ts';
import type { RegionAnswers } from './evidence.ts';
import { answerReader, type ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

/**
 * The policy that Secrets Manager itself tells; without one, its answer has none.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html
 */
export function toldPolicy(arn: string, answers: RegionAnswers): Fact<PolicyDocument> {
  const { missing, pages, readBy } = answers.about('secretsmanager:GetResourcePolicy', { SecretId: arn });
  const answer = answerReader(readBy, arn, pages[0]?.output);
  if (missing !== undefined) return answer.unknown('ResourcePolicy', missing.reason, missing.detail);
  return policyFact(answer, 'ResourcePolicy', 'absent');
}

/** The same where the secret itself is known from AWS Config, which may know its policy as well. */
export function policyOf(item: ItemReader, arn: string, view: ItemView): Fact<PolicyDocument> {
  const told = toldPolicy(arn, view.answers);
  if (told.state !== 'unknown') return told;
  const recorded = recordedPolicy(item, view);
  return recorded.state === 'unknown' && told.reason === 'denied' ? told : recorded;
}

const policyType = 'AWS::SecretsManager::ResourcePolicy';

/** Where such a policy says whose it is: by ARN, or by name. */
const secretPaths = ['configuration.Id', 'configuration.SecretId'];

/**
 * AWS Config keeps policies of secrets as resources of their own. It does not do so in every region, so that only where it is
 * seen to, a secret without one has none: https://docs.aws.amazon.com/config/latest/developerguide/what-is-resource-config-coverage.html
 */
function recordedPolicy(item: ItemReader, view: ItemView): Fact<PolicyDocument> {
  const path = 'configuration';
  const { items, listed } = view.ofType(policyType);
  const [own] = [item.json('configuration.ARN'), item.json('configuration.Name')]
    .filter((name) => typeof name === 'string')
    .flatMap((name) => secretPaths.flatMap((one) => view.where(policyType, one, name)));
  if (own !== undefined) return policyFact(own, 'configuration.ResourcePolicy', undefined);
  if (listed && items.length > 0 && items.every(isTold)) return item.absent(path);
  return item.unknown(path, 'not-recorded', 'AWS Config shows no policies of secrets here');
}

/** Whether it says whose policy it is, by ARN: names end otherwise. */
function isTold(policy: ItemReader): boolean {
  const id = policy.json('configuration.Id') ?? policy.json('configuration.SecretId');
  return typeof id === 'string' && id.startsWith('arn:');
}
