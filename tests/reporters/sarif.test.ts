import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Report } from '../../src/model/report.ts';
import type { Gap } from '../../src/model/resource.ts';
import { blockAddress } from '../../src/reporters/sarif/identity.ts';
import { mayBeUploaded, sarifFiles, sarifLog } from '../../src/reporters/sarif/index.ts';
import { lineHashes } from '../../src/reporters/sarif/line-hash.ts';
import { lintSarif } from '../../src/reporters/sarif/lint.ts';
import { messageText } from '../../src/reporters/sarif/message.ts';
import type { SarifOptions } from '../../src/reporters/sarif/options.ts';
import type { SarifLog, SarifResult, SarifRun } from '../../src/reporters/sarif/types.ts';
import fc from '../property.ts';
import { buildReport, finding } from './build-report.ts';
import { goldens } from './goldens.ts';
import { hostileNames } from './hostile-report.ts';
import { accountReport } from './sample-account.ts';
import { cleanReport, planReport, samples } from './sample-report.ts';

function runOf(report: Report, options: SarifOptions = {}): SarifRun {
  const [run] = sarifLog([report], options).runs;
  assert.ok(run);
  return run;
}

function resultFor(run: SarifRun, name: string): SarifResult {
  const result = run.results.find(({ locations: [{ logicalLocations }] }) =>
    logicalLocations.some((one) => one.name === name),
  );
  assert.ok(result, `no result for ${name}`);
  return result;
}

function withFindings(findings: readonly Finding[], source: Report['source'] = planReport.source): Report {
  return buildReport({ source, findings });
}

for (const { files } of await goldens()) {
  for (const [path, text] of Object.entries(files)) {
    // The full profile is for auditors' viewers; GitHub would open alerts for its passes.
    if (!path.endsWith('.sarif') || path.endsWith('-full.sarif')) continue;
    test(`GitHub takes ${path}`, () => assert.deepEqual(lintSarif(JSON.parse(text)), []));
  }
}

test('only what is to be mended becomes an alert', () => {
  const run = runOf(planReport);
  assert.equal(run.results.length, 6);
  assert.ok(run.results.every(({ kind }) => kind === 'fail'));
  assert.throws(() => resultFor(run, 'module.site.aws_s3_bucket.this'), /no result/, 'waived');
  assert.match(
    resultFor(run, 'module.vpc.aws_vpc.main').message.text,
    /The waiver by platform expired on 2026-06-30\./,
  );
});

test('instances of one block are one result that names them', () => {
  const result = resultFor(runOf(planReport), 'module.rds.aws_db_instance.replica["eu-west-1c"]');
  assert.equal(
    result.message.text,
    'module.rds.aws_db_instance.replica["eu-west-1b"] is not encrypted. The same holds for \'module.rds.aws_db_instance.replica["eu-west-1c"]\'.',
  );
  const [{ physicalLocation, logicalLocations }] = result.locations;
  assert.equal(physicalLocation.artifactLocation.uri, 'infrastructure/modules/rds/replica.tf');
  assert.deepEqual(physicalLocation.region, { startLine: 8, startColumn: 3, endLine: 8 });
  assert.equal(logicalLocations.length, 2);
  assert.equal(result.partialFingerprints.primaryLocationLineHash, undefined, "GitHub's action computes it");
  assert.match(result.partialFingerprints['cajaPolicyResource/v1'] ?? '', /^[0-9a-f]{16}:1$/);
});

test('a resource without a source line stands on a path of its own, with a fingerprint of its own', () => {
  const result = resultFor(runOf(planReport), 'module.exports.aws_s3_bucket.this');
  const [{ physicalLocation }] = result.locations;
  assert.equal(
    physicalLocation.artifactLocation.uri,
    'infrastructure/environments/prod/tfplan/module.exports.aws_s3_bucket.this',
  );
  assert.match(result.partialFingerprints.primaryLocationLineHash ?? '', /^[0-9a-f]{16}:1$/);
  assert.match(result.message.text, /No HCL source line is available\.$/);
  const [live] = runOf(accountReport).results;
  assert.equal(
    live?.locations[0].physicalLocation.artifactLocation.uri,
    'aws/111122223333/global/iam/user/user%2Fops%2Fmaria',
  );
  assert.match(
    live?.message.text ?? '',
    /Found as 'arn:aws:iam::111122223333:user\/ops\/maria' in account 111122223333, global\.$/,
  );
});

