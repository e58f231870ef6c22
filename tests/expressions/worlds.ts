import fc from 'fast-check';
import type { Fact, Value } from '../../src/model/fact.ts';
import { isList, isMap } from '../../src/model/fact.ts';
import { fact, hidden, listed, made, mapped, missing } from './world.ts';

/** One attribute as it may be known, with everything that it may turn out to be. */
export interface Spot {
  readonly fact: Fact;
  readonly completions: readonly Fact[];
}

export type World = Readonly<Record<string, Spot>>;

const certain = (one: Fact): Spot => ({ fact: one, completions: [one] });
const each = (values: readonly Value[], path: string): Fact[] => values.map((value) => fact(value, path));

const ints = [0, 1, 2];
const texts = ['', 'a', 'b'];

function scalar(path: string, values: readonly Value[], optional: boolean): fc.Arbitrary<Spot> {
  const all = each(values, path);
  const known = fc.constantFrom(...all).map(certain);
  const unknown = fc.constant<Spot>({
    fact: hidden(path),
    completions: optional ? [...all, missing(path)] : all,
  });
  const set = fc.constant<Spot>({ fact: hidden(path, true), completions: all });
  const absent = fc.constant(certain(missing(path)));
  return optional
    ? fc.oneof(known, unknown, set, absent)
    : fc.oneof({ weight: 2, arbitrary: known }, unknown, set);
}

const inList = (items: readonly Fact[], path: string): Fact => listed(items, undefined, path);

/** Every way to choose one completion of each spot. */
export function product(spots: readonly (readonly Fact[])[]): Fact[][] {
  return spots.reduce<Fact[][]>(
    (ways, choices) => ways.flatMap((way) => choices.map((one) => [...way, one])),
    [[]],
  );
}

/** Closed, open (further elements anywhere) or wholly unknown. */
function list(path: string, element: fc.Arbitrary<Spot>, extra: readonly Fact[]): fc.Arbitrary<Spot> {
  const some = fc.array(element, { maxLength: 2 });
  const closed = some.map((items): Spot => {
    const facts = items.map((item) => item.fact);
    return {
      fact: inList(facts, path),
      completions: product(items.map((item) => item.completions)).map((way) => inList(way, path)),
    };
  });
  const open = some.map((items): Spot => {
    const facts = items.map((item) => item.fact);
    const ways = product(items.map((item) => item.completions));
    const more = ways.flatMap((way) => [
      way,
      ...extra.flatMap((one) => [
        [one, ...way],
        [...way, one],
      ]),
      [...extra, ...way],
    ]);
    return { fact: listed(facts, hidden(path), path), completions: more.map((way) => inList(way, path)) };
  });
  const bounded = open.map(({ fact: given, completions }): Spot => {
    const whole = given.state === 'known' && isList(given.value) ? given.value : { items: [] };
    return { fact: fact({ ...whole, candidates: extra }, path), completions };
  });
  const unknown = fc.constant<Spot>({
    fact: hidden(path),
    completions: [[], ...extra.map((one) => [one]), [...extra]].map((way) => inList(way, path)),
  });
  return fc.oneof({ weight: 3, arbitrary: closed }, open, bounded, unknown);
}

function struct(path: string, fields: Readonly<Record<string, fc.Arbitrary<Spot>>>): fc.Arbitrary<Spot> {
  return fc.record(fields).map((spots): Spot => {
    const names = Object.keys(spots);
    const join = (facts: readonly Fact[]): Fact =>
      made(Object.fromEntries(names.map((name, index) => [name, facts[index] as Fact])), path);
    const own = names.map((name) => (spots[name] as Spot).fact);
    return {
      fact: join(own),
      completions: product(names.map((name) => (spots[name] as Spot).completions)).map(join),
    };
  });
}

