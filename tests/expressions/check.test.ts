import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { checkCondition, checkTemplate } from '../../src/expressions/check.ts';
import { known } from '../../src/model/fact.ts';
import { kinds } from '../../src/model/kinds/index.ts';
import { rdsInstance } from '../../src/model/kinds/rds-instance.ts';
import { context, fact, fill, hidden, listed, missing, place, problemOf, run } from './world.ts';

/** The text that the problem points at. */
function pointed(source: string): string {
  const { offset, length } = problemOf(source);
  return source.slice(offset, offset + length);
}

describe('a mistake is told with its place and a suggestion', () => {
  const rows: readonly (readonly [source: string, message: RegExp, at: string, hint?: RegExp])[] = [
    ['resource.spede > 1', /machine has no attribute `spede`/, 'spede', /`speed`/],
    ['resource.on || resource.louder', /no attribute `louder`/, 'louder', /`loud`/],
    ['resource["spede"] > 1', /no attribute `spede`/, '"spede"', /`speed`/],
    ['resource.parts.all(p, p.wieght > 1)', /Part has no attribute `wieght`/, 'wieght', /`weight`/],
    ['resource.home.isDefautl', /VPC has no attribute `isDefautl`/, 'isDefautl', /`isDefault`/],
    ['resource.home.flowLogs.exists(f, f.nope)', /has no attribute `nope`/, 'nope'],
    ['has(resource.colur)', /no attribute `colur`/, 'colur', /`colour`/],
    ['has(resource.engine.fule)', /Engine has no attribute `fule`/, 'fule', /`fuel`/],
    ['resource.parts.exists(p, has(p.lable))', /Part has no attribute `lable`/, 'lable', /`label`/],
    ['has(resource.parts[0].lable)', /Part has no attribute `lable`/, 'lable', /`label`/],
    ['speed > 1', /no variable `speed`/, 'speed', /`resource.speed`/],
    ['minimumDays > 1', /no variable `minimumDays`/, 'minimumDays', /`parameter.minimumDays`/],
    ['resorce.on', /no variable `resorce`/, 'resorce', /`resource`/],
    ['parameter.minimumDay > 1', /no parameter `minimumDay`/, 'minimumDay', /`minimumDays`/],
    ['coverWorld(resource.words)', /no function `coverWorld`/, 'coverWorld', /`coversWorld`/],
    ['all(resource.words, true)', /no function `all`/, 'all', /x\.all/],
    ['resource.words.exist(w, true)', /no method `exist`/, 'resource.words.exist(w, true)', /`exists`/],
    ['resource.words.join(", ") == ""', /no method `join`/, 'resource.words.join(", ")', /join\(…\)/],
    ['resource.words.label == ""', /list of string has no attributes/, 'label', /exists/],
  ];
  for (const [source, message, at, hint] of rows) {
    it(source, () => {
      const problem = problemOf(source);
      assert.match(problem.message, message);
      assert.equal(pointed(source), at);
      if (hint !== undefined) assert.match(problem.hint ?? '', hint);
    });
  }
});

