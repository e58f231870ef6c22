import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRange } from '../../src/expressions/functions/cidr.ts';
import { type AclEntry, admitsMost } from '../../src/expressions/functions/network-acl.ts';
import type { Value } from '../../src/model/fact.ts';
import { kinds } from '../../src/model/kinds/index.ts';
import fc from '../property.ts';
import { hidden, listed, made, run } from './world.ts';

const acl = { kind: kinds['network-acl'], parameters: {} } as const;
const secret = hidden('x');
type Part = Value | typeof secret;
/** Number, allow, protocol, range, ports. */
type Row = readonly [number: Part, allow: Part, protocol: Part, cidr: Part, from?: Part, to?: Part];

const entry = ([ruleNumber, allow, protocol, cidr, fromPort = 0, toPort = fromPort]: Row) =>
  made({ ruleNumber, allow, protocol, cidr, fromPort, toPort }, 'ingress');
const ask = (rows: readonly Row[], asked: string, open?: typeof secret) =>
  run(
    `aclAdmitsWorld(resource.ingress${asked})`,
    { fields: { ingress: listed(rows.map(entry), open, 'ingress') } },
    acl,
  ).verdict;

const ssh = ', "tcp", 22';
const everyone = '0.0.0.0/0';

describe('what a network ACL lets in', () => {
  const rows: readonly (readonly [string, readonly Row[], string, boolean | 'unknown'])[] = [
    ['nothing without entries', [], ssh, false],
    ['SSH for everyone', [[100, true, 'tcp', everyone, 22]], ssh, true],
    ['by number of the protocol', [[100, true, '6', everyone, 0, 1023]], ssh, true],
    ['all traffic holds SSH', [[100, true, '-1', everyone]], ssh, true],
    ['all traffic', [[100, true, '-1', everyone]], '', true],
    ['every TCP port is not all traffic', [[100, true, 'tcp', everyone, 0, 65_535]], '', false],
    ['IPv6', [[101, true, 'tcp', '::/0', 22]], ssh, true],
    ['another port', [[100, true, 'tcp', everyone, 443]], ssh, false],
    ['another protocol', [[100, true, 'udp', everyone, 22]], ssh, false],
    ['an office', [[100, true, 'tcp', '203.0.113.0/24', 22]], ssh, false],
    [
      'a lower denial wins',
      [
        [100, true, '-1', everyone],
        [90, false, 'tcp', everyone, 22],
      ],
      ssh,
      false,
    ],
    [
      'a higher denial comes too late',
      [
        [100, true, '-1', everyone],
        [110, false, 'tcp', everyone, 22],
      ],
      ssh,
      true,
    ],
    [
      'a denial of IPv4 leaves IPv6',
      [
        [100, true, '-1', '::/0'],
        [90, false, '-1', everyone],
      ],
      ssh,
      true,
    ],
    [
      'a denial of another protocol',
      [
        [100, true, '-1', everyone],
        [90, false, 'udp', everyone, 22],
      ],
      ssh,
      true,
    ],
    [
      'the office, then nobody, then everyone else on everything',
      [
        [80, true, 'tcp', '203.0.113.0/24', 22],
        [90, false, 'tcp', everyone, 22],
        [100, true, '-1', everyone],
      ],
      ssh,
      false,
    ],
    [
      'two halves',
      [
        [100, true, 'tcp', '0.0.0.0/1', 22],
        [101, true, 'tcp', '128.0.0.0/1', 22],
      ],
      ssh,
      true,
    ],
    ['one half', [[100, true, 'tcp', '0.0.0.0/1', 22]], ssh, false],
    [
      'everyone but a few',
      [
        [90, false, '-1', '198.51.100.0/24'],
        [100, true, 'tcp', everyone, 22],
      ],
      ssh,
      true,
    ],
    ['an unknown range', [[100, true, 'tcp', secret, 22]], ssh, 'unknown'],
    ['an unknown range on another port', [[100, true, 'tcp', secret, 443]], ssh, false],
    ['an unknown port', [[100, true, 'tcp', everyone, secret, 22]], ssh, 'unknown'],
    ['an unknown protocol', [[100, true, secret, everyone, 22]], ssh, 'unknown'],
    ['an unknown action', [[100, secret, 'tcp', everyone, 22]], ssh, 'unknown'],
    ['an unknown action of an office', [[100, secret, 'tcp', '203.0.113.0/24', 22]], ssh, false],
    [
      'an unknown denial comes too late',
      [
        [100, true, 'tcp', everyone, 22],
        [110, false, 'tcp', secret, 22],
      ],
      ssh,
      true,
    ],
    [
      'an unknown denial before',
      [
        [100, true, 'tcp', everyone, 22],
        [90, false, 'tcp', secret, 22],
      ],
      ssh,
      'unknown',
    ],
    [
      'at an unknown place',
      [
        [100, true, 'tcp', everyone, 22],
        [secret, false, 'tcp', everyone, 22],
      ],
      ssh,
      'unknown',
    ],
    ['text that is no range', [[100, true, 'tcp', 'everyone', 22]], ssh, 'unknown'],
  ];
  for (const [title, given, asked, expected] of rows)
    it(`${title}${asked}`, () => assert.equal(ask(given, asked), expected));

  it('cannot be told of an open list', () => {
    assert.equal(ask([], ssh, secret), 'unknown');
    assert.equal(ask([[100, true, '-1', everyone]], ssh, secret), 'unknown');
  });

  const block = fc.record({
    number: fc.integer({ min: 1, max: 6 }),
    allow: fc.boolean(),
    cidr: fc.tuple(fc.nat(255), fc.nat(8)).map(([first, bits]) => `${first}.0.0.0/${bits}`),
  });
  const read = (blocks: readonly { number: number; allow: boolean; cidr: string }[]): AclEntry[] =>
    blocks.flatMap(({ number, allow, cidr }) => {
      const range = parseRange(cidr);
      return range === undefined ? [] : [{ number, allow, range }];
    });
  const distinctNumbers = fc.uniqueArray(block, { selector: ({ number }) => number, maxLength: 6 });

  it('is what asking address by address says', () => {
    let open = 0;
    fc.assert(
      fc.property(distinctNumbers, (blocks) => {
        const entries = read(blocks);
        const inOrder = [...entries].sort((a, b) => a.number - b.number);
        const blocksOf8 = Array.from({ length: 256 }, (_, first) => BigInt(first) << 24n);
        const admitted = blocksOf8.filter((address) => {
          const first = inOrder.find(({ range }) => range.first <= address && address <= range.last);
          return first?.allow === true;
        });
        if (admitted.length > 128) open += 1;
        assert.equal(admitsMost(entries, 4), admitted.length > 128);
      }),
      { numRuns: 1000 },
    );
    assert.ok(open > 100, `${open} were open`);
  });
  it('never grows by a denial, and never shrinks by a permission', () => {
    fc.assert(
      fc.property(distinctNumbers, block, (blocks, one) => {
        const entries = read(blocks);
        const withMore = (allow: boolean) =>
          admitsMost([...entries, ...read([{ ...one, number: 0, allow }])], 4);
        assert.ok(admitsMost(entries, 4) || !withMore(false));
        assert.ok(!admitsMost(entries, 4) || withMore(true));
      }),
      { numRuns: 500 },
    );
  });
  it('with unknown parts, says only what every completion says', () => {
    const unknownOr = <V extends Value>(values: fc.Arbitrary<V>) =>
      fc.oneof({ weight: 3, arbitrary: values.map((value) => [value]) }, fc.tuple(values, values));
    const spots = fc.record({
      ruleNumber: unknownOr(fc.integer({ min: 1, max: 5 })),
      allow: unknownOr(fc.boolean()),
      protocol: unknownOr(fc.constantFrom('tcp', '-1', 'udp')),
      cidr: unknownOr(fc.constantFrom(everyone, '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8', '::/0')),
      fromPort: unknownOr(fc.constantFrom(0, 22, 23)),
    });
    const seen = { true: 0, false: 0, unknown: 0 };
    fc.assert(
      fc.property(fc.array(spots, { minLength: 1, maxLength: 3 }), fc.nat(), (entries, choice) => {
        const partly = entries.map((one): Row => {
          const part = (values: readonly Value[]) => (values.length > 1 ? secret : (values[0] as Value));
          return [
            part(one.ruleNumber),
            part(one.allow),
            part(one.protocol),
            part(one.cidr),
            part(one.fromPort),
            443,
          ];
        });
        const whole = entries.map((one, index): Row => {
          const pick = (values: readonly Value[], shift: number) =>
            values[((choice >> (index * 5 + shift)) & 1) % values.length] as Value;
          const { ruleNumber, allow, protocol, cidr, fromPort } = one;
          return [
            pick(ruleNumber, 0),
            pick(allow, 1),
            pick(protocol, 2),
            pick(cidr, 3),
            pick(fromPort, 4),
            443,
          ];
        });
        const numbers = whole.map(([number]) => number);
        fc.pre(new Set(numbers).size === numbers.length);
        const answer = ask(partly, ssh);
        seen[`${answer}`] += 1;
        if (answer !== 'unknown') assert.equal(ask(whole, ssh), answer);
      }),
      { numRuns: 1500 },
    );
    for (const [name, count] of Object.entries(seen)) assert.ok(count > 50, `${name}: ${count}`);
  });
});