test('fingerprints do not hang on messages, lines or plan files, but on rule, stack and resource', () => {
  const one = (short: Partial<Finding>, source = planReport.source) => {
    const made = {
      ...finding({ rule: 'kms/key-rotates', resource: { label: 'aws_kms_key.a', address: 'aws_kms_key.a' } }),
      ...short,
    };
    return runOf(withFindings([made], source)).results[0]?.partialFingerprints;
  };
  assert.deepEqual(one({ message: 'Other.' }), one({}));
  assert.deepEqual(one({}, { ...planReport.source, subject: '/tmp/other.json' }), one({}));
  assert.notDeepEqual(one({ rule: 'vpc/has-flow-logs' }), one({}));
  assert.notDeepEqual(one({}, { ...planReport.source, stack: 'other' }), one({}));
});

const paths: readonly [file: string, uri: string | undefined][] = [
  ['./a/../b/main.tf', 'b/main.tf'],
  ['a\\b\\main.tf', 'a/b/main.tf'],
  ['a b/[x]/ü.tf', 'a%20b/%5Bx%5D/%C3%BC.tf'],
  ['main.tf', 'main.tf'],
  ['a:b.tf', undefined],
  ['/home/x/main.tf', undefined],
  ['C:\\x\\main.tf', undefined],
  ['../outside/main.tf', undefined],
  ['git::https://example.com/m.git/main.tf', undefined],
  ['.terraform/modules/m/main.tf', undefined],
  ['', undefined],
  [`modules/${'表'.repeat(40)}/main.tf`, `modules/${'%E8%A1%A8'.repeat(40)}/main.tf`],
];
for (const [file, uri] of paths) {
  test(`the file "${file}" is ${uri ?? 'no file of the repository'}`, () => {
    const made = finding({
      rule: 'kms/key-rotates',
      resource: { label: 'aws_kms_key.a', address: 'aws_kms_key.a' },
      locations: [{ file, line: 3, column: 1, part: 'block', calls: [] }],
    });
    const [result] = runOf(withFindings([made])).results;
    const expected = uri ?? 'infrastructure/environments/prod/tfplan/aws_kms_key.a';
    assert.equal(result?.locations[0].physicalLocation.artifactLocation.uri, expected);
  });
}

test('with the source at hand, the line hash is the one that GitHub computes', () => {
  const text = `${'# head\n'.repeat(7)}  storage_encrypted = false\n`;
  const run = runOf(planReport, { sourceText: (file) => (file.endsWith('replica.tf') ? text : undefined) });
  const result = resultFor(run, 'module.rds.aws_db_instance.replica["eu-west-1b"]');
  assert.equal(result.partialFingerprints.primaryLocationLineHash, lineHashes(text)[7]);
  assert.deepEqual(result.locations[0].physicalLocation.region, {
    startLine: 8,
    startColumn: 3,
    endLine: 8,
    endColumn: 28,
  });
});

/** Figures of github/codeql-action's own tests. */
const hashes: readonly [text: string, hashes: readonly string[]][] = [
  ['', ['c129715d7a2bc9a3:1']],
  [
    ' a\nb\n  \t\tc\n d',
    ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
  ],
  [
    ' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n',
    [
      ...['e9496ae3ebfced30:1', 'fb7c023a8b9ccb3f:1', 'ce8ba1a563dcdaca:1', 'e20e36e16fcb0cc8:1'],
      ...['b3edc88f2938467e:1', 'c8e28b0b4002a3a0:1', 'c129715d7a2bc9a3:1'],
    ],
  ],
  [
    'Lorem ipsum dolor sit amet.\n'.repeat(10),
    [
      ...[1, 2, 3, 4, 5, 6].map((occurrence) => `a7f2ff13bc495cf2:${occurrence}`),
      ...[
        'a7f2ff1481e87703:1',
        'a9cf91f7bbf1862b:1',
        '55ec222b86bcae53:1',
        'cc97dc7b1d7d8f7b:1',
        'c129715d7a2bc9a3:1',
      ],
    ],
  ],
];
for (const [text, expected] of hashes) {
  test(`line hashes of ${JSON.stringify(text).slice(0, 40)}`, () =>
    assert.deepEqual(lineHashes(text), expected));
}

