import assert from 'node:assert/strict';
import { checkCondition, checkTemplate } from '../../src/expressions/check.ts';
import { compileCondition, compileTemplate } from '../../src/expressions/compile.ts';
import type { ExpressionContext, ExpressionProblem } from '../../src/expressions/expression.ts';
import {
  absent,
  type Fact,
  known,
  type ListValue,
  type Place,
  type StructValue,
  type Unknown,
  unknown,
  type Value,
} from '../../src/model/fact.ts';
import { bool, defineKind, int, list, many, map, one, string, struct } from '../../src/model/kind.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Answer, ParameterDeclaration, ParameterValue, Scope } from '../../src/model/rule.ts';

/** A kind with every sort of attribute, for tests of the language itself. */
const part = struct(
  'Part',
  { label: string('Label'), weight: int('Weight'), safe: bool('Safe'), marks: list(string('mark'), 'Marks') },
  'A part',
);

export const machine = defineKind({
  name: 'machine',
  title: 'machine',
  service: 'test',
  meaning: 'A thing for tests',
  attributes: {
    on: bool('It runs'),
    loud: bool('It is loud'),
    speed: int('Speed', { optional: true }),
    force: int('Force'),
    colour: string('Colour', { optional: true }),
    place: string('Place'),
    words: list(string('word'), 'Words'),
    numbers: list(int('number'), 'Numbers'),
    parts: list(part, 'Parts'),
    engine: struct('Engine', { fuel: string('Fuel', { optional: true }), power: int('Power') }, 'Engine', {
      optional: true,
    }),
    labels: map(string('label'), 'Labels'),
  },
  relations: {
    home: one('vpc', { mine: 'place' }, 'Where it stands'),
    volumes: many('ebs-volume', 'all', 'What it stores on'),
  },
});

export const place: Place = { source: 'example', name: 'test' };

export const fact = (value: Value, path = ''): Fact => known(value, place, path);
export const hidden = (path: string, set = false): Unknown =>
  unknown('known-after-apply', `known only after apply: ${path}`, { place, path, set });
export const missing = (path: string): Fact => absent(place, path);
export const listed = (items: readonly (Value | Fact)[], open?: Unknown, path = 'list'): Fact => {
  const facts = items.map((item, index) => asFact(item, `${path}[${index}]`));
  const value: ListValue = open === undefined ? { items: facts } : { items: facts, open };
  return known(value, place, path);
};
export const made = (fields: Readonly<Record<string, Value | Fact>>, path = ''): Fact<StructValue> =>
  known({ fields: factsOf(fields, path) }, place, path);
export const mapped = (
  entries: Readonly<Record<string, Value | Fact>>,
  open?: Unknown,
  path = 'labels',
): Fact =>
  known(
    open === undefined ? { entries: factsOf(entries, path) } : { entries: factsOf(entries, path), open },
    place,
    path,
  );

function asFact(value: Value | Fact, path: string): Fact {
  return typeof value === 'object' && 'state' in value ? value : known(value, place, path);
}

function factsOf(fields: Readonly<Record<string, Value | Fact>>, path: string): Record<string, Fact> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      asFact(value, path === '' ? name : `${path}.${name}`),
    ]),
  );
}

export function resourceWith(fields: Readonly<Record<string, Value | Fact>>): Resource {
  const own = factsOf(
    { type: 'test', taggable: true, tags: known({ entries: {} }, place, 'tags'), ...fields },
    '',
  );
  return {
    key: 'm',
    kind: 'machine',
    type: 'test',
    label: 'machine.m',
    action: 'none',
    identities: [],
    fields: own,
  };
}

export interface Given {
  readonly fields?: Readonly<Record<string, Value | Fact>>;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly related?: Readonly<Record<string, Fact<ListValue | Resource>>>;
  readonly environment?: string;
}

export function scopeOf(given: Given = {}): Scope {
  return {
    resource: resourceWith(given.fields ?? {}),
    parameters: given.parameters ?? {},
    environment: given.environment ?? 'prod',
    related: (_resource, name) => given.related?.[name] ?? known({ items: [] }, place, name),
  };
}

export const declared: Readonly<Record<string, ParameterDeclaration>> = {
  minimumDays: { type: 'integer', default: 7 },
  pattern: { type: 'string', default: '^a' },
  mode: { type: 'string', default: 'strict', values: ['strict', 'lax'] },
  strict: { type: 'boolean', default: true },
  allowed: { type: 'string-list', default: ['a', 'b'] },
};

export const context: ExpressionContext = { kind: machine, parameters: declared };

export function problemOf(source: string, against: ExpressionContext = context): ExpressionProblem {
  const result = checkCondition(source, against);
  assert.ok('problem' in result, `accepted: ${source}`);
  return result.problem;
}

export interface Run {
  readonly answer: Answer;
  /** true, false, or "unknown". */
  readonly verdict: boolean | 'unknown';
  /** Paths of the facts that decided. */
  readonly reads: readonly string[];
  /** Paths of the unknowns. */
  readonly unknowns: readonly string[];
}

export function run(source: string, given: Given = {}, against: ExpressionContext = context): Run {
  return prepare(source, against)(given);
}

/** Checks and compiles once, for conditions that are asked of many worlds. */
export function prepare(source: string, against: ExpressionContext = context): (given: Given) => Run {
  const result = checkCondition(source, against);
  assert.ok('expression' in result, `refused: ${source}: ${JSON.stringify(result)}`);
  const condition = compileCondition(JSON.parse(JSON.stringify(result.expression)));
  return (given) => {
    const trace: { reads: Fact[] } = { reads: [] };
    const answer = condition(scopeOf({ parameters: defaults, ...given }), trace);
    return {
      answer,
      verdict: typeof answer === 'boolean' ? answer : 'unknown',
      reads: trace.reads.map((read) => read.path),
      unknowns: typeof answer === 'boolean' ? [] : answer.unknowns.map((one) => one.path),
    };
  };
}

const defaults = Object.fromEntries(
  Object.entries(declared).map(([name, { default: value }]) => [name, value]),
);

export function fill(source: string, given: Given = {}, against: ExpressionContext = context): string {
  const result = checkTemplate(source, against);
  assert.ok('template' in result, `refused: ${source}: ${JSON.stringify(result)}`);
  return compileTemplate(JSON.parse(JSON.stringify(result.template)))(
    scopeOf({ parameters: defaults, ...given }),
  );
}
