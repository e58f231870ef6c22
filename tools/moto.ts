import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { repositoryRoot } from './repository-root.ts';

/**
 * Runs the tests that audit an account which other people's code plays: moto's server, https://docs.getmoto.org, of the
 * exact versions in tests/moto/requirements.txt. Where Python or the packages cannot be had, the tests are skipped, loudly;
 * with CAJA_REQUIRE_MOTO=1 that is a failure.
 */
const requirements = join(repositoryRoot, 'tests/moto/requirements.txt');
const tests = ['tests/moto/account.test.ts', 'tests/moto/models.test.ts'];

await main();

async function main(): Promise<void> {
  const python = environment();
  if (python === undefined) return;
  const port = await freePort();
  const server = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      // Policies that AWS manages are there in every account.
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      // Neither its own credentials nor anybody's are to be looked for.
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  const said: string[] = [];
  server.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const url = `http://127.0.0.1:${port}`;
  try {
    await answering(url, () => server.exitCode === null);
    // The bundle is what people run, and the tests run it as it is now.
    process.exitCode =
      node(['tools/build.ts']) ||
      node(['--test', ...tests], { MOTO_URL: url, BOTOCORE_DATA: modelsOf(python) });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${said.slice(-20).join('')}`);
    process.exitCode = 1;
  } finally {
    server.kill();
  }
}

/** Where AWS's own models of its services lie, which come with moto. */
function modelsOf(python: string): string {
  const { stdout } = spawnSync(python, ['-c', 'import botocore; print(botocore.__path__[0])'], {
    encoding: 'utf8',
  });
  return join(stdout.trim(), 'data');
}

/** The exit code of a script of this project. */
function node(words: readonly string[], environment: Readonly<Record<string, string>> = {}): number {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...words], {
    cwd: repositoryRoot,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return status ?? 1;
}

/** The Python of a virtual environment with what the file asks for; made once for each state of the file. */
function environment(): string | undefined {
  const wanted = readFileSync(requirements, 'utf8');
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `caja-policy-moto-${name}`);
  if (existsSync(folder)) return pythonOf(folder);
  // Made beside and put in place whole, because several runs may begin at the same time.
  const making = `${folder}.${process.pid}`;
  const install = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-input',
    '--no-deps',
    '--disable-pip-version-check',
  ];
  const steps: readonly (readonly [what: string, command: string, words: readonly string[]])[] = [
    ['there is no Python 3 with `venv`', 'python3', ['-m', 'venv', making]],
    ['its packages cannot be had', pythonOf(making), [...install, '--requirement', requirements]],
  ];
  for (const [what, command, words] of steps) {
    const { status, stderr, error } = spawnSync(command, words, { encoding: 'utf8', timeout: 300_000 });
    if (status === 0) continue;
    rmSync(making, { recursive: true, force: true });
    skip(`${what}: ${lastLine(error?.message ?? stderr)}`);
    return undefined;
  }
  if (existsSync(folder)) rmSync(making, { recursive: true });
  else renameSync(making, folder);
  return pythonOf(folder);
}

function pythonOf(folder: string): string {
  return join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
}

function skip(reason: string): void {
  const required = process.env.CAJA_REQUIRE_MOTO === '1';
  const word = required ? 'FAILED' : 'SKIPPED';
  process.stderr.write(`The tests against moto are ${word}: ${reason}\n`);
  process.exitCode = required ? 1 : 0;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

async function answering(url: string, lives: () => boolean): Promise<void> {
  for (let look = 0; look < 150 && lives(); look++) {
    const there = await fetch(`${url}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (there) return;
    await delay(200);
  }
  throw new Error(lives() ? "moto's server does not answer" : "moto's server ended");
}