const addresses: readonly [address: string, block: string][] = [
  ['aws_x.y', 'aws_x.y'],
  ['module.m["a.b"].aws_x.y[0]', 'module.m.aws_x.y'],
  ['aws_x.y["a]\\"["]', 'aws_x.y'],
];
for (const [address, block] of addresses) {
  test(`the block of ${address} is ${block}`, () => assert.equal(blockAddress(address), block));
}

test('links name the calls that lead to a module, whatever they are called', () => {
  const call = (name: string, line: number) => ({ name, file: 'main.tf.json', line, column: 1 });
  const made = [
    [call('module.a](http://evil)[', 3), call('module.b', 9)],
    [call('module.c', 5), call('module.b', 9)],
  ].map((calls, index) =>
    finding({
      rule: 'kms/key-rotates',
      resource: { label: `k${index}`, address: `module.m${index}.aws_kms_key.a` },
      locations: [
        { file: 'm/main.tf', line: 3, column: 1, part: 'block', block: { line: 3, endLine: 3 }, calls },
      ],
    }),
  );
  const log = sarifLog([withFindings(made)], {});
  assert.deepEqual(lintSarif(log), []);
  const [result, ...others] = log.runs[0]?.results ?? [];
  assert.equal(others.length, 0);
  assert.match(
    result?.message.text ?? '',
    / The module is called by \[module\.a_http_evil_\]\(1\), \[module\.b\]\(2\), \[module\.c\]\(3\)\.$/,
  );
  assert.deepEqual(
    result?.relatedLocations?.map(({ id, physicalLocation: { region } }) => [id, region.startLine]),
    [
      [1, 3],
      [2, 9],
      [3, 5],
    ],
  );
  // A context must be more than its region.
  assert.equal(result?.locations[0].physicalLocation.contextRegion, undefined);
});

test('what no state holds is said to be unmanaged', () => {
  const arn = 'arn:aws:iam::111122223333:user/x';
  const resource = { label: 'x', arn, account: '111122223333', region: 'global', managed: false };
  const made = finding({ rule: 'iam/user-has-mfa', resource });
  const log = sarifLog([{ ...withFindings([made], accountReport.source), gaps: [] }], {});
  const [result] = log.runs.flatMap(({ results }) => results);
  assert.match(
    result?.message.text ?? '',
    /Terraform does not manage it: none of the states that were given holds it\.$/,
  );
  assert.equal(result?.properties.managed, false);
});

test('messages hold no placeholders and no links', () => {
  assert.equal(
    messageText(['See {0} and {{x}}', '[a](http://b)\nnext']),
    'See (0) and ((x)). [a] (http://b) next.',
  );
});

test('severity is the rule’s, written as GitHub ranks it', () => {
  const scores = Object.fromEntries(
    runOf(planReport).tool.driver.rules.map(({ id, properties }) => [id, properties['security-severity']]),
  );
  assert.equal(scores['rds/instance-keeps-backups'], '9.5');
  assert.equal(scores['rds/storage-is-encrypted'], '8.0');
  assert.equal(scores['vpc/has-flow-logs'], '5.5');
  assert.equal(scores['tagging/resource-has-required-tags'], '2.0');
  assert.equal(scores['kms/key-rotates'], undefined);
});

test('rules are the same whatever was found', () => {
  assert.deepEqual(runOf(planReport).tool.driver.rules, runOf(cleanReport).tool.driver.rules);
});

test('the 5,000 worst are kept, and the rest is counted', () => {
  const made = Array.from({ length: 5_200 }, (_, index) =>
    finding({
      rule: index < 5_100 ? 'tagging/resource-has-required-tags' : 'rds/storage-is-encrypted',
      resource: { label: `r${index}` },
    }),
  );
  const run = runOf(withFindings(made));
  assert.equal(run.results.length, 5_000);
  assert.equal(run.results.filter(({ level }) => level === 'error').length, 100);
  assert.equal(run.properties.notListed, 200);
  const said = run.invocations[0]?.toolExecutionNotifications.at(-1)?.message.text;
  assert.match(said ?? '', /^200 results of the lowest severity/);
  assert.deepEqual(lintSarif(sarifLog([withFindings(made)], {})), []);
});

