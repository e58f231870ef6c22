import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type AccountTask, labelOf } from '../../src/cli/accounts/account-tasks.ts';
import { judgeAccounts } from '../../src/cli/accounts/judge-accounts.ts';
import { parseArguments } from '../../src/cli/arguments.ts';
import type { Io } from '../../src/cli/io.ts';
import { load } from '../../src/cli/load.ts';
import { numberedPath } from '../../src/cli/numbered-path.ts';
import type { Organisation } from '../../src/model/organisation.ts';
import type { Report } from '../../src/model/report.ts';
import type { ApiAnswer, Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { writeRecording } from '../../src/sources/aws-account/record.ts';
import { run, today } from './run.ts';

const [prod, dev] = ['111122223333', '777788889999'] as const;
const policy = `version: 1
name: Caja
document: Strategy
environments: { prod: {}, dev: {} }
accounts:
  "${prod}": { name: prod, environment: prod }
  "${dev}": { name: dev, environment: dev, regions: [eu-west-1] }
`;

/** A recording of an account in which every region says that there is nothing. */
function recordingOf(account: string, regions: readonly string[]): Recording {
  const identity = { account, arn: `arn:aws:iam::${account}:user/auditor` };
  return { format: 1, identity, startedAt: '2026-11-20T02:00:00.000Z', regions, answers: [] };
}

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accounts-files-'));
  await writeFile(join(folder, 'caja-policy.yaml'), policy);
});
after(() => rm(folder, { recursive: true, force: true }));

type Json = Organisation & { readonly reports: readonly Report[] };
const list = (accounts: readonly unknown[], startedAt = '2026-11-20T02:00:00.000Z') =>
  JSON.stringify({ format: 1, startedAt, accounts });

async function evidence(name: string, text: string): Promise<string> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'accounts.json'), text);
  return join(folder, name);
}

test('a recording that ended early tells which accounts it did not come to', async () => {
  const place = await evidence(
    'early',
    list([
      { account: prod, name: 'prod' },
      { account: dev, name: 'dev' },
    ]),
  );
  await writeRecording(join(place, prod), recordingOf(prod, ['eu-west-1']));
  const { code, stdout } = await run(['account', '--replay', 'early', '--report', 'json'], { cwd: folder });
  assert.equal(code, 3);
  const { accounts }: Json = JSON.parse(stdout);
  assert.deepEqual(
    accounts.map(({ complete }) => complete),
    [false, false],
  );
  assert.match(accounts[1]?.missing[0] ?? '', /the recording ended before it/);
  assert.deepEqual(
    accounts[1]?.places.map(({ region }) => region),
    ['eu-west-1', 'global'],
    'what should have been read of it is named, so that its alerts are kept',
  );
});

/** [what the list says, what is told]. */
const broken: [string, string, RegExp][] = [
  ['no JSON', '{', /accounts.json: it must hold format 1/],
  ['another format', '{"format":2,"accounts":[]}', /accounts.json: it must hold format 1/],
  ['an id that leads elsewhere', list([{ account: '../../etc', name: 'x' }]), /must hold format 1/],
  [
    'a reason that nobody gives',
    list([{ account: dev, name: 'x', failure: { reason: 'luck' } }]),
    /must hold/,
  ],
];
for (const [what, text, told] of broken) {
  test(`a list of recorded accounts with ${what} is a mistake`, async () => {
    await evidence('broken', text);
    const { code, stderr } = await run(['account', '--replay', 'broken'], { cwd: folder });
    assert.equal(code, 2);
    assert.match(stderr, told);
  });
}

test('a list may say where recordings lie, but not call one account by the id of another', async () => {
  const place = await evidence('named', list([{ account: prod, name: 'prod', directory: 'caja-prod' }]));
  await writeRecording(join(place, 'caja-prod'), recordingOf(prod, ['eu-west-1']));
  const named = await run(['account', '--replay', 'named', '--report', 'json'], { cwd: folder });
  assert.equal((JSON.parse(named.stdout) as Json).reports[0]?.source.subject, prod);
  await evidence('named', list([{ account: dev, name: 'dev', directory: 'caja-prod' }]));
  const { code, stderr } = await run(['account', '--replay', 'named'], { cwd: folder });
  assert.equal(code, 2);
  assert.match(stderr, /caja-prod: it is the recording of 111122223333, not of 777788889999/);
});

test('a file of a recorded account that was changed stops the whole replay: evidence is whole or none', async () => {
  const place = await evidence('changed', list([{ account: prod, name: 'prod' }]));
  await writeRecording(join(place, prod), recordingOf(prod, ['eu-west-1']));
  await writeFile(join(place, prod, 'recording.json'), '{}');
  const { code, stderr } = await run(['account', '--replay', 'changed'], { cwd: folder });
  assert.equal(code, 2);
  assert.match(stderr, /recording.json/);
});

