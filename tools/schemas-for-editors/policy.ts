import type { Requirement } from '../../src/model/policy.ts';
import type { ParameterDeclaration, Rule } from '../../src/model/rule.ts';
import { policySchema } from '../../src/policy/policy-schema.ts';
import { suggesting } from './suggesting.ts';

/** The schema of a policy with what the built-in rules and clauses are called; those of one's own are as good. */
export function policySchemaForEditors(rules: readonly Rule[], catalogue: readonly Requirement[]): object {
  const { properties } = policySchema;
  const environment = properties.environments.additionalProperties;
  const waiver = properties.waivers.items;
  const attestation = properties.attestations.items;
  const stack = properties.stacks.additionalProperties;
  const figures = figuresOf(rules);
  const byId = Object.fromEntries(rules.map(({ id, title }) => [id, title]));
  const attested = catalogue.filter(({ sources }) => sources.includes('attest'));
  return {
    ...policySchema,
    properties: {
      ...properties,
      environments: {
        ...properties.environments,
        additionalProperties: {
          ...environment,
          properties: {
            ...environment.properties,
            parameters: { ...environment.properties.parameters, properties: figures },
          },
        },
      },
      parameters: { ...properties.parameters, properties: figures },
      rules: {
        ...properties.rules,
        additionalProperties: { $ref: '#/definitions/rule' },
        properties: ruleSettings(rules),
      },
      stacks: {
        ...properties.stacks,
        additionalProperties: {
          ...stack,
          properties: {
            holds: { ...stack.properties.holds, items: suggesting({}, areasOf(rules)) },
          },
        },
      },
      waivers: {
        ...properties.waivers,
        items: {
          ...waiver,
          properties: { ...waiver.properties, rule: suggesting(waiver.properties.rule, byId) },
        },
      },
      attestations: {
        ...properties.attestations,
        items: {
          ...attestation,
          properties: {
            ...attestation.properties,
            requirement: suggesting(attestation.properties.requirement, titles(attested)),
          },
        },
      },
    },
    definitions: { rule: properties.rules.additionalProperties },
  };
}

function titles(catalogue: readonly Requirement[]): Record<string, string> {
  return Object.fromEntries(catalogue.map(({ id, title }) => [id, title]));
}

/** Figures that the environment itself supplies are not written as parameters. */
function figuresOf(rules: readonly Rule[]): Record<string, object> {
  const takers = new Map<string, { readonly declared: ParameterDeclaration; readonly rules: string[] }>();
  for (const rule of rules) {
    for (const declared of Object.values(rule.parameters)) {
      const { policy } = declared;
      if (policy === undefined || policy.startsWith('environment.')) continue;
      const known = takers.get(policy) ?? { declared, rules: [] };
      known.rules.push(rule.id);
      takers.set(policy, known);
    }
  }
  const names = [...takers].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    names.map(([name, { declared, rules: taking }]) => [
      name,
      { ...valueSchema(declared), description: `${meaningOf(declared)} Asked by ${taking.join(', ')}.` },
    ]),
  );
}

const jsonTypes = {
  integer: { type: 'integer' },
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  'string-list': { type: 'array', items: { type: 'string' } },
} as const;

function valueSchema({ type, default: usual }: ParameterDeclaration): object {
  return { ...jsonTypes[type], default: usual };
}

function meaningOf({ meaning, unit, default: usual }: ParameterDeclaration): string {
  const said = meaning === undefined ? '' : `${meaning}. `;
  return `${said}Without it: ${[usual].flat().join(', ') || 'nothing'}${unit === undefined ? '' : ` ${unit}`}.`;
}

/** The words beside a `$ref` count for nothing in this draft of JSON Schema. */
function ruleSettings(rules: readonly Rule[]): Record<string, object> {
  return Object.fromEntries(
    rules.map(({ id, title }) => [id, { description: title, allOf: [{ $ref: '#/definitions/rule' }] }]),
  );
}

function areasOf(rules: readonly Rule[]): Record<string, string> {
  const areas = new Map<string, string[]>();
  for (const { area, title } of rules) {
    if (area !== undefined) areas.set(area, [...(areas.get(area) ?? []), title]);
  }
  return Object.fromEntries([...areas].sort().map(([area, asked]) => [area, `Asks: ${asked.join('; ')}`]));
}
