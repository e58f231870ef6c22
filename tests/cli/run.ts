import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';

/** What the shell would see of one run. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Width of a terminal that both outputs are; files when left out. */
  readonly terminal?: number;
}

/** The day of every run of a test. */
export const today = new Date('2026-11-22T12:00:00Z');

/** The whole program in this process, on a made-up world with a fixed clock. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => ({
    write: (text) => {
      written[name] += text;
    },
    isTerminal: options.terminal !== undefined,
    columns: options.terminal,
  });
  const code = await main(argv, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    readStdin: async () => options.stdin ?? new Uint8Array(),
    environment: options.environment ?? {},
    cwd: options.cwd ?? repositoryRoot,
    now: () => today,
  });
  return { code, ...written };
}

/** The bundle as people run it, in a process of its own. It is built first where there is none. */
export function runBundle(argv: readonly string[], options: RunOptions = {}): Outcome {
  const bundle = join(repositoryRoot, 'dist/cli.js');
  if (!existsSync(bundle)) {
    const build = ['--import', 'tsx', 'tools/build.ts'];
    const { status, stderr } = spawnSync(process.execPath, build, { cwd: repositoryRoot, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the bundle cannot be built: ${stderr}`);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...argv], {
    cwd: options.cwd ?? repositoryRoot,
    input: options.stdin ?? '',
    env: { PATH: process.env.PATH, ...options.environment },
    encoding: 'utf8',
  });
  return { code: status ?? -1, stdout, stderr };
}

/** A working directory that is thrown away: Caja's policy, and the fixtures to read. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'caja-policy-'));
  try {
    await symlink(join(repositoryRoot, 'fixtures'), join(folder, 'fixtures'));
    await copyFile(join(repositoryRoot, 'caja-policy.yaml'), join(folder, 'caja-policy.yaml'));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function copyRecording(folder: string): Promise<void> {
  await cp(join(repositoryRoot, 'fixtures/accounts/caja-prod'), folder, { recursive: true });
}

export async function readFixture(path: string): Promise<string> {
  return readFile(join(repositoryRoot, 'fixtures', path), 'utf8');
}
