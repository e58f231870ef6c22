import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ManagedPolicyDetail.html */
export function adaptIamPolicy(policy: ItemReader): FactsOf<Kinds['iam-policy']> {
  return {
    policyName: policy.string('PolicyName', 'absent'),
    path: policy.string('Path'),
    awsManaged: awsManaged(policy),
    document: defaultVersion(policy),
  };
}

/** The account in the ARN of AWS's own policies is `aws`. */
function awsManaged(policy: ItemReader): Fact<boolean> {
  const arn = policy.string('Arn');
  if (arn.state === 'known') return policy.known('Arn', isAwsManaged(arn.value));
  return policy.unknown('Arn', 'not-recorded', 'the answer does not hold the ARN of the policy');
}

export function isAwsManaged(arn: string): boolean {
  return arn.split(':')[4] === 'aws';
}

function defaultVersion(policy: ItemReader): Fact<PolicyDocument> {
  const path = 'PolicyVersionList';
  const versions = policy.list(path, (version) => version);
  const readers = versions.state === 'known' ? versions.value.items : [];
  const found = readers.find(
    (item) => item.state === 'known' && item.value.json('IsDefaultVersion') === true,
  );
  if (found?.state === 'known') return policyFact(found.value, 'Document', undefined);
  return policy.unknown(path, 'not-recorded', 'the answer does not hold the default version of the policy');
}
