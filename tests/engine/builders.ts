import {
  type Fact,
  known,
  type ListValue,
  type Place,
  type Unknown,
  unknown,
  type Value,
} from '../../src/model/fact.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { Inventory, Reading, Resource } from '../../src/model/resource.ts';
import type { Answer, CompiledRule, Rule, Scope } from '../../src/model/rule.ts';

export const place: Place = { source: 'example', name: 'test' };

/** A known fact of the test place. */
export function fact<V>(value: V, path = 'x'): Fact<V> {
  return known(value, place, path);
}

/** A link that will be one of these addresses. */
export function linkTo(...targets: string[]): Unknown {
  const references = targets.map((target) => ({ text: `${target}.id`, targets: [target] }));
  return unknown('known-after-apply', `known only after apply: it comes from ${targets.join(' or ')}`, {
    place,
    path: 'link',
    references,
    set: true,
  });
}

export function unknownFact(detail: string, path = 'x'): Unknown {
  return unknown('known-after-apply', detail, { place, path });
}

export function resource(
  kind: string,
  key: string,
  fields: Record<string, Fact> = {},
  more: Partial<Resource> = {},
): Resource {
  return {
    key,
    kind,
    type: kind,
    label: key,
    action: 'none',
    identities: [key],
    ...more,
    fields: {
      name: fact(key, 'name'),
      type: fact(kind, 'type'),
      taggable: fact(true, 'taggable'),
      tags: fact({ entries: {} }, 'tags'),
      ...fields,
    },
  };
}

export function inventory(resources: readonly Resource[], more: Partial<Inventory> = {}): Inventory {
  const source = { name: 'terraform-plan', subject: 'plan.json', detail: {} } as const;
  return { source, resources, gaps: [], ledger: [], ...more };
}

export function reading(
  after: readonly Resource[],
  before?: readonly Resource[],
  moved: Record<string, string> = {},
): Reading {
  const base = { after: inventory(after), moved };
  return before === undefined ? base : { ...base, before: inventory(before) };
}

/** A rule that says what the fact named `verdict` of a resource says: true, false or unknown. */
export function rule(
  id: string,
  appliesTo: string,
  more: Partial<Rule> = {},
  that = readsVerdict,
): CompiledRule {
  return {
    rule: {
      id,
      title: `Title of ${id}`,
      requirements: ['REQ-1'],
      severity: 'high',
      appliesTo,
      sources: [],
      environments: [],
      parameters: {},
      rationale: 'Because.',
      remediation: 'Do it.',
      references: [],
      ...more,
    },
    expectations: [
      { that, message: (scope) => `${scope.resource.label} is wrong.`, source: 'resource.verdict' },
    ],
  };
}

export function readsVerdict(scope: Scope, trace: { reads: Fact<Value>[] }): Answer {
  const verdict = scope.resource.fields.verdict;
  if (verdict === undefined) throw new Error('the test gives no verdict');
  trace.reads.push(verdict);
  if (verdict.state === 'known') return verdict.value === true;
  return { unknowns: verdict.state === 'unknown' ? [verdict] : [] };
}

export function policy(more: Partial<Policy> = {}): Policy {
  return {
    name: 'Test policy',
    document: 'document.md',
    file: 'caja-policy.yaml',
    environments: [],
    accounts: [],
    parameters: {},
    rules: {},
    stacks: [],
    waivers: [],
    attestations: [],
    gate: { failOn: 'high', plan: 'all', incomplete: ['aws-account'] },
    requirements: [{ id: 'REQ-1', title: 'A clause', sources: ['plan', 'account'], environments: [] }],
    ...more,
  };
}

export function itemsOf(list: Fact): readonly string[] {
  if (list.state !== 'known') throw new Error(`not known: ${list.state}`);
  const { items } = list.value as ListValue;
  return items
    .map((item) => (item.state === 'known' ? (item.value as unknown as Resource).key : item.state))
    .sort();
}
