import { encodedPolicy, type Statement } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

/** `AttachedManagedPolicies` of a user, group or role. */
export function attachedPolicies(arns: readonly string[] = []): readonly Json[] {
  return arns.map((arn) => ({ PolicyArn: arn, PolicyName: arn.split('/').at(-1) }));
}

/** `UserPolicyList`, `GroupPolicyList` or `RolePolicyList`. */
export function inlinePolicies(policies: Readonly<Record<string, Statement>> = {}): readonly Json[] {
  return Object.entries(policies).map(([PolicyName, statement]) => ({
    PolicyName,
    PolicyDocument: encodedPolicy(statement),
  }));
}