test('of no region at all nothing is true: where none is switched on, nothing passes and nothing fails', async () => {
  const off: ApiAnswer = {
    account: prod,
    region: 'global',
    api: 'ec2:DescribeRegions',
    input: { AllRegions: true },
    readAt: '2026-11-20T02:00:00.000Z',
    output: { Regions: [{ RegionName: 'ap-east-1', OptInStatus: 'not-opted-in' }] },
  };
  await writeRecording(join(folder, 'nowhere'), { ...recordingOf(prod, ['ap-east-1']), answers: [off] });
  const { stdout } = await run(['account', '--replay', 'nowhere', '--report', 'json'], { cwd: folder });
  const { findings }: Report = JSON.parse(stdout);
  assert.ok(findings.length > 50);
  // Statements are made by people in the policy, and read nowhere.
  const read = findings.filter(({ resource }) => resource.kind !== 'attestation');
  assert.deepEqual(
    read.filter(({ verdict }) => verdict !== 'unknown').map(({ rule }) => rule),
    [],
  );
});

test('a recording of several goes into an empty directory alone', async () => {
  await evidence('taken', list([]));
  const words = ['account', '--accounts', 'all', '--record', 'taken'];
  const { code, stderr } = await run(words, { cwd: folder });
  assert.equal(code, 2);
  assert.match(stderr, /taken: the directory is not empty/);
});

async function runTasks(
  tasks: (policy: Awaited<ReturnType<typeof load>>['policy']) => readonly AccountTask[],
  words: readonly string[],
) {
  let stderr = '';
  const io: Io = {
    stdout: { write: () => undefined, isTerminal: false, columns: undefined },
    stderr: {
      write: (text) => {
        stderr += text;
      },
      isTerminal: false,
      columns: undefined,
    },
    readStdin: async () => new Uint8Array(),
    environment: {},
    cwd: folder,
    now: () => today,
  };
  const { options } = parseArguments(['account', ...words]);
  const loaded = await load(options, io);
  const code = await judgeAccounts({ tasks: tasks(loaded.policy), atOnce: 2 }, { loaded, options, io });
  return { code, stderr };
}

test('a bug of ours in one account takes no other report away, and fails the run', async () => {
  const { code, stderr } = await runTasks(
    (its) => [
      { label: labelOf(prod, its), read: async () => readRecording(recordingOf(prod, ['eu-west-1'])) },
      { label: labelOf(dev, its), read: () => Promise.reject(new TypeError('cannot read of undefined')) },
    ],
    ['--report', 'json=bug.json'],
  );
  assert.equal(code, 2);
  assert.match(stderr, /This is a bug in caja-policy/);
  const { accounts }: Json = JSON.parse(await readFile(join(folder, 'bug.json'), 'utf8'));
  assert.equal(accounts.length, 2);
  assert.match(accounts[1]?.missing[0] ?? '', /caja-policy itself failed over it/);
  assert.ok(!accounts[1]?.missing[0]?.includes('undefined'), 'the stack goes to standard error alone');
});

test('a report that cannot be written takes no other with it', async () => {
  await mkdir(join(folder, 'a-folder'));
  const task = (its: Parameters<typeof labelOf>[1]): AccountTask => ({
    label: labelOf(prod, its),
    read: async () => readRecording(recordingOf(prod, ['eu-west-1'])),
  });
  const words = ['--report', 'markdown=a-folder', '--report', 'json=written.json'];
  await assert.rejects(
    runTasks((its) => [task(its)], words),
    /a-folder: the markdown report cannot be written \(it is a directory\)/,
  );
  assert.ok((await readdir(folder)).includes('written.json'));
  assert.deepEqual(
    (await readdir(folder)).filter((name) => /\.(part|pieces)$/.test(name)),
    [],
  );
});

test('the regions of one account may be more than one SARIF file takes; files of a longer run are taken away', async () => {
  await cp(join(folder, 'caja-policy.yaml'), join(folder, 'regions/caja-policy.yaml'));
  const cwd = join(folder, 'regions');
  const regions = Array.from({ length: 24 }, (_, index) => `eu-west-${index + 10}`);
  const findings = await run(['account', '--replay', join(folder, 'full'), '--report', 'sarif=audit.sarif'], {
    cwd,
  });
  assert.equal(findings.code, 2, 'there is no such recording');
  await writeFile(join(cwd, 'audit.2.sarif'), 'of yesterday');
  await writeRecording(join(folder, 'full'), recordingOf(prod, regions));
  const { stderr } = await run(
    ['account', '--replay', join(folder, 'full'), '--report', 'sarif=audit.sarif'],
    { cwd },
  );
  assert.match(stderr, /Left out of SARIF.*eu-west-10/);
  assert.deepEqual((await readdir(cwd)).sort(), ['audit.sarif', 'caja-policy.yaml']);
});

test('files are numbered before their ending', () => {
  assert.deepEqual(
    [1, 2, 11].map((number) => numberedPath('out/audit.sarif', number)),
    ['out/audit.sarif', 'out/audit.2.sarif', 'out/audit.11.sarif'],
  );
  assert.equal(numberedPath('audit', 2), 'audit.2');
});
