import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

/** `AWS::Lambda::Function` of AWS Config. https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export function adaptLambdaFunction(item: ItemReader): FactsOf<Kinds['lambda-function']> {
  const notRecorded = (what: string) =>
    item.unknown('configuration', 'not-recorded', `AWS Config does not record ${what}`);
  const mode = item.string('configuration.tracingConfig.mode');
  return {
    functionName: item.string('configuration.functionName'),
    roleArn: item.string('configuration.role'),
    memoryMib: item.int('configuration.memorySize'),
    tracing: mode.state === 'known' ? { ...mode, value: mode.value === 'Active' } : mode,
    plainSecrets: notRecorded('environment variables of functions'),
    publicUrl: notRecorded('URLs of functions'),
    policy: policyOf(item),
  };
}

/**
 * Versions and aliases have policies of their own, which AWS Config does not record: there may always be more statements.
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
 */
function policyOf(item: ItemReader): Fact<PolicyDocument> {
  const path = 'supplementaryConfiguration.Policy';
  const detail = 'AWS Config does not record the policies of its versions and aliases';
  const more = item.unknown(path, 'not-recorded', detail);
  const policy = policyFact(item, path, 'absent');
  if (policy.state === 'absent') return more;
  if (policy.state === 'unknown' || more.state !== 'unknown') return policy;
  const { statements } = policy.value.fields;
  if (statements.state !== 'known') return policy;
  const open = { ...statements, value: { ...statements.value, open: more } };
  return { ...policy, value: { fields: { statements: open } } };
}
