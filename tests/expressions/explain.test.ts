import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBuiltIns } from '../../src/cli/built-in-rules.ts';
import { type ExplainedStep, explainStep } from '../../src/cli/explain-steps.ts';
import { answerOf } from '../../src/cli/explain-value.ts';
import { compileCondition } from '../../src/expressions/compile.ts';
import { watchCondition } from '../../src/expressions/explain.ts';
import { wordExpression } from '../../src/expressions/explain-wording.ts';
import type { Fact } from '../../src/model/fact.ts';
import { known } from '../../src/model/fact.ts';
import { anyKind, findKind } from '../../src/model/kinds/index.ts';
import fc from '../property.ts';
import { condition } from './sources.ts';
import {
  context,
  declared,
  fact,
  type Given,
  hidden,
  listed,
  made,
  mapped,
  missing,
  place,
  scopeOf,
} from './world.ts';
import { factsOf, world } from './worlds.ts';

const defaults = Object.fromEntries(Object.entries(declared).map(([name, one]) => [name, one.default]));

/** Runs a condition with somebody looking on. */
function watch(source: string, given: Given = {}) {
  const { expression, words } = wordExpression(source, context);
  const watched = watchCondition(expression, () => true);
  const trace: { reads: Fact[] } = { reads: [] };
  const answer = watched.condition(scopeOf({ parameters: defaults, ...given }), trace);
  const run = watched.lastRun();
  assert.ok(run !== undefined);
  return { answer, reads: trace.reads, run, step: explainStep(expression.node, run.root, words) };
}

/** A tree in short: text and what it came to, the parts further in. */
function drawn({ text, answer, parts, elements }: ExplainedStep, depth = 0): string[] {
  const told =
    'value' in answer ? JSON.stringify(answer.value) : 'sensitive' in answer ? '(sensitive)' : answer.state;
  const line = `${'  '.repeat(depth)}${text} -> ${told}`;
  const inside = (elements?.shown ?? []).flatMap((one) => [
    `${'  '.repeat(depth + 1)}[${elements?.variable} ${'value' in one.element ? JSON.stringify(one.element.value) : 'sensitive'}]`,
    ...one.parts.flatMap((part) => drawn(part, depth + 2)),
  ]);
  return [line, ...parts.flatMap((part) => drawn(part, depth + 1)), ...inside];
}