test('what could not be told is a notification, capped and counted', () => {
  const made = Array.from({ length: 150 }, (_, index) =>
    finding({
      rule: 'kms/key-rotates',
      verdict: 'unknown',
      resource: { label: `r${index}` },
      message: 'Unknown until apply.',
    }),
  );
  const told = runOf(withFindings(made)).invocations[0]?.toolExecutionNotifications ?? [];
  assert.equal(told.length, 101);
  assert.equal(told[0]?.message.text, "'kms/key-rotates' cannot be told for 'r0'. Unknown until apply.");
  assert.equal(told[100]?.message.text, '50 more verdicts could not be told.');
});

const categories = (log: SarifLog) => log.runs.map(({ automationDetails }) => automationDetails.id);

test('a plan of which something was not read says that it must not be uploaded', () => {
  assert.equal(mayBeUploaded(sarifLog([planReport], {})), true);
  const gap = { reason: 'errored-plan', message: 'It ended early.', incomplete: true, kinds: ['*'] } as const;
  const alone = sarifLog([{ ...planReport, gaps: [gap] }], {});
  assert.equal(mayBeUploaded(alone), false);
  assert.equal(alone.runs[0]?.properties.complete, false);
  assert.ok(alone.runs[0]?.invocations.every(({ executionSuccessful }) => executionSuccessful));
});

test('every region of an account is a run, and one that was not read to its end is left out and named', () => {
  const whole = sarifLog([{ ...accountReport, gaps: [] }], {});
  const place = 'caja-policy/account/111122223333';
  assert.deepEqual(categories(whole), [`${place}/eu-west-1/`, `${place}/global/`, `${place}/us-east-1/`]);
  assert.deepEqual(
    whole.runs.map(({ results }) => results.map(({ ruleId }) => ruleId)),
    [[], ['iam/user-has-mfa'], ['s3/bucket-blocks-public-access']],
    'a region without violations has a run all the same, which closes what was mended',
  );
  const log = sarifLog([planReport, accountReport], {});
  assert.deepEqual(categories(log), [
    'caja-policy/plan/infrastructure/environments/prod/',
    `${place}/global/`,
  ]);
  assert.deepEqual(log.properties, { omittedRuns: [`${place}/eu-west-1/`, `${place}/us-east-1/`] });
  assert.equal(mayBeUploaded(log), true);
});

/** [what was lost, the regions that are still whole]. */
const losses: [string, Partial<Gap>, ...string[]][] = [
  ['a call in a region', { region: 'eu-west-1', api: 'ec2:DescribeVpcs' }, 'global', 'us-east-1'],
  ['a global call', { region: 'global', api: 'route53:ListHostedZones' }, 'eu-west-1', 'us-east-1'],
  ['the credentials', {}],
  // AWS Config tells of CloudFront and IAM from a region.
  ['AWS Config in a region', { region: 'us-east-1', api: 'config:SelectResourceConfig' }, 'eu-west-1'],
  ['nothing of this run', { region: 'eu-west-1', incomplete: false }, 'eu-west-1', 'global', 'us-east-1'],
  ['what no run can read', { reason: 'out-of-reach' }, 'eu-west-1', 'global', 'us-east-1'],
  // The verdict on caja-prod, in eu-west-1, could not be told because of it.
  [
    'a call that verdicts elsewhere needed',
    { region: 'global', api: 'rds:DescribeDBInstances' },
    'us-east-1',
  ],
];
for (const [lost, gap, ...whole] of losses) {
  test(`an outage closes no alert: lost is ${lost}`, () => {
    const base: Gap = { reason: 'denied', message: 'It was refused.', incomplete: true, kinds: [] };
    const log = sarifLog([{ ...accountReport, gaps: [{ ...base, ...gap }] }], {});
    const regions = categories(log).map((category) => category.split('/')[3]);
    assert.deepEqual(regions, whole);
    assert.equal((log.properties?.omittedRuns ?? []).length, 3 - whole.length);
  });
}