describe('what can never be so is refused', () => {
  const rows: readonly (readonly [source: string, message: RegExp])[] = [
    ['resource.place == 7', /string never equals int/],
    ['resource.force == "7"', /int never equals string/],
    ['resource.on == "true"', /bool never equals string/],
    ['resource.force > "7"', /cannot be compared/],
    ['resource.force == 7.5', /whole numbers/],
    ['resource.on > resource.loud', /not defined for bool/],
    ['resource.words == "a"', /never equals/],
    ['resource.words == [1]', /list of string never equals list of int/],
    ['7 in resource.words', /int is never in a list of string/],
    ['"a" in resource.place', /needs a list or a map/],
    ['7 in resource.labels', /keys of a map are strings/],
    ['resource.place == null', /ever null/],
    ['parameter.mode == "strcit"', /never "strcit"/],
    ['parameter.mode in ["strict", "lexx"]', /never "lexx"/],
    ['resource.engine == resource.engine', /Engine cannot be compared/],
    ['["a", 1] == []', /a list holds one type/],
    ['resource.force && true', /must be a bool/],
    ['resource.on ? 1 : "a"', /both branches/],
    ['resource.force ? true : false', /must be a bool/],
    ['resource.words.all(w, w)', /must be a bool/],
    ['resource.words[-1] == "a"', /begins at 0/],
    ['resource.words["a"] == "a"', /index must be an int/],
    ['size(resource.force) == 1', /not defined for int/],
    ['coversWorld(resource.numbers)', /does not take \(list of int\)/],
    ['cidrCovers("10.0.0.0/8")', /does not take \(string\)/],
    ['coversPort(resource.parts[0], "tcp", 22)', /does not take \(Part, string, int\)/],
    ['has(parameter.minimumDays)', /always has a value/],
    ['has(resource)', /needs an attribute/],
    ['has(resource.on, resource.loud)', /takes one attribute/],
    ['has(size(resource.words))', /needs an attribute/],
    ['resource.words.all(resource, true)', /is taken/],
    ['resource.words.all(w, resource.words.all(w, true))', /is taken/],
    ['resource.words.all("w", true)', /variable's name/],
    ['resource.place.all(c, true)', /only lists and maps/],
    ['resource.force', /answers true or false, and this is int/],
    ['resource', /answers true or false/],
    ['parameter', /needs a name/],
    ['9007199254740993 > 1', /too large/],
    ['{"a": 1}.a == 1', /map literals/],
    ['b"a" == b"a"', /not part of/],
    ['1u == 1u', /not part of/],
    ['resource.constructor == ""', /no attribute `constructor`/],
    ['resource.__proto__ == ""', /no attribute `__proto__`/],
  ];
  for (const [source, message] of rows) {
    it(source, () => assert.match(problemOf(source).message, message));
  }
});

describe('bad syntax', () => {
  const rows: readonly (readonly [source: string, message: RegExp, offset: number])[] = [
    ['resource.on &&', /Unexpected token: the end/, 14],
    ['resource.force = 1', /Unexpected character: =/, 15],
    ['(resource.on', /Expected `\)`, got the end/, 12],
    ['resource.place == "a', /Unterminated string/, 18],
    ['', /empty/, 0],
    ['  \n ', /empty/, 0],
    ['resource.on resource.loud', /Unexpected/, 12],
  ];
  for (const [source, message, offset] of rows) {
    it(JSON.stringify(source), () => {
      const problem = problemOf(source);
      assert.match(problem.message, message);
      assert.equal(problem.offset, offset);
      assert.ok(!problem.message.includes('\n'), 'one line, the caller shows the place');
    });
  }
});

describe('patterns are read when the rule is', () => {
  it('a bad one', () =>
    assert.match(problemOf('resource.place.matches("(")').message, /not a regular expression/));
  it('look-ahead', () => assert.match(problemOf('resource.place.matches("(?=a)")').message, /RE2/));
  it('a back-reference', () => assert.match(problemOf('resource.place.matches("(a)\\\\1")').message, /RE2/));
  it('one that would grow without end', () => {
    assert.match(problemOf('resource.place.matches("((a{1000}){1000}){1000}")').message, /RE2/);
  });
  it('one that only the run would know', () => {
    assert.match(problemOf('resource.place.matches(resource.colour)').message, /written out/);
  });
  it('a bad default of a parameter', () => {
    const bad = { ...context, parameters: { pattern: { type: 'string', default: '[' } } } as const;
    assert.match(problemOf('resource.place.matches(parameter.pattern)', bad).message, /RE2/);
  });
});

describe('huge and deep expressions are a problem, never a crash', () => {
  const deep: readonly (readonly [string, string])[] = [
    ['parentheses', `${'('.repeat(5000)}true${')'.repeat(5000)}`],
    ['not', `${'!'.repeat(9000)}true`],
    ['minus', `1 == ${'-'.repeat(9000)}1`],
    ['sums', `1 == 1${' + 1'.repeat(2000)}`],
    ['lists', `${'['.repeat(3000)}${']'.repeat(3000)} == []`],
    ['branches', `${'true ? true : '.repeat(600)}true`],
    ['loops', 'resource.words.all(a, '.repeat(300)],
    ['more than anybody reads', `true${' && true'.repeat(20_000)}`],
    ['members', `resource${'.home'.repeat(1500)}.isDefault`],
    ['has', `${'has('.repeat(2000)}`],
  ];
  for (const [title, source] of deep) {
    it(title, () =>
      assert.match(problemOf(source).message, /deep|longer|Exceeded|nested|Unexpected|no attribute/),
    );
  }
  it('a long chain is neither', () => assert.equal(run(`true${' && true'.repeat(1000)}`).verdict, true));
});

describe('the language holds what rules need', () => {
  const accepted = [
    '[].all(e, e > 0)',
    '[].exists(e, e == "a") || [] == []',
    'resource.words == []',
    'resource.words.map(w, w.size() > 1, w + "x").filter(w, w != "").size() == 0',
    'resource.labels.all(k, resource.labels[k] != "")',
    'resource.tags["aws:cloudformation:stack-name"] == ""',
    'has(resource.tags["Name"]) && has(resource.volumes[0].kmsKey)',
    '(resource.on ? resource.words : ["a"]).exists(w, w == "a")',
    'resource.engine.power > 1 // a remark',
  ];
  for (const source of accepted) it(source, () => assert.ok('expression' in checkCondition(source, context)));

  it('kinds that refer to each other in a circle', () => {
    const database = { kind: rdsInstance, parameters: {} };
    const source = 'resource.cluster.members.all(one, one.cluster.members.exists(other, other.multiAz))';
    assert.ok('expression' in checkCondition(source, database));
  });

  it('rules for any kind see what every resource has', () => {
    const any = { kind: 'any', parameters: {} } as const;
    assert.ok('expression' in checkCondition('"Name" in resource.tags && resource.taggable', any));
    assert.match(problemOf('resource.encrypted', any).message, /any kind has no attribute/);
  });
  it('every kind can be asked, and kinds refer to each other in circles', () => {
    for (const kind of Object.values(kinds)) {
      const result = checkCondition('resource.taggable && resource.tags.Name != ""', {
        kind,
        parameters: {},
      });
      assert.ok('expression' in result, `${kind.name}: ${JSON.stringify(result)}`);
    }
    const source =
      'resource.members.exists(m, m.cluster.members.exists(n, n.cluster.engine == resource.engine))';
    assert.ok('expression' in checkCondition(source, { kind: kinds['rds-cluster'], parameters: {} }));
  });
  it('a checked condition is plain JSON', () => {
    const result = checkCondition(
      'resource.words.all(w, w.matches("a") && size(w) < parameter.minimumDays)',
      context,
    );
    assert.ok('expression' in result);
    assert.deepEqual(JSON.parse(JSON.stringify(result.expression)), result.expression);
  });
});

describe('templates', () => {
  const fields = {
    place: 'here',
    force: 3,
    on: true,
    speed: missing('speed'),
    colour: { ...known('red', place, 'colour'), sensitive: true as const },
    words: listed(['a', hidden('words[1]'), { ...known('s', place, 'words[2]'), sensitive: true as const }]),
    numbers: listed([1, 2], hidden('numbers')),
    parts: listed([]),
  };
  const rows: readonly (readonly [source: string, text: string])[] = [
    ['{name} is in {resource.place}.', 'machine.m is in here.'],
    ['{resource.force} of {parameter.minimumDays}, {resource.on}', '3 of 7, true'],
    ['{{literal}} {resource.force + 1}', '{literal} 4'],
    ['{resource.speed}', '(none)'],
    ['{resource.colour}', '(sensitive)'],
    ['{resource.colour + "!"}', '(sensitive)'],
    ['{resource.colour == "red" ? "yes" : "no"}', '(sensitive)'],
    ['{size(resource.colour)}', '(sensitive)'],
    ['{resource.words.exists(w, w == "s") ? "yes" : "no"}', '(sensitive)'],
    ['{"s" in resource.words ? "yes" : "no"}', '(sensitive)'],
    ['{resource.words.all(w, w == "b" && w == "s") ? "yes" : "no"}', '(sensitive)'],
    ['{resource.words}', 'a, (unknown), (sensitive)'],
    ['{resource.words.map(w, w)}', 'a, (unknown), (sensitive)'],
    ['{resource.numbers}', '1, 2, (unknown)'],
    ['{resource.parts.map(p, p.label)}', '(none)'],
    ['{parameter.allowed}', 'a, b'],
    ['{resource.place == "}" ? "{" : "no brace"}', 'no brace'],
    ['{environment}: <b>', 'prod: <b>'],
    ['{majorVersion("16.4")}', '16'],
  ];
  for (const [source, text] of rows) it(source, () => assert.equal(fill(source, { fields }), text));

  const bad: readonly (readonly [source: string, message: RegExp, offset: number])[] = [
    ['in {resource.spede}', /no attribute `spede`/, 13],
    ['ends {', /not closed/, 5],
    ['ends }', /closes nothing/, 5],
    ['{}', /empty/, 1],
    ['{resource.engine}', /cannot be printed/, 1],
    ['{resource.labels}', /cannot be printed/, 1],
    ['{resource.parts}', /cannot be printed/, 1],
  ];
  for (const [source, message, offset] of bad) {
    it(`refused: ${source}`, () => {
      const result = checkTemplate(source, context);
      assert.ok('problem' in result);
      assert.match(result.problem.message, message);
      assert.equal(result.problem.offset, offset);
    });
  }
  it('an unknown is said to be one', () => {
    assert.equal(fill('{resource.force + 1}', { fields: { force: hidden('force') } }), '(unknown)');
    assert.equal(fill('{resource.place}', { fields: { place: fact('') } }), '');
  });
});

describe('the run time', () => {
  const refuseParser = `
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(\`
      export async function resolve(specifier, context, next) {
        if (specifier.includes('cel-js')) throw new Error('the parser was loaded');
        return next(specifier, context);
      }
    \`));
  `;
  const start = (script: string): string => {
    const hooks = `data:text/javascript,${encodeURIComponent(refuseParser)}`;
    const args = ['--import', 'tsx', '--import', hooks, '--input-type=module', '-e', script];
    return execFileSync(process.execPath, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  };
  it('compiles and runs without the parser', () => {
    const script = `
      import { compileCondition } from './src/expressions/compile.ts';
      const condition = compileCondition({ source: '', slots: 0, node: { op: 'literal', value: true } });
      console.log(condition({}, { reads: [] }));
    `;
    assert.equal(start(script), 'true');
  });
  it('and this test would notice the parser', () => {
    assert.throws(() => start("await import('./src/expressions/check.ts');"));
  });
});
