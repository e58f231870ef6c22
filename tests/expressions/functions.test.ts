import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Address4, Address6 } from 'ip-address';
import { contains, coverAll, parseRange } from '../../src/expressions/functions/cidr.ts';
import { fits } from '../../src/expressions/functions/glob.ts';
import { covers, overlaps } from '../../src/expressions/functions/iam/patterns.ts';
import { kinds } from '../../src/model/kinds/index.ts';
import fc from '../property.ts';
import { fill, type Given, hidden, listed, made, missing, run } from './world.ts';

const group = { kind: kinds['security-group'], parameters: {} } as const;

describe('IP ranges', () => {
  const rows: readonly (readonly [source: string, verdict: boolean | 'unknown'])[] = [
    ['cidrCovers("10.0.0.0/8", "10.1.0.0/16")', true],
    ['cidrCovers("10.1.0.0/16", "10.0.0.0/8")', false],
    ['cidrCovers("0.0.0.0/0", "203.0.113.7/32")', true],
    ['cidrCovers("::/0", "2001:db8::/32")', true],
    ['cidrCovers("0.0.0.0/0", "2001:db8::/32")', false],
    ['cidrCovers("10.0.0.0/8", "10.1.2.3")', true],
    ['cidrCovers("10.9.9.9/8", "10.1.2.3/32")', true],
    ['cidrCovers("10.0.0.0/8", "::ffff:10.1.2.3/128")', true],
    ['cidrCovers("::/0", "::ffff:10.1.2.3/128")', true],
    ['cidrCovers("::ffff:0:0/96", "10.1.2.3/32")', true],
    ['cidrCovers("10.0.0.0/8", "")', false],
    ['cidrCovers("10.0.0.0/33", "10.0.0.1/32")', 'unknown'],
    ['cidrCovers("10.0.0.0/08", "10.0.0.1/32")', 'unknown'],
    ['cidrCovers("010.0.0.0/8", "10.0.0.1/32")', 'unknown'],
    ['cidrCovers("300.1.1.1/8", "10.0.0.1/32")', 'unknown'],
    ['cidrCovers("10.0.0/8", "10.0.0.1/32")', 'unknown'],
    ['cidrCovers("0x0a000000/8", "10.0.0.1/32")', 'unknown'],
    ['cidrCovers("10.0.0.0/8/8", "10.0.0.1/32")', 'unknown'],
    ['cidrCovers("$' + '{var.cidr}", "10.0.0.1/32")', 'unknown'],
    ['cidrCovers("fe80::1%eth0/64", "fe80::2/128")', 'unknown'],
    ['cidrCovers(" 10.0.0.0/8", "10.0.0.1/32")', 'unknown'],
    ['coversWorld(["0.0.0.0/0"])', true],
    ['coversWorld(["::/0"])', true],
    ['coversWorld(["0.0.0.0/1", "128.0.0.0/1"])', true],
    ['coversWorld(["128.0.0.0/1", "0.0.0.0/2", "64.0.0.0/2", "10.0.0.0/8"])', true],
    ['coversWorld(["0.0.0.0/1"])', false],
    ['coversWorld(["8000::/1", "::/1"])', true],
    ['coversWorld(["0.0.0.0/1", "8000::/1"])', false],
    ['coversWorld([])', false],
    ['coversWorld([""])', false],
    ['coversWorld(["nonsense"])', 'unknown'],
    ['coversWorld(["nonsense", "0.0.0.0/0"])', true],
  ];
  for (const [source, verdict] of rows) it(source, () => assert.equal(run(source).verdict, verdict));

  it('unknown and further ranges', () => {
    const source = 'coversWorld(resource.words)';
    assert.equal(run(source, { fields: { words: listed(['0.0.0.0/0', hidden('w')]) } }).verdict, true);
    assert.equal(run(source, { fields: { words: listed(['0.0.0.0/1', hidden('w')]) } }).verdict, 'unknown');
    assert.equal(run(source, { fields: { words: listed(['0.0.0.0/1'], hidden('w')) } }).verdict, 'unknown');
    assert.equal(run(source, { fields: { words: listed(['::/0'], hidden('w')) } }).verdict, true);
    assert.equal(run(source, { fields: { words: missing('words') } }).verdict, false);
  });

  const v4 = fc
    .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
    .map(([address, length]) => `${address}/${length}`);
  const v6 = fc
    .tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }))
    .map(([address, length]) => `${address}/${length}`);
  const covering = (outer: string, inner: string): boolean => {
    const [a, b] = [parseRange(outer), parseRange(inner)];
    assert.ok(a !== undefined && b !== undefined, `${outer} ${inner}`);
    return contains(a, b);
  };
  it('IPv4 as ip-address has it', () => {
    fc.assert(
      fc.property(v4, v4, (outer, inner) => {
        assert.equal(covering(outer, inner), new Address4(inner).isInSubnet(new Address4(outer)));
      }),
    );
  });
  it('IPv6 as ip-address has it', () => {
    fc.assert(
      fc.property(v6, v6, fc.boolean(), (outer, inner, near) => {
        const inside = near ? `${outer.split('/')[0]}/${inner.split('/')[1]}` : inner;
        assert.equal(covering(outer, inside), new Address6(inside).isInSubnet(new Address6(outer)));
      }),
    );
  });
  it('what ip-address refuses is refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f.:/]{1,18}$/)), (text) => {
        const [address = ''] = text.split('/');
        const strict = parseRange(text) !== undefined;
        if (strict) assert.ok(Address4.isValid(text) || Address6.isValid(text), text);
        else if (Address4.isValid(text)) assert.match(text, /(^|[./])0\d|^\s|\s$/, `${text} ${address}`);
      }),
    );
  });
  it('a split world is the world, and not without one of its parts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), fc.nat(), (cuts, gone) => {
        let ranges = ['0.0.0.0/0'].flatMap((text) => parseRange(text) ?? []);
        for (const cut of cuts) {
          const range = ranges[cut % ranges.length];
          if (range === undefined || range.first === range.last) continue;
          const middle = (range.first + range.last) >> 1n;
          ranges = ranges.filter((one) => one !== range);
          ranges.push({ ...range, last: middle }, { ...range, first: middle + 1n });
        }
        assert.equal(coverAll(ranges, 4), true);
        assert.equal(
          coverAll(
            ranges.filter((_, index) => index !== gone % ranges.length),
            4,
          ),
          false,
        );
      }),
    );
  });
});

