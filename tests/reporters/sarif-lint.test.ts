import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sarifLog } from '../../src/reporters/sarif/index.ts';
import { lintSarif } from '../../src/reporters/sarif/lint.ts';
import { cleanReport, planReport } from './sample-report.ts';

type Values = readonly unknown[];
type Spoil = (value: unknown) => unknown;

const run = 'runs.0';
const result = `${run}.results.0`;
const place = `${result}.locations.0.physicalLocation`;
const uri = `${place}.artifactLocation.uri`;
const rules = `${run}.tool.driver.rules`;
const rule = `${rules}.0`;
const score = `${rule}.properties.security-severity`;

const set = (value: unknown) => () => value;
const gone = set(undefined);
const firstTwice = (values: unknown) => [...(values as Values), (values as Values)[0]];
const times = <T>(number: number, make: (index: number) => T): T[] =>
  Array.from({ length: number }, (_, index) => make(index));

const relatedTo = (to: string) => ({
  id: 1,
  physicalLocation: { artifactLocation: { uri: to }, region: { startLine: 1 } },
});

/** One defect a row: what is wrong, where and how it is done to a good file, what the lint calls it. */
const defects: readonly [title: string, at: string, spoil: Spoil, ...codes: string[]][] = [
  ['a logical location only', `${result}.locations`, set([{ logicalLocations: [] }]), 'no-physical-location'],
  ['no locations', `${result}.locations`, gone, 'no-location'],
  ['empty locations', `${result}.locations`, set([]), 'no-location'],
  ['1,001 locations', `${result}.locations`, set(times(1_001, () => ({}))), 'too-many-locations'],
  ['an ARN for a path', uri, set('arn:aws:s3:::b'), 'uri-scheme'],
  ['an address for a path', uri, set('https://example.com/x'), 'uri-scheme'],
  ['a module source for a path', uri, set('git::https://example.com/x'), 'uri-scheme'],
  ['no path', uri, gone, 'no-uri'],
  ['an empty path', uri, set(''), 'no-uri'],
  ['an absolute path', uri, set('/x/main.tf'), 'uri-path'],
  ['a path from here', uri, set('./main.tf'), 'uri-path'],
  ['a path out of the repository', uri, set('../main.tf'), 'uri-path'],
  ['a double slash', uri, set('a//main.tf'), 'uri-path'],
  ['a path with blanks', uri, set('a b.tf'), 'uri-characters'],
  ['a path with a broken escape', uri, set('a%2.tf'), 'uri-characters'],
  ['no region', `${place}.region`, gone, 'no-region'],
  ['a region without a line', `${place}.region`, set({}), 'no-region'],
  ['line 0', `${place}.region`, set({ startLine: 0 }), 'region'],
  ['column 0', `${place}.region`, set({ startLine: 1, startColumn: 0 }), 'region'],
  ['a region of several lines', `${place}.region`, set({ startLine: 1, endLine: 9 }), 'long-region'],
  ['a pass with a level', `${result}.kind`, set('pass'), 'kind', 'kind-level'],
  ['an unknown', result, (value) => ({ ...(value as object), kind: 'open', level: 'none' }), 'kind'],
  ['a fail of no level', `${result}.level`, set('none'), 'level'],
  ['a suppressed result', `${result}.suppressions`, set([{ kind: 'external' }]), 'suppressed'],
  ['a message by id', `${result}.message`, set({ id: 'default' }), 'no-message'],
  ['no fingerprint', `${result}.partialFingerprints`, gone, 'no-fingerprint'],
  [
    'an empty fingerprint',
    `${result}.partialFingerprints`,
    set({ primaryLocationLineHash: '' }),
    'no-fingerprint',
  ],
  ['a link that leads nowhere', `${result}.message.text`, set('Bad. It is called by [module.a](1).'), 'link'],
  ['a related ARN', `${result}.relatedLocations`, set([relatedTo('arn:aws:s3:::b')]), 'uri-scheme'],
  ['two results that are one alert', `${run}.results`, firstTwice, 'same-alert'],
  ['a rule that is not listed', `${result}.ruleId`, set('no/such-rule'), 'unknown-rule'],
  ['another rule at the index', `${result}.ruleIndex`, set(0), 'rule-index'],
  ['an index out of range', `${result}.ruleIndex`, set(99), 'rule-index'],
  ['a rule twice', rules, firstTwice, 'same-rule'],
  ['no rules', rules, gone, 'no-rules', ...times(6, () => 'unknown-rule')],
  ['a rule without help', `${rule}.help`, gone, 'rule-text'],
  ['a rule without a description', `${rule}.shortDescription`, set({ text: '' }), 'rule-text'],
  ['a long description', `${rule}.fullDescription`, set({ text: 'x'.repeat(1_025) }), 'rule-text'],
  ['a long rule name', `${rule}.name`, set('x'.repeat(256)), 'rule-text'],
  ['an empty help address', `${rule}.helpUri`, set(''), 'help-uri'],
  ['a relative help address', `${rule}.helpUri`, set('docs/rules.md'), 'help-uri'],
  ['a tag twice', `${rule}.properties.tags`, set(['a', 'a']), 'same-tag'],
  ['21 tags', `${rule}.properties.tags`, set(times(21, String)), 'too-many-tags'],
  ['a severity in words', score, set('HIGH'), 'security-severity'],
  ['a severity that is a number', score, set(8), 'security-severity'],
  ['severity 0.0', score, set('0.0'), 'security-severity'],
  ['severity 10.1', score, set('10.1'), 'security-severity'],
  ['no results', `${run}.results`, gone, 'no-results'],
  [
    '21 runs',
    'runs',
    (runs) => times(21, (index) => inCategory((runs as Values)[0], `x/${index}/`)),
    'too-many-runs',
  ],
  ['two runs of one category', 'runs', firstTwice, 'same-category'],
  [
    'two runs that differ by signs only',
    'runs',
    (runs) => ['x/a-b/', 'X/a_b/'].map((id) => inCategory((runs as Values)[0], id)),
    'same-category',
  ],
  ['a category without a slash', `${run}.automationDetails.id`, set('caja'), 'category'],
  ['no category', `${run}.automationDetails`, gone, 'category'],
  ['an unsuccessful run', `${run}.invocations`, set([{ executionSuccessful: false }]), 'unsuccessful'],
  ['a run of unsaid success', `${run}.invocations`, set([{}]), 'unsuccessful'],
  ['no tool name', `${run}.tool.driver.name`, gone, 'no-tool-name'],
  ['another version', 'version', set('2.0.0'), 'version'],
  ['no schema', '$schema', gone, 'schema'],
  ['no runs', 'runs', gone, 'no-runs'],
];