function labels(path: string): fc.Arbitrary<Spot> {
  const entry = scalar(`${path}.a`, ['a', 'b'], true);
  const isThere = (one: Fact): boolean => one.state !== 'absent';
  const mapOf = (one: Fact, more: Readonly<Record<string, Value>> = {}): Fact =>
    mapped(isThere(one) ? { a: one, ...more } : more, undefined, path);
  const closed = entry.map(
    (one): Spot => ({ fact: mapOf(one.fact), completions: one.completions.map((way) => mapOf(way)) }),
  );
  const open = entry.map(
    (one): Spot => ({
      fact: mapped(isThere(one.fact) ? { a: one.fact } : {}, hidden(path), path),
      completions: one.completions.flatMap((way) => [
        mapOf(way),
        mapOf(way, { b: 'a' }),
        ...(isThere(way) ? [] : [mapOf(fact('b', path))]),
      ]),
    }),
  );
  return fc.oneof(closed, open);
}

const part = (path: string): fc.Arbitrary<Spot> =>
  struct(path, {
    label: fc.constantFrom(...each(texts, `${path}.label`)).map(certain),
    weight: scalar(`${path}.weight`, ints, false),
    safe: scalar(`${path}.safe`, [true, false], false),
    marks: fc.constant(certain(inList([], `${path}.marks`))),
  });

const somePart = (weight: number): Fact =>
  made({ label: 'a', weight, safe: weight > 1, marks: inList([], 'm') }, 'parts[+]');

const engine = fc.oneof(
  struct('engine', {
    fuel: scalar('engine.fuel', ['a', 'b'], true),
    power: scalar('engine.power', ints, false),
  }),
  fc.constant(certain(missing('engine'))),
  fc.constant<Spot>({
    fact: hidden('engine', true),
    completions: [made({ fuel: 'a', power: 1 }, 'engine'), made({ fuel: missing('f'), power: 2 }, 'engine')],
  }),
);

const attributes: Readonly<Record<string, fc.Arbitrary<Spot>>> = {
  on: scalar('on', [true, false], false),
  loud: scalar('loud', [true, false], false),
  speed: scalar('speed', ints, true),
  force: scalar('force', ints, false),
  colour: scalar('colour', texts, true),
  place: scalar('place', texts, false),
  words: list('words', scalar('words[]', texts, false), each(['a', 'c'], 'words[+]')),
  numbers: list('numbers', scalar('numbers[]', ints, false), each([0, 3], 'numbers[+]')),
  parts: list('parts', part('parts[]'), [somePart(0), somePart(2)]),
  engine,
  labels: labels('labels'),
};

/** Printed in short, should a property fail. */
export const world: fc.Arbitrary<World> = fc
  .record(attributes)
  .map((one) => ({ ...one, [fc.toStringMethod]: () => JSON.stringify(factsOf(one), withoutPlace) }));

const withoutPlace = (key: string, value: unknown): unknown => (key === 'place' ? undefined : value);

export const factsOf = (one: World): Record<string, Fact> =>
  Object.fromEntries(Object.entries(one).map(([name, spot]) => [name, spot.fact]));

/** All worlds that this one may turn out to be, as far as the named attributes go. */
export function completionsOf(one: World, names: readonly string[]): Record<string, Fact>[] {
  const rest = Object.fromEntries(
    Object.entries(one).map(([name, spot]) => [name, spot.completions[0] as Fact]),
  );
  const ways = product(names.map((name) => one[name]?.completions ?? []));
  return ways.map((way) => ({
    ...rest,
    ...Object.fromEntries(names.map((name, index) => [name, way[index] as Fact])),
  }));
}

export const countOf = (one: World, names: readonly string[]): number =>
  names.reduce((count, name) => count * (one[name]?.completions.length ?? 1), 1);

/** The plain value that the library's own evaluator takes; absent members are left out. */
export function plain(one: Fact): unknown {
  if (one.state !== 'known') throw new Error('only for worlds that are known');
  const { value } = one;
  if (typeof value === 'number') return BigInt(value);
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.items.map(plain);
  return plainMembers(isMap(value) ? value.entries : value.fields);
}

export function plainMembers(members: Readonly<Record<string, Fact>>): Record<string, unknown> {
  const there = Object.entries(members).filter(([, member]) => member.state !== 'absent');
  return Object.fromEntries(there.map(([name, member]) => [name, plain(member)]));
}