describe('ports', () => {
  type Rule = Readonly<Record<string, string | number | boolean | ReturnType<typeof hidden>>>;
  const ask = (rule: Rule, source: string) =>
    run(
      source,
      { fields: { ingress: listed([made(rule, 'ingress[0]')], undefined, 'ingress') } } satisfies Given,
      group,
    ).verdict;
  const any = (test: string) => `resource.ingress.exists(r, ${test})`;
  const rows: readonly (readonly [Rule, string, boolean | 'unknown'])[] = [
    [{ protocol: 'tcp', fromPort: 22, toPort: 22 }, 'coversPort(r, "tcp", 22)', true],
    [{ protocol: '6', fromPort: 20, toPort: 25 }, 'coversPort(r, "tcp", 22)', true],
    [{ protocol: 'TCP', fromPort: 20, toPort: 25 }, 'coversPort(r, "6", 22)', true],
    [{ protocol: 'udp', fromPort: 20, toPort: 25 }, 'coversPort(r, "tcp", 22)', false],
    [{ protocol: '-1', fromPort: -1, toPort: -1 }, 'coversPort(r, "tcp", 22)', true],
    [{ protocol: 'all', fromPort: 0, toPort: 0 }, 'coversPort(r, "udp", 53)', true],
    [{ protocol: 'tcp', fromPort: 23, toPort: 80 }, 'coversPort(r, "tcp", 22)', false],
    [{ protocol: 'tcp', fromPort: 23, toPort: hidden('to') }, 'coversPort(r, "tcp", 22)', false],
    [{ protocol: 'tcp', fromPort: 22, toPort: hidden('to') }, 'coversPort(r, "tcp", 22)', 'unknown'],
    [{ protocol: hidden('protocol'), fromPort: 23, toPort: 80 }, 'coversPort(r, "tcp", 22)', 'unknown'],
    [{ protocol: '-1', fromPort: hidden('from'), toPort: hidden('to') }, 'coversPort(r, "tcp", 22)', true],
    [{ protocol: 'tcp', fromPort: 0, toPort: 65_535 }, 'coversAllPorts(r)', true],
    [{ protocol: 'udp', fromPort: 1, toPort: 65_535 }, 'coversAllPorts(r)', true],
    [{ protocol: 'tcp', fromPort: 2, toPort: 65_535 }, 'coversAllPorts(r)', false],
    [{ protocol: 'icmp', fromPort: -1, toPort: -1 }, 'coversAllPorts(r)', false],
    [{ protocol: '-1', fromPort: -1, toPort: -1 }, 'coversAllPorts(r)', true],
    [{ protocol: hidden('protocol'), fromPort: 22, toPort: 22 }, 'coversAllPorts(r)', 'unknown'],
  ];
  for (const [rule, source, verdict] of rows) {
    it(`${JSON.stringify(Object.values(rule).map((one) => (typeof one === 'object' ? '?' : one)))} ${source}`, () => {
      assert.equal(ask(rule, any(source)), verdict);
    });
  }
  it('against every port there is', () => {
    const protocol = fc.constantFrom('tcp', 'udp', '6', '17', '-1', 'icmp');
    const port = fc.integer({ min: 0, max: 12 });
    const numbers: Record<string, string> = { '6': 'tcp', '17': 'udp' };
    fc.assert(
      fc.property(
        protocol,
        port,
        port,
        fc.constantFrom('tcp', 'udp'),
        port,
        (given, from, to, asked, wanted) => {
          const open = Array.from({ length: 13 }, (_, index) => index).filter(
            (one) => from <= one && one <= to,
          );
          const expected = given === '-1' || ((numbers[given] ?? given) === asked && open.includes(wanted));
          const rule = { protocol: given, fromPort: from, toPort: to };
          assert.equal(ask(rule, any(`coversPort(r, "${asked}", ${wanted})`)), expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('globs', () => {
  const asRegExp = (pattern: string): RegExp => {
    const source = [...pattern].map((char) =>
      char === '*' ? '.*' : char === '?' ? '.' : `\\u{${char.codePointAt(0)?.toString(16)}}`,
    );
    return new RegExp(`^${source.join('')}$`, 'su');
  };
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', ':', '😀'), maxLength: 9 });
  it('as a regular expression has it', () => {
    fc.assert(
      fc.property(word, word, (text, pattern) =>
        assert.equal(fits(text, pattern), asRegExp(pattern).test(text)),
      ),
      { numRuns: 2000 },
    );
  });
  it('in a time that does not explode', () =>
    assert.equal(fits('a'.repeat(20_000), `${'*a'.repeat(40)}b`), false));
  it('in conditions', () => {
    assert.equal(run('glob("prod-db", "prod-*") && !glob("prod", "prod-?")').verdict, true);
    assert.equal(
      run('glob(resource.place, "a*")', { fields: { place: hidden('place') } }).verdict,
      'unknown',
    );
  });

  const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });
  const texts = [
    '',
    ...words('abz', 1),
    ...words('abz', 2),
    ...words('abz', 3),
    ...words('abz', 4),
    ...words('abz', 5),
    ...words('abz', 6),
  ];
  it('one pattern covers another as every text up to six characters shows', () => {
    fc.assert(
      fc.property(fc.array(short, { minLength: 1, maxLength: 3 }), short, (patterns, subject) => {
        const inside = texts.filter((text) => asRegExp(subject).test(text));
        const all = inside.every((text) => patterns.some((pattern) => asRegExp(pattern).test(text)));
        const answer = covers(patterns, subject, false);
        if (answer === true) assert.equal(all, true);
        // A longer text may tell them apart, never one that the patterns' own length allows.
        if (answer === false && !/\*/.test(subject)) assert.equal(all, false);
        if (!all) assert.equal(answer, false);
      }),
      { numRuns: 400 },
    );
  });
  it('two patterns overlap as those texts show', () => {
    fc.assert(
      fc.property(short, short, (left, right) => {
        const both = texts.some((text) => asRegExp(left).test(text) && asRegExp(right).test(text));
        if (both) assert.equal(overlaps(left, right, false), true);
        else if ((left + right).replaceAll('*', '').length <= 6)
          assert.equal(overlaps(left, right, false), false);
      }),
      { numRuns: 1000 },
    );
  });
  it('policy variables are themselves and nothing else', () => {
    assert.equal(covers(['arn:aws:s3:::$' + '{aws:username}'], 'arn:aws:s3:::bucket', false), false);
    assert.equal(covers(['arn:aws:s3:::a$' + '{*}'], 'arn:aws:s3:::ab', false), false);
  });
});

function words(letters: string, length: number): string[] {
  if (length === 0) return [''];
  return words(letters, length - 1).flatMap((word) => [...letters].map((letter) => word + letter));
}

describe('majorVersion', () => {
  const rows: readonly (readonly [source: string, verdict: boolean | 'unknown'])[] = [
    ['majorVersion("16.4") == 16', true],
    ['majorVersion("16") > 15', true],
    ['majorVersion("8.0.mysql_aurora.3.07.1") == 8', true],
    ['majorVersion("v16") == 16', 'unknown'],
    ['majorVersion("") == 16', 'unknown'],
    ['majorVersion(resource.place) == 16', 'unknown'],
  ];
  for (const [source, verdict] of rows) {
    it(source, () => assert.equal(run(source, { fields: { place: hidden('place') } }).verdict, verdict));
  }
});

describe('join', () => {
  it('texts', () =>
    assert.equal(
      fill('{join(resource.words, " and ")}', { fields: { words: listed(['a', 'b']) } }),
      'a and b',
    ));
  it('unknown ones, of which it says that there are more', () =>
    assert.equal(
      fill('{join(resource.words, ", ")}', { fields: { words: listed(['a', hidden('w')]) } }),
      'a, …',
    ));
  it('sensitive ones', () => {
    const secret = { ...(listed(['s']) as object), sensitive: true } as never;
    assert.equal(fill('{join(resource.words, ", ")}', { fields: { words: secret } }), '(sensitive)');
  });
});
