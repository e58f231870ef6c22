import { type Fact, known, type Unknown } from '../../../model/fact.ts';
import {
  condition,
  type Principal,
  principal,
  type Statement,
  type StatementCondition,
} from '../../../model/policy-document.ts';
import { readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** `aws_lambda_permission`, as the statement that it adds. https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export function readPermission(at: Scope): Fact<Statement> {
  const list = <T>(path: string, items: readonly Fact<T>[] = []) => known({ items }, at.place, path);
  const fields: Statement['fields'] = {
    sid: readString(at, 'statement_id', { always: '' }),
    effect: known('Allow', at.place, 'action'),
    actions: list('action', [readString(at, 'action')]),
    notActions: list('action'),
    // It is always the function itself.
    resources: list('function_name', [readString(at, 'function_name')]),
    notResources: list('function_name'),
    principals: list('principal', [readPrincipal(at)]),
    notPrincipals: list('principal'),
    conditions: list('source_arn', conditionsOf(at)),
  };
  return known({ fields }, at.place, 'action');
}

function readPrincipal(at: Scope): Fact<Principal> {
  const identifier = readString(at, 'principal');
  if (identifier.state === 'known') {
    const service = /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(identifier.value);
    return principal(service ? 'Service' : 'AWS', identifier.value, {
      place: at.place,
      path: identifier.path,
    });
  }
  const type: Fact<string> = identifier.state === 'unknown' ? { ...identifier, set: true } : identifier;
  return known({ fields: { type, identifier } }, at.place, 'principal');
}

/** What narrows a permission, by the condition that Lambda makes of it: the same page. */
const narrowing = [
  ['source_arn', 'ArnLike', 'aws:SourceArn'],
  ['source_account', 'StringEquals', 'aws:SourceAccount'],
  ['principal_org_id', 'StringEquals', 'aws:PrincipalOrgID'],
  ['function_url_auth_type', 'StringEquals', 'lambda:FunctionUrlAuthType'],
] as const;

function conditionsOf(at: Scope): readonly Fact<StatementCondition>[] {
  return narrowing.flatMap(([attribute, operator, key]): readonly Fact<StatementCondition>[] => {
    const value = readString(at, attribute, 'absent');
    if (value.state === 'absent') return [];
    if (value.state === 'unknown' && !isSet(value)) return [value];
    const values = known({ items: [value] }, at.place, attribute);
    return [condition(operator, key, values, { place: at.place, path: attribute })];
  });
}

function isSet(fact: Unknown): boolean {
  return fact.set === true;
}
