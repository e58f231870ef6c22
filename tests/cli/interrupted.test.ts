import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { repositoryRoot } from '../../tools/repository-root.ts';
// Takes whoever runs the tests' own credentials away.
import { accountOf } from '../aws-account/endpoint/reading.ts';
import { type Endpoint, startEndpoint } from '../aws-account/endpoint/server.ts';
import { copyRecording, run } from './run.ts';

const prod = '111122223333';

const policy = `version: 1
name: Caja
document: Strategy
environments: { prod: {} }
accounts:
  "${prod}": { name: prod, environment: prod, regions: [eu-west-1] }
  "444455556666": { name: other, environment: prod, regions: [eu-west-1] }
`;

let folder: string;
let endpoint: Endpoint;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interrupted-'));
  await writeFile(join(folder, 'caja-policy.yaml'), policy);
  // Its credentials are one account's; the rest of an account takes longer than anybody waits.
  const stall = { what: 'stall', after: 1 } as const;
  endpoint = await startEndpoint(accountOf({}), {
    'config:SelectResourceConfig': stall,
    'rds:DescribeDBParameterGroups': stall,
    'ec2:DescribeVpcs': { what: 'stall' },
  });
});

after(async () => {
  await endpoint.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the program in a process of its own, and ends it once nothing comes any more. */
async function endedBy(signal: NodeJS.Signals, words: readonly string[]) {
  const from = endpoint.received.length;
  const loader = join(repositoryRoot, 'node_modules/tsx/dist/loader.mjs');
  const program = ['--import', loader, join(repositoryRoot, 'src/cli/bin.ts'), 'account', ...words];
  const child = spawn(process.execPath, program, {
    cwd: folder,
    env: { ...process.env, AWS_ENDPOINT_URL: endpoint.url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = new Promise<NodeJS.Signals | number | null>((done) => {
    child.on('close', (code, by) => done(by ?? code));
  });
  const asked = () => endpoint.received.length - from;
  for (let count = 0, seen = -1; (asked() < 20 || seen < asked()) && count < 100; count++) {
    seen = asked();
    await delay(300);
  }
  child.kill(signal);
  return { by: await ended, stderr };
}

describe('A run that is ended midway', () => {
  it('keeps the recording that was made so far, and ends by the signal, as shells expect', async () => {
    const { by, stderr } = await endedBy('SIGINT', ['--regions', 'eu-west-1', '--record', 'half']);
    assert.equal(by, 'SIGINT', stderr);
    assert.match(stderr, /Interrupted\. What was read until now is kept in half; .*--replay half/);
    assert.doesNotMatch(stderr, /bug|Error|\n {4}at /);
    const { complete } = JSON.parse(await readFile(join(folder, 'half/recording.json'), 'utf8'));
    assert.equal(complete, false);
    const files = await readdir(join(folder, 'half'), { recursive: true });
    assert.ok(files.length > 10, files.join(' '));
    assert.deepEqual(
      files.filter((file) => file.endsWith('.partial')),
      [],
    );
    const { code, stdout } = await run(
      ['account', '--replay', 'half', '--report', 'json', '--fail-on', 'none'],
      { cwd: folder },
    );
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; verdict: string }[] };
    assert.equal(code, 3, 'half a read is never whole');
    const vpcs = findings.filter(({ rule }) => rule === 'ec2/vpc-logs-flows');
    assert.ok(!vpcs.some(({ verdict }) => verdict === 'pass'));
  });

  it('is told of a recording that was ended so late that no answer seems to be missing', async () => {
    await copyRecording(join(folder, 'late'));
    const index = join(folder, 'late/recording.json');
    const { files: _files, ...rest } = JSON.parse(await readFile(index, 'utf8'));
    await writeFile(index, JSON.stringify({ ...rest, complete: false }));
    const { stderr } = await run(['account', '--replay', 'late', '--report', 'json'], { cwd: folder });
    assert.match(stderr, /Not read: The read was ended before it was through/);
  });

  it('leaves nothing beside the reports of several accounts', async () => {
    const there = await readdir(folder);
    const words = [
      '--accounts',
      'all',
      '--record',
      'all',
      '--report',
      'json=a.json',
      '--report',
      'markdown=a.md',
    ];
    const { by, stderr } = await endedBy('SIGTERM', words);
    assert.equal(by, 'SIGTERM', stderr);
    assert.match(stderr, /kept in all;/);
    assert.deepEqual((await readdir(folder)).sort(), [...there, 'all'].sort());
    const { stdout } = await run(['account', '--replay', 'all', '--report', 'json'], { cwd: folder });
    const { accounts } = JSON.parse(stdout) as { accounts: { complete: boolean }[] };
    assert.deepEqual(
      accounts.map(({ complete }) => complete),
      [false, false],
    );
  });
});

describe('A report', () => {
  it('goes into a device, and through a link, without taking either away', async () => {
    await copyRecording(join(folder, 'caja'));
    await writeFile(join(folder, 'real.json'), 'of yesterday');
    await symlink('real.json', join(folder, 'latest.json'));
    // Not the machine's own: whoever runs the tests as root would lose it.
    await symlink('/dev/null', join(folder, 'nowhere'));
    const words = ['--report', 'json=latest.json', '--report', 'markdown=nowhere', '--quiet'];
    const { code, stderr } = await run(['account', '--replay', 'caja', ...words], { cwd: folder });
    assert.equal(code, 1, stderr);
    for (const name of ['latest.json', 'nowhere']) {
      assert.ok((await lstat(join(folder, name))).isSymbolicLink(), name);
    }
    assert.ok((await lstat('/dev/null')).isCharacterDevice());
    JSON.parse(await readFile(join(folder, 'real.json'), 'utf8'));
  });

  it('that a full disk cuts is an error, told in words', async () => {
    const words = ['--report', 'json=/dev/full', '--report', 'markdown=beside.md', '--quiet'];
    const { code, stderr } = await run(['account', '--replay', 'caja', ...words], { cwd: folder });
    assert.equal(code, 2);
    assert.match(stderr, /\/dev\/full: the json report cannot be written \(ENOSPC\)/);
    assert.match(await readFile(join(folder, 'beside.md'), 'utf8'), /gate failed/);
  });
});