describe('what is explained is what was judged', () => {
  it('random conditions answer the same, by the same facts, with somebody looking on', () => {
    fc.assert(
      fc.property(condition(3), world, (source, given) => {
        const scope = scopeOf({ parameters: defaults, fields: factsOf(given) });
        const { expression } = wordExpression(source, context);
        const [plain, watched]: { reads: Fact[] }[] = [{ reads: [] }, { reads: [] }];
        assert.ok(plain !== undefined && watched !== undefined);
        const seen = watchCondition(expression, () => true);
        const expected = compileCondition(expression)(scope, plain);
        assert.deepEqual(seen.condition(scope, watched), expected, source);
        assert.deepEqual(watched.reads, plain.reads, source);
        const root = seen.lastRun()?.root;
        const { state, value } = { value: undefined, ...answerOf(root) };
        assert.equal(
          state === 'known' ? value : state,
          typeof expected === 'boolean' ? expected : 'unknown',
          source,
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('conditions that are read once more for their words are the ones that are shipped', async () => {
    const { rules } = await loadBuiltIns();
    for (const { rule, when, expectations } of rules) {
      const kind = rule.appliesTo === anyKind ? 'any' : findKind(rule.appliesTo);
      assert.ok(kind !== undefined);
      for (const shipped of [
        ...(when === undefined ? [] : [when]),
        ...expectations.map(({ that }) => that),
      ]) {
        const { expression, words } = wordExpression(shipped.source, { kind, parameters: rule.parameters });
        assert.deepEqual(expression, shipped, rule.id);
        for (const { text } of words.values()) assertBalanced(text, rule.id);
      }
    }
  });

  it('reads of an earlier condition stay as they are', () => {
    const { expression } = wordExpression('resource.on', context);
    const trace = { reads: [fact(1, 'earlier')] as Fact[] };
    watchCondition(expression, () => true).condition(scopeOf({ fields: { on: true } }), trace);
    assert.deepEqual(
      trace.reads.map(({ path }) => path),
      ['earlier', 'on'],
    );
  });

  it('a scope that is not meant is answered plainly and leaves nothing behind', () => {
    const { expression } = wordExpression('resource.on', context);
    const watched = watchCondition(expression, () => false);
    assert.equal(watched.condition(scopeOf({ fields: { on: true } }), { reads: [] }), true);
    assert.equal(watched.lastRun(), undefined);
  });

  it('the budget of steps holds', () => {
    const many = listed(Array.from({ length: 1100 }, (_, index) => index));
    const source = 'resource.numbers.all(a, resource.numbers.all(b, a != b || a == b))';
    assert.throws(() => watch(source, { fields: { numbers: many } }), /more than 1000000 steps/);
  });
});

function assertBalanced(text: string, rule: string): void {
  const bare = text.replace(/"(?:\\.|[^"\\])*"/g, '');
  assert.equal(bare.split('(').length, bare.split(')').length, `${rule}: ${text}`);
}

describe('a condition as a tree', () => {
  const cases: readonly (readonly [
    title: string,
    source: string,
    fields: Given['fields'],
    tree: readonly string[],
  ])[] = [
    [
      'operands, and parentheses where they were written',
      '(resource.speed + 1) * 2 > resource.force',
      { speed: 2, force: 7 },
      [
        '(resource.speed + 1) * 2 > resource.force -> false',
        '  (resource.speed + 1) * 2 -> 6',
        '    resource.speed + 1 -> 3',
        '      resource.speed -> 2',
        '  resource.force -> 7',
      ],
    ],
    [
      'what was not asked',
      'resource.on || resource.loud',
      { on: true },
      ['resource.on || resource.loud -> true', '  resource.on -> true', '  resource.loud -> not-asked'],
    ],
    [
      'a denial says what it denies once',
      '!(resource.on && resource.loud)',
      { on: true, loud: false },
      ['!(resource.on && resource.loud) -> true', '  resource.on -> true', '  resource.loud -> false'],
    ],
    [
      'what has() found',
      'has(resource.colour)',
      { colour: missing('colour') },
      ['has(resource.colour) -> false', '  resource.colour -> absent'],
    ],
    [
      'the way through something that is not there',
      'resource.engine.power > 1',
      { engine: missing('engine') },
      ['resource.engine.power > 1 -> unknown', '  resource.engine.power -> absent'],
    ],
    [
      'every element, the one that decides first',
      'resource.words.all(w, w != "b")',
      { words: listed(['a', 'b']) },
      ['resource.words.all(w, w != "b") -> false', '  resource.words -> ["a","b"]', '  [w "b"]', '  [w "a"]'],
    ],
    [
      'loops in loops, by the names of their variables',
      'resource.parts.exists(p, p.marks.exists(m, m == "x"))',
      { parts: listed([{ fields: { marks: listed(['x']), label: fact('l') } }]) },
      [
        'resource.parts.exists(p, p.marks.exists(m, m == "x")) -> true',
        '  resource.parts -> [{"marks":["x"],"label":"l"}]',
        '  [p {"marks":["x"],"label":"l"}]',
        '    p.marks -> ["x"]',
      ],
    ],
    [
      'the keys of a map',
      'resource.labels.exists(k, k.startsWith("a"))',
      { labels: mapped({ ab: 'x' }) },
      [
        'resource.labels.exists(k, k.startsWith("a")) -> true',
        '  resource.labels -> {"ab":"x"}',
        '  [k "ab"]',
      ],
    ],
    [
      'only the branch that was taken',
      'resource.on ? resource.speed > 1 : resource.force > 1',
      { on: true, speed: 2 },
      [
        'resource.on ? resource.speed > 1 : resource.force > 1 -> true',
        '  resource.on -> true',
        '  resource.speed > 1 -> true',
        '    resource.speed -> 2',
        '  resource.force > 1 -> not-asked',
      ],
    ],
    [
      'a relation and what it led to',
      'resource.home.isDefault',
      { place: hidden('place') },
      ['resource.home.isDefault -> unknown', '  resource.home -> unknown'],
    ],
  ];
  for (const [title, source, fields, tree] of cases) {
    it(title, () => {
      const related = { home: hidden('home') };
      assert.deepEqual(drawn(watch(source, { fields: fields ?? {}, related }).step), tree);
    });
  }

  it('a long list is counted, and its first elements of each answer are kept', () => {
    const numbers = listed(Array.from({ length: 500 }, (_, index) => index));
    const { elements } = watch('resource.numbers.all(n, n < 497)', { fields: { numbers } }).step;
    assert.deepEqual(elements?.left, { true: 490 });
    assert.deepEqual(
      elements?.shown.slice(0, 4).map((one) => ('value' in one.element ? one.element.value : 0)),
      [497, 498, 499, 0],
    );
    assert.deepEqual(elements?.shown.map((one) => one.decides === true).slice(0, 4), [
      true,
      true,
      true,
      false,
    ]);
  });

  it('elements behind the one that decides were not asked', () => {
    const numbers = listed([1, 2, 3]);
    const { elements } = watch('resource.numbers.exists(n, n == 1)', { fields: { numbers } }).step;
    assert.deepEqual(elements?.left, { 'not-asked': 2 });
  });

  it('every fact that was read is told, also those that turned out not to matter', () => {
    const { run, reads } = watch('resource.on && resource.loud', { fields: { on: true, loud: false } });
    assert.deepEqual(
      run.reads.map((one) => one.fact.path),
      ['on', 'loud'],
    );
    assert.deepEqual(
      reads.map(({ path }) => path),
      ['loud'],
    );
  });
});

describe('what is sensitive may be tested and is never printed', () => {
  const secret: Fact = { ...known('hunter2', place, 'colour'), sensitive: true };
  const parts = listed([made({ label: secret, weight: fact(1), safe: fact(true), marks: listed([]) })]);
  const sources = [
    'resource.colour == "x"',
    'resource.colour + "!" == "x"',
    'size(resource.colour) > 100',
    'resource.colour.upperAscii() in ["x", resource.place]',
    '[resource.colour, "a"].exists(w, w == "x")',
    '[resource.colour + "!"].exists(w, w == "x" || resource.on)',
    '[resource.colour + "!"].map(w, w + "?").all(w, true)',
    'resource.parts.map(p, p.label).exists(w, w == "x")',
    'resource.parts.map(p, p.label + "!").filter(w, w != "x").exists(w, w == "x")',
    'resource.parts.exists(p, p.label == "x")',
    '(resource.on ? "b" : resource.colour) == "x"',
    'join(resource.parts.map(p, p.label), ",") == "x"',
    'has(resource.colour) && resource.colour.contains("x")',
  ];
  for (const source of sources) {
    it(source, () => {
      const fields = { colour: secret, place: 'p', on: false, parts };
      const { step, run } = watch(source, { fields });
      const told = JSON.stringify(step).toLowerCase();
      assert.ok(!told.includes('hunter2'), told);
      assert.ok(run.root.sensitive || !source.includes('colour'));
    });
  }

  it('a sensitive true or false neither', () => {
    const { step } = watch('resource.on || resource.loud', {
      fields: { on: { ...known(false, place, 'on'), sensitive: true }, loud: true },
    });
    assert.deepEqual(drawn(step).slice(1), ['  resource.on -> (sensitive)', '  resource.loud -> true']);
  });

  it('and its length is not told either', () => {
    const { step } = watch('size(resource.colour) > 100', { fields: { colour: secret } });
    assert.deepEqual(drawn(step).slice(1), [
      '  size(resource.colour) -> (sensitive)',
      '    resource.colour -> (sensitive)',
    ]);
  });
});
