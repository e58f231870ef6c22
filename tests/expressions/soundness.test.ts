import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Environment } from '@marcbachmann/cel-js';
import fc from '../property.ts';
import { condition, named } from './sources.ts';
import { prepare, run } from './world.ts';
import { completionsOf, countOf, factsOf, plainMembers, world } from './worlds.ts';

const verdict = (source: string, fields: ReturnType<typeof factsOf>) => run(source, { fields }).verdict;

describe('no verdict is contradicted by what the unknowns turn out to be', () => {
  it('random conditions on random worlds, every completion enumerated', () => {
    const seen = { decided: 0, unknown: 0, worlds: 0 };
    fc.assert(
      fc.property(condition(3), world, (source, given) => {
        const names = named(source);
        fc.pre(countOf(given, names) <= 400);
        const ask = prepare(source);
        const answer = ask({ fields: factsOf(given) }).verdict;
        if (answer === 'unknown') {
          seen.unknown += 1;
          return;
        }
        seen.decided += 1;
        for (const fields of completionsOf(given, names)) {
          const complete = ask({ fields }).verdict;
          seen.worlds += 1;
          // A number that is absent and read all the same has no answer: it contradicts nothing.
          if (complete !== 'unknown') assert.equal(complete, answer, source);
        }
      }),
      { numRuns: 2500 },
    );
    for (const [name, count] of Object.entries(seen)) assert.ok(count > 200, `${name}: ${count}`);
  });
});

describe('what is known leaves nothing unknown', () => {
  it('and is answered as the library does', () => {
    const environment = new Environment({ unlistedVariablesAreDyn: true });
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(condition(3), world, fc.nat(), (source, given, choice) => {
        const names = Object.keys(given);
        const fields = Object.fromEntries(
          names.map((name) => {
            const all = given[name]?.completions.filter((one) => one.state === 'known') ?? [];
            return [name, all[choice % all.length]];
          }),
        );
        fc.pre(Object.values(fields).every((one) => one !== undefined));
        const facts = fields as ReturnType<typeof factsOf>;
        let expected: unknown;
        try {
          expected = environment.evaluate(source, { resource: plainMembers(facts) });
        } catch {
          // Absent members and keys, an index outside, a division by zero: errors there, empty or unknown here.
          return;
        }
        assert.equal(verdict(source, facts), expected, source);
        seen[`${expected === true}`] += 1;
      }),
      { numRuns: 3000 },
    );
    for (const [name, count] of Object.entries(seen)) assert.ok(count > 300, `${name}: ${count}`);
  });
});

describe("Kleene's laws", () => {
  const laws: readonly (readonly [
    title: string,
    left: (a: string, b: string, c: string) => string,
    right: (a: string, b: string, c: string) => string,
  ])[] = [
    ['and commutes', (a, b) => `(${a}) && (${b})`, (a, b) => `(${b}) && (${a})`],
    ['or commutes', (a, b) => `(${a}) || (${b})`, (a, b) => `(${b}) || (${a})`],
    [
      'and associates',
      (a, b, c) => `((${a}) && (${b})) && (${c})`,
      (a, b, c) => `(${a}) && ((${b}) && (${c}))`,
    ],
    ['not not', (a) => `!!(${a})`, (a) => a],
    ['de Morgan, and', (a, b) => `!((${a}) && (${b}))`, (a, b) => `!(${a}) || !(${b})`],
    ['de Morgan, or', (a, b) => `!((${a}) || (${b}))`, (a, b) => `!(${a}) && !(${b})`],
    ['absorption', (a, b) => `(${a}) || ((${a}) && (${b}))`, (a) => a],
    [
      'distribution',
      (a, b, c) => `(${a}) && ((${b}) || (${c}))`,
      (a, b, c) => `((${a}) && (${b})) || ((${a}) && (${c}))`,
    ],
    ['neutral', (a) => `(${a}) && true`, (a) => `(${a}) || false`],
    ['zero', (a) => `(${a}) && false`, () => 'false'],
    ['unequal is not equal', (a, b) => `(${a}) != (${b})`, (a, b) => `!((${a}) == (${b}))`],
    [
      'exists is not all not',
      (a) => `resource.parts.exists(q, q.safe || (${a}))`,
      (a) => `!resource.parts.all(q, !(q.safe || (${a})))`,
    ],
  ];
  for (const [title, left, right] of laws) {
    it(title, () => {
      const small = condition(1);
      fc.assert(
        fc.property(small, small, small, world, (a, b, c, given) => {
          const fields = factsOf(given);
          assert.equal(verdict(left(a, b, c), fields), verdict(right(a, b, c), fields));
        }),
        { numRuns: 120 },
      );
    });
  }
});
