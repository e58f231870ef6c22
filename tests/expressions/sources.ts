import fc from 'fast-check';

/** Random conditions over the test kind, well-typed by construction. */
const pick = (...choices: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...choices);

type Loop = {
  readonly bools: readonly string[];
  readonly ints: readonly string[];
  readonly texts: readonly string[];
};
const noLoop: Loop = { bools: [], ints: [], texts: [] };

const text = (loop: Loop): fc.Arbitrary<string> =>
  fc.oneof(
    pick('"a"', '"b"', '""', 'resource.colour', 'resource.place', ...loop.texts, ...loop.texts),
    pick('resource.engine.fuel', 'resource.labels.a', 'resource.labels["b"]', 'resource.words[0]'),
    pick('resource.place + "a"', 'resource.colour.upperAscii()', '(resource.on ? resource.place : "b")'),
  );

const int = (loop: Loop): fc.Arbitrary<string> =>
  fc.oneof(
    pick('0', '1', '2', 'resource.speed', 'resource.force', ...loop.ints, ...loop.ints),
    pick('resource.engine.power', 'size(resource.words)', 'resource.numbers.size()', 'size(resource.labels)'),
    pick(
      'resource.force + 1',
      'resource.force * resource.speed',
      '2 / resource.force',
      'resource.force - resource.force',
    ),
    pick(
      'size(resource.words.filter(w, w == "a"))',
      'size(resource.place)',
      '(resource.on ? resource.force : 2)',
    ),
  );

const textList = pick(
  'resource.words',
  '["a", "b"]',
  'resource.words + ["b"]',
  'resource.words.filter(w, w != "b")',
  'resource.parts.map(p, p.label)',
);
const intList = pick(
  'resource.numbers',
  '[resource.force, 1]',
  'resource.numbers.map(n, n + 1)',
  'resource.parts.map(p, p.safe, p.weight)',
  'resource.numbers.filter(n, n > resource.force)',
);

const comparison = pick('==', '!=', '<', '<=', '>', '>=');
const equality = pick('==', '!=');
const loops = pick('all', 'exists', 'exists_one');

function atom(loop: Loop): fc.Arbitrary<string> {
  return fc.oneof(
    pick('true', 'false', 'resource.on', 'resource.loud', ...loop.bools, ...loop.bools),
    fc.tuple(int(loop), comparison, int(loop)).map((all) => all.join(' ')),
    fc.tuple(text(loop), comparison, text(loop)).map((all) => all.join(' ')),
    pick(
      'has(resource.speed)',
      'has(resource.colour)',
      'has(resource.engine)',
      'has(resource.engine.fuel)',
      'has(resource.labels.a)',
    ),
    pick(
      '"a" in resource.labels',
      'resource.labels.exists(k, k == "a")',
      'resource.labels.all(k, resource.labels[k] == "a")',
    ),
    fc.tuple(text(loop), textList).map(([item, list]) => `${item} in (${list})`),
    fc.tuple(int(loop), intList).map(([item, list]) => `${item} in (${list})`),
    fc.tuple(textList, equality, textList).map(([a, by, b]) => `(${a}) ${by} (${b})`),
    fc.tuple(intList, equality, intList).map(([a, by, b]) => `(${a}) ${by} (${b})`),
    fc
      .tuple(text(loop), pick('startsWith', 'endsWith', 'contains'))
      .map(([of, test]) => `(${of}).${test}("a")`),
  );
}

function looped(depth: number): fc.Arbitrary<string> {
  const inside = (loop: Loop) => condition(depth - 1, loop);
  return fc.oneof(
    fc
      .tuple(textList, loops, inside({ ...noLoop, texts: ['x'] }))
      .map(([list, by, body]) => `(${list}).${by}(x, ${body})`),
    fc
      .tuple(intList, loops, inside({ ...noLoop, ints: ['x'] }))
      .map(([list, by, body]) => `(${list}).${by}(x, ${body})`),
    fc
      .tuple(loops, inside({ bools: ['x.safe'], ints: ['x.weight'], texts: ['x.label'] }))
      .map(([by, body]) => `resource.parts.${by}(x, ${body})`),
  );
}

/** Loops are not put into loops: their variables share one name. */
export function condition(depth: number, loop: Loop = noLoop): fc.Arbitrary<string> {
  if (depth <= 0) return atom(loop);
  const part = condition(depth - 1, loop);
  const grown = fc.oneof(
    fc.tuple(part, pick('&&', '||'), part).map(([a, by, b]) => `(${a} ${by} ${b})`),
    part.map((a) => `!(${a})`),
    fc.tuple(part, part, part).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  );
  return loop === noLoop ? fc.oneof(atom(loop), grown, looped(depth)) : fc.oneof(atom(loop), grown);
}

/** The attributes that a condition names. */
export function named(source: string): string[] {
  return [...new Set([...source.matchAll(/resource\.(\w+)/g)].map(([, name]) => name ?? ''))];
}
