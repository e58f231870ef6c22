import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { freshBundle } from '../fresh-bundle.ts';

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
  readonly 'continue-on-error'?: boolean;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const action = parse(readFileSync(join(repositoryRoot, 'action.yml'), 'utf8')) as Action;

/** What became of a run of the action. */
export interface ActionOutcome {
  /** Of its last step. */
  readonly code: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: string;
  /** Steps that ran, and those of others that would have: by name. */
  readonly steps: readonly string[];
}

/** A working directory with the fixtures and Caja's policy, a runner's folders beside it, and the program as the action finds it. */
export async function withRunner<T>(use: (runner: Runner) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'caja-action-'));
  try {
    for (const folder of ['work', 'temp', 'action']) await mkdir(join(home, folder));
    for (const name of ['fixtures', 'caja-policy.yaml'])
      await symlink(join(repositoryRoot, name), join(home, 'work', name));
    await symlink(await freshBundle(), join(home, 'action/dist'));
    return await use({ home, run: (inputs, environment) => runAction(home, inputs, environment ?? {}) });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

export interface Runner {
  readonly home: string;
  readonly run: (
    inputs: Readonly<Record<string, string>>,
    environment?: Readonly<Record<string, string>>,
  ) => Promise<ActionOutcome>;
}

/** Runs the shell steps of action.yml one after another, as GitHub's runner does; steps of other actions are only named. */
async function runAction(
  home: string,
  inputs: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
): Promise<ActionOutcome> {
  const files = { GITHUB_OUTPUT: join(home, 'output'), GITHUB_STEP_SUMMARY: join(home, 'summary') };
  for (const file of Object.values(files)) await writeFile(file, '');
  const given = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: value }]) => [name, value]),
  );
  const context: Context = {
    inputs: { ...given, ...inputs },
    outputs: {},
    event: environment.GITHUB_EVENT_NAME ?? 'push',
    home,
  };
  const steps: string[] = [];
  let code = 0;
  let log = '';
  for (const step of action.runs.steps) {
    if (!holds(step.if, context)) continue;
    steps.push(step.name ?? step.uses ?? '');
    if (step.run === undefined) continue;
    const script = join(home, 'step.sh');
    await writeFile(script, step.run);
    const env = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text, context)]),
    );
    const ended = await bash(script, {
      cwd: join(home, 'work', filled(step['working-directory'] ?? '.', context)),
      env: {
        PATH: process.env.PATH,
        HOME: home,
        RUNNER_TEMP: join(home, 'temp'),
        GITHUB_ACTION_PATH: join(home, 'action'),
        ...files,
        ...environment,
        ...env,
      },
    });
    log += ended.log;
    code = ended.code;
    context.outputs = outputsIn(readFileSync(files.GITHUB_OUTPUT, 'utf8'));
  }
  return {
    code,
    outputs: context.outputs,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    log,
    steps,
  };
}

/** As GitHub's runner calls it; not in step with this process, which may have to answer it. */
async function bash(
  script: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<{ readonly code: number; readonly log: string }> {
  const shell = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream.on('data', (text: Buffer) => (log += text.toString()));
  const code = await new Promise<number | null>((resolve) => shell.on('close', resolve));
  return { code: code ?? -1, log };
}

interface Context {
  readonly inputs: Readonly<Record<string, string>>;
  outputs: Readonly<Record<string, string>>;
  readonly event: string;
  readonly home: string;
}

function outputsIn(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** `${{ inputs.plan }}` with what it stands for. */
function filled(text: string, context: Context): string {
  return text.replace(/\$\{\{ ([a-z0-9_.-]+) \}\}/g, (_, name: string) => meaningOf(name, context));
}

function meaningOf(name: string, { inputs, outputs, event, home }: Context): string {
  if (name === 'github.event_name') return event;
  if (name === 'github.action_path') return join('..', 'action');
  if (name === 'github.token') return 'a-token-of-the-runner';
  const [, input] = /^inputs\.(.+)$/.exec(name) ?? [];
  const [, output] = /^steps\.judge\.outputs\.(.+)$/.exec(name) ?? [];
  if (input !== undefined) return filled(inputs[input] ?? '', { inputs, outputs, event, home });
  if (output !== undefined) return outputs[output] ?? '';
  throw new Error(`${name} is not known here`);
}

/** The few conditions that action.yml is written in. */
function holds(condition: string | undefined, context: Context): boolean {
  const [, inner] = /^\$\{\{ (.*) \}\}$/.exec(condition ?? `\${{ !cancelled() }}`) ?? [];
  if (inner === undefined) throw new Error(`${condition} is no condition`);
  return inner.split(' && ').every((term) => {
    if (term === '!cancelled()') return true;
    const [, name = '', sign, value] = /^([\w.-]+) (==|!=) '([^']*)'$/.exec(term) ?? [];
    if (sign !== undefined) return (meaningOf(name, context) === value) === (sign === '==');
    const [, started = '', start] = /^startsWith\(([\w.]+), '([^']*)'\)$/.exec(term) ?? [];
    if (start === undefined) throw new Error(`${term} is not known here`);
    return meaningOf(started, context).startsWith(start);
  });
}

export function isThere(path: string): boolean {
  return existsSync(path);
}