describe('different texts of a list', () => {
  const count = (items: readonly Part[], test: string, open?: typeof secret) =>
    run(`countDistinct(resource.words) ${test}`, { fields: { words: listed(items, open) } }).verdict;
  it('are counted once each', () => {
    assert.equal(count(['a', 'b', 'a'], '== 2'), true);
    assert.equal(count([], '== 0'), true);
  });
  it('are at least those that are known', () => {
    assert.equal(count(['a', 'b', secret], '>= 2'), true);
    assert.equal(count(['a', 'b', secret], '>= 3'), 'unknown');
    assert.equal(count(['a', 'b'], '>= 2', secret), true);
    assert.equal(count(['a', 'a'], '>= 2', secret), 'unknown');
    assert.equal(count(['a', 'b'], '< 2', secret), false);
  });
});

describe('lists of lists', () => {
  const flat = (items: Parameters<typeof listed>[0], test: string, open?: typeof secret) =>
    run(`flatten([["z"], resource.words, resource.words.map(word, word)])${test}`, {
      fields: { words: listed(items, open) },
    }).verdict;
  it('are one list with everything in them', () => {
    assert.equal(flat(['a', 'b'], ' == ["z", "a", "b", "a", "b"]'), true);
    assert.equal(flat([], ' == ["z"]'), true);
    assert.equal(run('flatten([]) == []').verdict, true);
  });
  it('stay open where one of them is', () => {
    assert.equal(flat(['a'], '.exists(word, word == "a")', secret), true);
    assert.equal(flat(['a'], '.exists(word, word == "b")', secret), 'unknown');
    assert.equal(flat(['a'], '.all(word, word != "b")', secret), 'unknown');
    assert.equal(flat(['a', secret], '.exists(word, word == "z")'), true);
    assert.equal(flat(['a', secret], '.exists(word, word == "b")'), 'unknown');
  });
  it('that are unknown as a whole may hold anything', () => {
    const words = secret;
    const ask = (test: string) =>
      run(`flatten([["z"], resource.words])${test}`, { fields: { words } }).verdict;
    assert.equal(ask('.exists(word, word == "z")'), true);
    assert.equal(ask('.exists(word, word == "b")'), 'unknown');
    assert.equal(ask('.all(word, word == "z")'), 'unknown');
  });
});
