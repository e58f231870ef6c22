import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StepBudgetError } from '../../src/expressions/compile.ts';
import { known } from '../../src/model/fact.ts';
import { fact, hidden, listed, made, place, run } from './world.ts';

const u = (path: string) => hidden(path);
const parts = (...list: readonly (readonly [label: string, weight: number | 'u'])[]) =>
  listed(
    list.map(([label, weight], index) =>
      made(
        { label, weight: weight === 'u' ? u(`parts[${index}].weight`) : weight, safe: true },
        `parts[${index}]`,
      ),
    ),
    undefined,
    'parts',
  );

describe('evidence is what decided', () => {
  const fields = {
    on: false,
    loud: false,
    force: 3,
    words: listed(['a', 'b', 'c'], undefined, 'words'),
    parts: parts(['x', 1], ['y', 9], ['z', 8]),
  };
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['the false side', 'resource.force == 3 && resource.on', ['on']],
    ['both false sides', 'resource.on && resource.force == 3 && resource.loud', ['on', 'loud']],
    ['the true side', 'resource.on || resource.force == 3', ['force']],
    ['both when true', 'resource.force == 3 && !resource.on', ['force', 'on']],
    ['both when neither', 'resource.on || resource.loud', ['on', 'loud']],
    ['a fact once', 'resource.force > 1 && resource.force < 5', ['force']],
    ['the counter-examples', 'resource.parts.all(p, p.weight < 5)', ['parts[1].weight', 'parts[2].weight']],
    ['the witness', 'resource.parts.exists(p, p.weight > 5)', ['parts[1].weight']],
    [
      'everything',
      'resource.parts.all(p, p.weight < 10)',
      ['parts', 'parts[0].weight', 'parts[1].weight', 'parts[2].weight'],
    ],
    ['the list, when nothing of the element was read', 'resource.parts.exists(p, true)', ['parts']],
    ['a list compared', '"z" in resource.words', ['words']],
    [
      'what a filter keeps, where it keeps anything',
      'size(resource.parts.filter(p, p.weight > 8)) == 1',
      ['parts', 'parts[1].weight'],
    ],
    [
      'everything, where a filter keeps nothing',
      'size(resource.parts.filter(p, p.weight > 9)) == 0',
      ['parts', 'parts[0].weight', 'parts[1].weight', 'parts[2].weight'],
    ],
  ];
  for (const [title, source, reads] of rows) {
    it(`${title}: ${source}`, () => assert.deepEqual(run(source, { fields }).reads, reads));
  }

  it('an unknown answer carries every unknown that matters, once', () => {
    const given = {
      fields: { on: u('on'), loud: u('loud'), force: u('force'), parts: parts(['x', 'u'], ['y', 'u']) },
    };
    assert.deepEqual(run('resource.on && resource.on || resource.loud', given).unknowns, ['on', 'loud']);
    assert.deepEqual(run('resource.parts.all(p, p.weight > 1)', given).unknowns, [
      'parts[0].weight',
      'parts[1].weight',
    ]);
    assert.deepEqual(run('resource.on || (resource.loud && false)', given).unknowns, ['on']);
    assert.deepEqual(run('[resource.force + 1, resource.force].exists(n, n == 1)', given).unknowns, [
      'force',
    ]);
  });

  it('what the condition made itself is no evidence', () => {
    assert.deepEqual(run('[1, 2].exists(n, n == 2)').reads, []);
  });

  it('a default is evidence like any other', () => {
    const given = { fields: { on: { ...known(true, place, 'on'), default: true as const } } };
    const { answer, reads } = run('resource.on', given);
    assert.deepEqual([answer, reads], [true, ['on']]);
  });
});

describe('a condition ends', () => {
  const numbers = listed(Array.from({ length: 300 }, (_, index) => index));
  it('by a named error when it walks too much', () => {
    const source =
      'resource.numbers.all(a, resource.numbers.all(b, resource.numbers.all(c, a + b + c >= 0)))';
    assert.throws(() => run(source, { fields: { numbers } }), StepBudgetError);
  });
  it('and a large but sane one is answered', () => {
    const source = 'resource.numbers.all(a, resource.numbers.exists(b, a == b))';
    assert.equal(run(source, { fields: { numbers } }).verdict, true);
  });
  it('a pattern is matched in linear time', () => {
    const given = { fields: { place: fact(`${'a'.repeat(20_000)}!`) } };
    assert.equal(run('resource.place.matches("^(a+)+$")', given).verdict, false);
  });
});
