import type { Attribute, AttributeType, Kind } from '../../src/model/kind.ts';
import { attributesOf, kinds } from '../../src/model/kinds/index.ts';
import type { Requirement } from '../../src/model/policy.ts';
import { ruleSchema } from '../../src/rules/rule-schema.ts';
import { suggesting } from './suggesting.ts';

/** The schema of a rule with what editors can make use of: kinds and clauses in words, and each kind's attributes in examples. */
export function ruleSchemaForEditors(catalogue: readonly Requirement[]): object {
  const all = Object.values<Kind>(kinds);
  const { properties } = ruleSchema;
  const clauses = Object.fromEntries(catalogue.map(({ id, title }) => [id, title]));
  return {
    ...ruleSchema,
    properties: {
      ...properties,
      requirements: {
        ...properties.requirements,
        items: suggesting(properties.requirements.items, clauses),
      },
      'applies-to': {
        ...properties['applies-to'],
        enumDescriptions: [...all.map(({ meaning }) => meaning), 'Every resource, by what all of them have'],
      },
      expect: { ...properties.expect, defaultSnippets: [expectation] },
      examples: { ...properties.examples, defaultSnippets: [examples] },
    },
    allOf: all.map(({ name }) => ({
      if: { required: ['applies-to'], properties: { 'applies-to': { const: name } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { examples: { additionalProperties: { $ref: `#/definitions/${name}` } } } },
    })),
    definitions: Object.fromEntries(all.map((kind) => [kind.name, examplesOf(kind)])),
  };
}

const expectation = {
  label: 'expectation',
  description: 'A condition, and the sentence when it does not hold',
  body: [{ that: 'resource.$1', else: '"{name} $2."' }],
};

const examples = {
  label: 'examples',
  description: 'One that passes, one that fails, and one that cannot be told',
  body: {
    pass: [{ name: '$1', given: {} }],
    fail: [{ name: '$2', given: { name: 'orders' }, says: '$3' }],
    unknown: [{ name: '$4', given: {} }],
  },
};

/** The examples of one verdict. Types are left out: `!unknown "why"` and its like stand for values of any type. */
function examplesOf(kind: Kind): object {
  const given = Object.entries(attributesOf(kind)).map(([name, attribute]) => [
    name,
    { description: meaningOf(attribute) },
  ]);
  const related = Object.entries(kind.relations).map(([name, { to, many, meaning }]) => [
    name,
    { description: `${meaning} (${many ? `list of ${to}` : to})` },
  ]);
  return {
    items: {
      properties: {
        given: { properties: Object.fromEntries(given) },
        related: { properties: Object.fromEntries(related) },
      },
    },
  };
}

function meaningOf({ type, meaning, unit, optional }: Attribute): string {
  const notes = [typeName(type), ...(unit === undefined ? [] : [unit])];
  return `${meaning} (${notes.join(', ')}${optional === true ? '; may be absent' : ''})`;
}

function typeName(type: AttributeType): string {
  if (type.type === 'list' || type.type === 'map') return `${type.type} of ${typeName(type.of)}`;
  return type.type === 'struct' ? type.name : type.type;
}
