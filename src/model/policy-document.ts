import { type Fact, known, type ListValue, type Place, type Unknown, unknown } from './fact.ts';
import type { ValueOf } from './kind.ts';
import type { policyDocument } from './kinds/iam-document.ts';

/** A policy document as rules see it. */
export type PolicyDocument = ValueOf<ReturnType<typeof policyDocument>['type']>;

/** One statement of it. */
export type Statement = PolicyDocument['fields']['statements'] extends Fact<ListValue<infer S>> ? S : never;

export type Principal = Statement['fields']['principals'] extends Fact<ListValue<infer P>> ? P : never;

export type StatementCondition =
  Statement['fields']['conditions'] extends Fact<ListValue<infer C>> ? C : never;

type At = { readonly place: Place; readonly path: string };

/** Elements of a statement, lower case. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
const elements = new Set([
  'sid',
  'effect',
  'action',
  'notaction',
  'resource',
  'notresource',
  'principal',
  'notprincipal',
  'condition',
]);

/** Reads the JSON text of an IAM policy, URL-encoded (as the IAM API answers) or plain. Text that is no policy is unknown. */
export function parsePolicyDocument(text: string, at: At): Fact<PolicyDocument> {
  const trimmed = text.trim();
  let json: unknown;
  try {
    json = JSON.parse(trimmed.startsWith('%') ? decodeURIComponent(trimmed) : trimmed);
  } catch {
    return unreadable('its text is not JSON', at);
  }
  return readPolicyDocument(json, at);
}

/** Reads a policy that is JSON already. */
export function readPolicyDocument(json: unknown, at: At): Fact<PolicyDocument> {
  if (!isObject(json)) return unreadable('it is not a policy document', at);
  const statement = lowerKeys(json)?.statement;
  if (statement === undefined) return unreadable('it is a policy document without a Statement', at);
  const statements = Array.isArray(statement) ? statement : [statement];
  const path = `${at.path}.Statement`;
  const items = statements.map((item, index) =>
    readStatement(item, { place: at.place, path: `${path}[${index}]` }),
  );
  return known({ fields: { statements: known({ items }, at.place, path) } }, at.place, at.path);
}

function readStatement(json: unknown, at: At): Fact<Statement> {
  const raw = isObject(json) ? lowerKeys(json) : undefined;
  if (raw === undefined || !Object.keys(raw).every((key) => elements.has(key)))
    return unreadable('a statement of the policy is not in the grammar of IAM', at);
  const sub = (element: string): At => ({ place: at.place, path: `${at.path}.${element}` });
  const fields: Statement['fields'] = {
    sid: known(typeof raw.sid === 'string' ? raw.sid : '', at.place, `${at.path}.Sid`),
    effect: readEffect(raw.effect, sub('Effect')),
    actions: readStrings(raw.action, sub('Action')),
    notActions: readStrings(raw.notaction, sub('NotAction')),
    resources: readStrings(raw.resource, sub('Resource')),
    notResources: readStrings(raw.notresource, sub('NotResource')),
    principals: readPrincipals(raw.principal, sub('Principal')),
    notPrincipals: readPrincipals(raw.notprincipal, sub('NotPrincipal')),
    conditions: readConditions(raw.condition, sub('Condition')),
  };
  return known({ fields }, at.place, at.path);
}

function readEffect(json: unknown, at: At): Fact<string> {
  if (json === 'Allow' || json === 'Deny') return known(json, at.place, at.path);
  return unreadable('its effect is neither Allow nor Deny', at);
}

function readStrings(json: unknown, at: At): Fact<ListValue<string>> {
  const items: Fact<string>[] = [];
  for (const value of asArray(json)) {
    const text = textOf(value);
    items.push(text === undefined ? unreadable('it is not text', at) : known(text, at.place, at.path));
  }
  return known({ items }, at.place, at.path);
}

function readPrincipals(json: unknown, at: At): Fact<ListValue<Principal>> {
  const items: Fact<Principal>[] = [];
  if (json === '*') items.push(principal('*', '*', at));
  else if (isObject(json)) {
    for (const [type, identifiers] of Object.entries(json)) {
      for (const identifier of asArray(identifiers)) {
        items.push(
          typeof identifier === 'string'
            ? principal(type, identifier, at)
            : unreadable('a principal that is not text', at),
        );
      }
    }
  } else if (json !== undefined) return unreadable('its principal is not in the grammar of IAM', at);
  return known({ items }, at.place, at.path);
}

/**
 * One principal in its normal form: `{"AWS": "*"}` means everyone as `"*"` does, and an account id means its root ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principal(type: string, identifier: string, at: At): Fact<Principal> {
  const everyone = identifier === '*' && (type === 'AWS' || type === '*');
  const account = type === 'AWS' && /^\d{12}$/.test(identifier);
  const fields: Principal['fields'] = {
    type: known(everyone ? '*' : type, at.place, at.path),
    identifier: known(account ? `arn:aws:iam::${identifier}:root` : identifier, at.place, at.path),
  };
  return known({ fields }, at.place, at.path);
}

function readConditions(json: unknown, at: At): Fact<ListValue<StatementCondition>> {
  if (json === undefined) return known({ items: [] }, at.place, at.path);
  if (!isObject(json)) return unreadable('its condition is not in the grammar of IAM', at);
  const items: Fact<StatementCondition>[] = [];
  for (const [operator, keys] of Object.entries(json)) {
    if (!isObject(keys)) {
      items.push(unreadable('a condition that is not in the grammar of IAM', at));
      continue;
    }
    for (const [key, values] of Object.entries(keys))
      items.push(condition(operator, key, readStrings(values, at), at));
  }
  return known({ items }, at.place, at.path);
}

/** One operator and key of a Condition block. */
export function condition(
  operator: string,
  key: string,
  values: Fact<ListValue<string>>,
  at: At,
): Fact<StatementCondition> {
  const fields: StatementCondition['fields'] = {
    operator: known(operator, at.place, at.path),
    key: known(key.toLowerCase(), at.place, at.path),
    values,
  };
  return known({ fields }, at.place, at.path);
}

function unreadable(detail: string, at: At): Unknown {
  return unknown('unreadable', detail, { ...at, set: true });
}

function asArray(json: unknown): readonly unknown[] {
  if (json === undefined) return [];
  return Array.isArray(json) ? json : [json];
}

function textOf(json: unknown): string | undefined {
  if (typeof json === 'string') return json;
  return typeof json === 'boolean' || typeof json === 'number' ? String(json) : undefined;
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** IAM does not tell `Effect` from `effect`. Undefined when two keys fall together. */
function lowerKeys(json: Record<string, unknown>): Record<string, unknown> | undefined {
  const lowered: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(json)) {
    const lower = key.toLowerCase();
    if (Object.hasOwn(lowered, lower)) return undefined;
    lowered[lower] = value;
  }
  return lowered;
}
