import { type Fact, isStruct, known, type ListValue, type Unknown, unknown } from '../../model/fact.ts';
import {
  condition,
  type PolicyDocument,
  type Principal,
  parsePolicyDocument,
  principal,
  type Statement,
  type StatementCondition,
} from '../../model/policy-document.ts';
import type { DataResource } from './plan.ts';
import { holdsValue, readBlocks, readString, readStrings } from './reader.ts';
import { type Scope, scopeOfData } from './scope.ts';
import { missingFact, type WhenUnset } from './unset.ts';
import type { PhaseView } from './view.ts';

const dataType = 'aws_iam_policy_document';

/**
 * A policy written as JSON text. Where the text is known only after apply and comes from one `aws_iam_policy_document`, that
 * document's statements are read instead: most of them are known.
 */
export function readPolicy(
  at: Scope,
  key: string,
  view: PhaseView,
  unset?: WhenUnset<PolicyDocument>,
): Fact<PolicyDocument> {
  if (holdsValue(at.values[key])) {
    const text = readString(at, key);
    return text.state === 'known'
      ? parsePolicyDocument(text.value, { place: at.place, path: text.path })
      : text;
  }
  const fact = missingFact(at, key, unset);
  const data = fact.state === 'unknown' ? documentBehind(fact, view) : undefined;
  return data === undefined ? fact : readDocument(data, at, view);
}

/**
 * The deferred data source whose JSON this is, if it can be nothing else. Of a list, the plan names the references of all
 * elements together: with as many unknown ones as there are unknown elements, each has its own, in order.
 */
function documentBehind(text: Unknown, view: PhaseView, position = 0, count = 1): DataResource | undefined {
  const references = text.references.filter(({ targets }) => view.data(targets[0] ?? '')?.deferred !== false);
  const reference = references[position];
  if (reference === undefined || references.length !== count || reference.targets.length !== 1)
    return undefined;
  if (!/\.(minified_)?json$/.test(reference.text) && !reference.text.startsWith('module.')) return undefined;
  const data = view.data(reference.targets[0] ?? '');
  return data?.type === dataType && data.deferred ? data : undefined;
}

/** Statements of an `aws_iam_policy_document`, as Terraform will write them into its JSON. */
function readDocument(data: DataResource, from: Scope, view: PhaseView): Fact<PolicyDocument> {
  const layers = layersIn(data, from, view, []);
  const at = scopeOfData(data, from);
  const { open } = layers;
  const statements = open === undefined ? { items: layers.items } : { items: layers.items, open };
  const path = 'statement';
  return known({ fields: { statements: known(statements, at.place, path) } }, at.place, path);
}

type Layers = { readonly items: readonly Fact<Statement>[]; readonly open?: Unknown };

/** Documents of documents; `around` are those that this one is part of, for a made-up file may hold a circle. */
function layersIn(data: DataResource, from: Scope, view: PhaseView, around: readonly DataResource[]): Layers {
  const at = scopeOfData(data, from);
  const blocks = readBlocks(at, 'statement');
  const within = [...around, data];
  const read: ReadText = (text, position = 0, count = 1) => {
    const inner = documentBehind(text, view, position, count);
    return inner === undefined || within.includes(inner) ? text : layersIn(inner, at, view, within);
  };
  const layers = mergeLayers(at, blocks.items.map(readStatement), read);
  const open = blocks.open ?? layers.open;
  return open === undefined ? layers : { ...layers, open };
}

/**
 * Source documents come first and give way to statements with the same Sid; override documents come last and win.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
function mergeLayers(at: Scope, own: readonly Fact<Statement>[], read: ReadText): Layers {
  const layersBy = (key: string) => layersOf(at, key, read);
  const sources = [...layersBy('source_json'), ...layersBy('source_policy_documents')];
  const overrides = [...layersBy('override_json'), ...layersBy('override_policy_documents')];
  let items: readonly Fact<Statement>[] = [];
  let open: Unknown | undefined;
  for (const layer of [...sources, { items: own }, ...overrides]) {
    const cause = layer.open;
    // A document that cannot be read may replace any statement that has a Sid.
    if (cause !== undefined) items = items.map((item) => (sidOf(item) === '' ? item : cause));
    items = overlay(items, layer.items);
    open ??= cause;
  }
  return open === undefined ? { items } : { items, open };
}

/** What stands in an unknown text, the `position`th of `count` in its list: its statements, or the text as it was. */
type ReadText = (text: Unknown, position?: number, count?: number) => Layers | Unknown;

function layersOf(at: Scope, key: string, read: ReadText): readonly Layers[] {
  const value = at.values[key];
  const single = key.endsWith('_json');
  if (single) {
    const text = readString(at, key, 'absent');
    return text.state === 'absent' ? [] : [layerOf(text, at, key, read)];
  }
  if (value === undefined && at.resolver.written(at.resource, [key]).how === 'unset') return [];
  const list = readStrings(at, key);
  if (list.state === 'unknown') return [unread(list)];
  if (list.state === 'absent') return [];
  const texts = list.value.items.filter((item) => item.state !== 'known' || item.value !== '');
  const count = texts.filter((item) => item.state === 'unknown').length;
  let position = 0;
  return texts.map((item) => layerOf(item, at, key, (text) => read(text, position++, count)));
}