test('every run of an account holds its part of the ledger', () => {
  const [run] = sarifLog([{ ...accountReport, gaps: [] }], {}).runs;
  assert.deepEqual(run?.properties.read, [
    {
      type: 'AWS::RDS::DBInstance',
      api: 'config:SelectResourceConfig',
      count: 3,
      readAt: '2026-11-20T10:00:02Z',
    },
    {
      type: 'AWS::EC2::SecurityGroup',
      api: 'ec2:DescribeSecurityGroups',
      count: 41,
      readAt: '2026-11-20T10:00:04Z',
    },
  ]);
});

test('more than twenty runs are several files', () => {
  const regions = Array.from({ length: 24 }, (_, index) => `eu-west-${index + 10}`);
  const source = { ...accountReport.source, detail: { regions: regions.join(', ') } };
  const files = sarifFiles(buildReport({ source, findings: [] }), {});
  const logs = files.map((chunks): SarifLog => JSON.parse([...chunks].join('')));
  assert.deepEqual(
    logs.map(({ runs }) => runs.length),
    [20, 5],
  );
  for (const log of logs) assert.deepEqual(lintSarif(log), []);
});

test('runs are told apart by mode and scope, never by file name; equal ones are refused', () => {
  const id = (report: Report, options?: SarifOptions) => runOf(report, options).automationDetails.id;
  assert.equal(id(planReport), 'caja-policy/plan/infrastructure/environments/prod/');
  assert.equal(id(accountReport, { scope: 'nightly' }), 'caja-policy/account/111122223333/global/nightly/');
  const detail = { regions: 'eu-west-1', aggregator: 'everything' };
  const seen = buildReport({ ...accountReport, source: { ...accountReport.source, detail }, gaps: [] });
  assert.equal(id(seen), 'caja-policy/aggregator/111122223333/eu-west-1/', 'it sees less than calls do');
  assert.equal(id(samples.empty ?? planReport), 'caja-policy/plan/');
  assert.throws(() => sarifLog([planReport, structuredClone(planReport)], {}), /category caja-policy\/plan/);
  assert.deepEqual(lintSarif(sarifLog([planReport, cleanReport], {})), []);
});

test('the full profile tells every verdict', () => {
  const run = runOf(planReport, { profile: 'full' });
  assert.equal(run.results.length, planReport.findings.length);
  const waived = resultFor(run, 'module.site.aws_s3_bucket.this');
  assert.deepEqual(waived.suppressions, [
    {
      kind: 'external',
      status: 'accepted',
      justification:
        'CAJA-412: Serves the public site until it moves behind CloudFront. (web team, until 2027-01-31)',
    },
  ]);
  for (const { kind, level } of run.results) assert.equal(kind === 'fail', level !== 'none');
});

function namesAt({
  logicalLocations,
}: Pick<SarifResult['locations'][0], 'logicalLocations'>): readonly string[] {
  return logicalLocations.flatMap(({ name, fullyQualifiedName }) => [name, fullyQualifiedName]);
}

test('hostile names never make GitHub refuse the file', () => {
  const text = fc.oneof(fc.constantFrom(...hostileNames), fc.string({ unit: 'binary', maxLength: 12 }));
  fc.assert(
    fc.property(text, text, text, fc.boolean(), (label, message, file, live) => {
      const source = live ? accountReport.source : { ...planReport.source, stack: file };
      const identity = live
        ? { arn: label, region: file, type: message, account: label }
        : { address: label };
      const made = finding({
        rule: 'kms/key-rotates',
        resource: { label, key: label, ...identity },
        message,
        locations: [{ file, line: 1, column: 1, part: 'block', calls: [] }],
      });
      const log = sarifLog([withFindings([made, { ...made, verdict: 'unknown' }], source)], {});
      assert.deepEqual(lintSarif(JSON.parse(JSON.stringify(log))), []);
      const shown = log.runs
        .flatMap((run) => [...run.results, ...(run.invocations[0]?.toolExecutionNotifications ?? [])])
        .map((one) => [one.message.text, ...(one.locations ?? []).flatMap(namesAt)].join(''));
      assert.equal(shown.length, 2);
      for (const one of shown) assert.doesNotMatch(one, /[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
    { numRuns: 300 },
  );
});
