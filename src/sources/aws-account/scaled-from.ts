import type { JsonRecord } from './plain.ts';
import { recordsOf, textOf } from './plain.ts';

const groupTag = 'aws:autoscaling:groupName';
const templateTags = ['aws:ec2launchtemplate:id', 'aws:ec2launchtemplate:version'];

/**
 * What an Auto Scaling group started an instance from: group, launch template and version, which AWS writes into tags that
 * nobody else can set. All instances of one are started with the same user data. Undefined for an instance of its own.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html
 */
export function scaledFrom(instance: JsonRecord): string | undefined {
  // Whatever ends has no user data to tell any more, and must not speak for the others.
  const state = instance.State as { readonly Name?: unknown } | undefined;
  if (state?.Name === 'terminated' || state?.Name === 'shutting-down') return undefined;
  const tags = new Map(recordsOf(instance, 'Tags').map((tag) => [textOf(tag, 'Key'), textOf(tag, 'Value')]));
  const parts = [groupTag, ...templateTags].map((name) => tags.get(name));
  return parts.includes(undefined) ? undefined : parts.join(' ');
}