function layerOf(text: Fact<string>, at: Scope, key: string, read: ReadText): Layers {
  if (text.state === 'absent') return { items: [] };
  if (text.state === 'unknown') {
    const inner = read(text);
    return 'state' in inner ? unread(inner) : inner;
  }
  const parsed = parsePolicyDocument(text.value, { place: at.place, path: key });
  if (parsed.state === 'unknown') return unread(parsed);
  if (parsed.state === 'absent' || !isStruct(parsed.value)) return { items: [] };
  const { statements } = parsed.value.fields;
  return { items: statements.state === 'known' ? statements.value.items : [] };
}

function unread(open: Unknown): Layers {
  return { items: [], open };
}

function overlay(
  below: readonly Fact<Statement>[],
  above: readonly Fact<Statement>[],
): readonly Fact<Statement>[] {
  const named = new Map<string, Fact<Statement>>();
  for (const statement of above) {
    const sid = sidOf(statement);
    if (sid !== undefined && sid !== '') named.set(sid, statement);
  }
  const kept = below.map((statement) => {
    const sid = sidOf(statement);
    if (sid === undefined) return named.size === 0 ? statement : maybeReplaced(statement);
    if (sid === '') return statement;
    const winner = named.get(sid);
    named.delete(sid);
    return winner ?? statement;
  });
  const added = above.filter((statement) => {
    const sid = sidOf(statement);
    return sid === undefined || sid === '' || named.get(sid) === statement;
  });
  return [...kept, ...added];
}

/** A statement whose Sid is known later may be the one that another document replaces. */
function maybeReplaced(statement: Fact<Statement>): Fact<Statement> {
  return statement.state === 'known' && statement.value.fields.sid.state === 'unknown'
    ? statement.value.fields.sid
    : statement;
}

function sidOf(statement: Fact<Statement>): string | undefined {
  if (statement.state !== 'known') return undefined;
  const { sid } = statement.value.fields;
  return sid.state === 'known' ? sid.value : undefined;
}

function readStatement(at: Scope): Fact<Statement> {
  const fields: Statement['fields'] = {
    sid: readString(at, 'sid', { always: '' }),
    // "effect … Defaults to Allow", same page.
    effect: readString(at, 'effect', { always: 'Allow' }),
    actions: readStrings(at, 'actions'),
    notActions: readStrings(at, 'not_actions'),
    resources: withVariables(readStrings(at, 'resources')),
    notResources: withVariables(readStrings(at, 'not_resources')),
    principals: readPrincipals(at, 'principals'),
    notPrincipals: readPrincipals(at, 'not_principals'),
    conditions: readConditions(at),
  };
  return known({ fields }, at.place, at.prefix.slice(0, -1));
}

function readPrincipals(at: Scope, key: string): Fact<ListValue<Principal>> {
  const { items: blocks, open } = readBlocks(at, key);
  const items: Fact<Principal>[] = [];
  let more = open;
  for (const block of blocks) {
    const type = readString(block, 'type');
    const identifiers = readStrings(block, 'identifiers');
    if (type.state !== 'known' || identifiers.state !== 'known') {
      more ??= [type, identifiers].find((fact): fact is Unknown => fact.state === 'unknown');
      continue;
    }
    for (const identifier of identifiers.value.items) {
      if (identifier.state === 'known')
        items.push(
          principal(type.value, variables(identifier.value), { place: at.place, path: identifier.path }),
        );
      else if (identifier.state === 'unknown') items.push(principalToBe(type, identifier));
    }
    more ??= identifiers.value.open;
  }
  return known(more === undefined ? { items } : { items, open: more }, at.place, at.prefix + key);
}

/** A principal whose identifier is known later. It may be `*`, so of AWS principals even the type stays open. */
function principalToBe(type: Fact<string> & { state: 'known' }, identifier: Unknown): Fact<Principal> {
  const everyone = type.value === 'AWS' || type.value === '*';
  const fields: Principal['fields'] = { type: everyone ? { ...identifier, set: true } : type, identifier };
  return known({ fields }, identifier.place, identifier.path);
}

function readConditions(at: Scope): Fact<ListValue<StatementCondition>> {
  const { items: blocks, open } = readBlocks(at, 'condition');
  const items = blocks.map((block): Fact<StatementCondition> => {
    const test = readString(block, 'test');
    const variable = readString(block, 'variable');
    const values = withVariables(readStrings(block, 'values'));
    const where = { place: at.place, path: block.prefix.slice(0, -1) };
    if (test.state === 'known' && variable.state === 'known')
      return condition(test.value, variable.value, values, where);
    const cause = [test, variable].find((fact) => fact.state === 'unknown');
    return cause ?? unknown('unreadable', 'a condition without operator or key', { ...where, set: true });
  });
  return known(open === undefined ? { items } : { items, open }, at.place, `${at.prefix}condition`);
}

function withVariables(list: Fact<ListValue<string>>): Fact<ListValue<string>> {
  if (list.state !== 'known') return list;
  const items = list.value.items.map((item) =>
    item.state === 'known' ? { ...item, value: variables(item.value) } : item,
  );
  return { ...list, value: { ...list.value, items } };
}

/** Documents write IAM's own variables as `&{aws:username}`, because `${…}` is Terraform's. */
function variables(text: string): string {
  return text.replaceAll('&{', '${');
}