function inCategory(one: unknown, id: string): unknown {
  return { ...(one as object), automationDetails: { id } };
}

function goodFile(): Record<string, unknown> {
  return JSON.parse(JSON.stringify(sarifLog([planReport], {})));
}

/** A good file, spoiled at one path. */
function spoiled(at: string, spoil: Spoil): unknown {
  const log = goodFile();
  const names = at.split('.');
  const last = names.pop() ?? '';
  let holder: Record<string, unknown> = log;
  for (const name of names) holder = holder[name] as Record<string, unknown>;
  assert.ok(typeof holder === 'object' && holder !== null, at);
  holder[last] = spoil(holder[last]);
  if (holder[last] === undefined) delete holder[last];
  return log;
}

test('a good file has no problem', () => {
  assert.deepEqual(lintSarif(goodFile()), []);
  assert.deepEqual(lintSarif(JSON.parse(JSON.stringify(sarifLog([planReport, cleanReport], {})))), []);
});

for (const [title, at, spoil, ...codes] of defects) {
  test(`${title}: ${[...new Set(codes)].join(', ')}`, () => {
    const problems = lintSarif(spoiled(at, spoil));
    assert.deepEqual(
      problems.map(({ code }) => code),
      codes,
    );
    for (const problem of problems) assert.ok(problem.at !== '' && problem.message.endsWith('.'));
  });
}

test('25,001 results, and as many rules, are too many', () => {
  const codesOf = (log: unknown) => lintSarif(log).map(({ code }) => code);
  const elsewhere = (one: unknown, index: number) => {
    const region = { startLine: 1 };
    const physicalLocation = { artifactLocation: { uri: `f${index}` }, region };
    return { ...(one as object), locations: [{ physicalLocation }] };
  };
  const results: Spoil = (values) => times(25_001, (index) => elsewhere((values as Values)[0], index));
  assert.deepEqual(codesOf(spoiled(`${run}.results`, results)), ['too-many-results']);
  const more: Spoil = (values) => [
    ...(values as Values),
    ...times(25_001, (index) => ({ ...((values as Values)[0] as object), id: `r${index}` })),
  ];
  assert.deepEqual(codesOf(spoiled(rules, more)), ['too-many-rules']);
});

test('whatever is no log is a list of problems, not a crash', () => {
  const broken = { runs: [null, 3, { results: [null], tool: { driver: { rules: [null] } } }] };
  for (const log of [null, 1, 'x', [], {}, broken]) assert.ok(lintSarif(log).length > 0);
});
