import { absent, type Fact, known, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import { readPolicy } from '../iam-document.ts';
import { readString } from '../reader.ts';
import { maskUnder } from '../redaction.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

export const topicPolicy: Link = { type: 'aws_sns_topic_policy', by: 'arn', owner: ['arn', 'id'] };

/** `aws_sns_topic` with the policy that a resource of its own may give it. */
export function adaptSnsTopic(at: Scope, view: PhaseView): FactsOf<Kinds['sns-topic']> {
  const kmsKeyId = readString(at, 'kms_master_key_id', 'absent');
  return {
    topicName: readString(at, 'name'),
    owner: unknown('not-recorded', 'Terraform plans do not hold it', { place: at.place, path: 'owner' }),
    kmsKeyId,
    keyOfAws: isKeyOfAws(kmsKeyId),
    policy: policyOf(at, view),
  };
}

/** A key that is known later and comes from a resource of the plan is none of AWS's. */
function isKeyOfAws(key: Fact<string>): Fact<boolean> {
  const { place, path } = key;
  if (key.state === 'known') return known(key.value.endsWith('alias/aws/sns'), place, path);
  if (key.state === 'absent') return known(false, place, path);
  const isOwn =
    key.references.length > 0 &&
    key.references.every(({ targets }) => targets.length > 0 && targets.every(isManaged));
  return isOwn ? known(false, place, path) : key;
}

function isManaged(target: string): boolean {
  return !/(^|\.)data\./.test(target);
}

/**
 * Without a policy the owner's account alone may use a topic:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
function policyOf(at: Scope, view: PhaseView): Fact<PolicyDocument> {
  const { items, open } = attachedTo(at, topicPolicy, view);
  const [only, ...others] = items;
  if (only !== undefined && others.length === 0) return readPolicy(only, 'policy', view);
  if (only !== undefined) {
    const addresses = items.map((item) => item.resource.address).join(' and ');
    const detail = `set by several resources at once: ${addresses}`;
    return unknown('ambiguous', detail, { place: at.place, path: topicPolicy.type, set: true });
  }
  return open ?? readPolicy(at, 'policy', view, 'absent');
}

/** `aws_sns_topic_subscription`. */
export function adaptSnsSubscription(at: Scope): FactsOf<Kinds['sns-subscription']> {
  return {
    topicArn: readString(at, 'topic_arn'),
    protocol: readString(at, 'protocol'),
    endpointHost: endpointHost(at),
  };
}

/** The path of a web hook often is its key, so nothing but the host is taken; of a sensitive endpoint not even that is printed. */
function endpointHost(at: Scope): Fact<string> {
  const endpoint = at.values.endpoint;
  if (typeof endpoint !== 'string' || endpoint === '') return readString(at, 'endpoint', 'absent');
  if (!/^https?:\/\//i.test(endpoint) || !URL.canParse(endpoint)) return absent(at.place, 'endpoint');
  const fact = known(new URL(endpoint).hostname, at.place, 'endpoint');
  const isSensitive = maskUnder(at.sensitive, 'endpoint') === true || at.holdsSecret(endpoint);
  return isSensitive ? { ...fact, sensitive: true } : fact;
}
