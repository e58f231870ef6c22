import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Survey } from '../../src/cli/accounts/account-tasks.ts';
import { judgeAccounts } from '../../src/cli/accounts/judge-accounts.ts';
import type { CommonOptions } from '../../src/cli/arguments.ts';
import type { Io } from '../../src/cli/io.ts';
import { load } from '../../src/cli/load.ts';
import { collect } from '../../src/sources/aws-account/collect.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import type { Clock } from '../../src/sources/aws-account/rate.ts';
import type { Send } from '../../src/sources/aws-account/sender.ts';
import { sampleRecording } from '../sample-account/recording.ts';
import { type BigAccount, bigAccount } from './big-account.ts';
import { powerOf, say, seconds } from './say.ts';

/** Where an organisation stood when so many of its accounts were done. */
interface Milestone {
  readonly accounts: number;
  readonly milliseconds: number;
  /** What the process itself computed, whatever else the machine did; without what it took to play AWS. */
  readonly computed: number;
  readonly calls: number;
  /** The most memory so far, in MB. */
  readonly memory: number;
}

/**
 * An organisation of simulated accounts, each generated when it is asked and never stored, through the same collecting,
 * reading, judging and reporting as a real one; only HTTP is left out. At AWS's rates the calls would take longer than the
 * computing: what they would wait is counted, not slept.
 */
export async function benchOrganisation(milestones: readonly number[], size: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'organisation-'));
  try {
    const template = bigAccount(sampleRecording(), size);
    say('each account', `${template.rows} rows of AWS Config`);
    const reached: Milestone[] = [];
    const told = await judgeAll(template, { folder, milestones, reached });
    for (const [index, large] of reached.slice(1).entries()) {
      const small = reached[index] ?? large;
      say(
        `growth from ${small.accounts} to ${large.accounts} accounts`,
        `computing by power ${powerOf([small.accounts, small.computed], [large.accounts, large.computed])}, ` +
          `calls by ${powerOf([small.accounts, small.calls], [large.accounts, large.calls])}, ` +
          `memory by ${powerOf([small.accounts, small.memory], [large.accounts, large.memory])}`,
      );
    }
    say(
      'waiting',
      `${seconds(told.slept / told.accounts)} an account at the rates that we keep to, side by side with others`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function judgeAll(
  template: BigAccount,
  run: { readonly folder: string; readonly milestones: readonly number[]; readonly reached: Milestone[] },
): Promise<{ slept: number; accounts: number }> {
  const { folder, milestones, reached } = run;
  const accounts = Math.max(...milestones);
  const state: State = { calls: 0, slept: 0, done: 0, simulated: 0 };
  const options: CommonOptions = {
    policy: 'caja-policy.yaml',
    rules: [],
    reports: [
      { format: 'table', path: join(folder, 'organisation.txt') },
      { format: 'markdown', path: join(folder, 'organisation.md') },
    ],
    failOn: undefined,
    softFail: true,
    quiet: true,
    color: 'never',
    sarifProfile: 'github',
  };
  const io = quietIo();
  const loaded = await load(options, io);
  const began = { at: performance.now(), cpu: process.cpuUsage() };
  const survey: Survey = {
    atOnce: 2,
    tasks: Array.from({ length: accounts }, (_, number) => {
      const id = String(300_000_000_000 + number * 7);
      return {
        label: { account: id, name: `account-${number}`, environment: '' },
        read: async () => {
          // Whoever begins after a milestone was reached is the first to know.
          if (state.done >= (milestones[reached.length] ?? Number.POSITIVE_INFINITY))
            note(state, began, reached);
          const reading = readRecording(await simulated(template, id, state));
          state.done += 1;
          return reading;
        },
      };
    }),
  };
  await judgeAccounts(survey, { loaded, options, io });
  note(state, began, reached);
  return { slept: state.slept, accounts };
}

interface State {
  calls: number;
  slept: number;
  done: number;
  /** Milliseconds that playing AWS took. */
  simulated: number;
}

/** Said at once: a thousand accounts take a while. */
function note(
  { done, calls, simulated }: State,
  began: { readonly at: number; readonly cpu: NodeJS.CpuUsage },
  reached: Milestone[],
): void {
  const one: Milestone = {
    accounts: done,
    milliseconds: performance.now() - began.at,
    computed: computedSince(began.cpu) - simulated,
    calls,
    memory: process.resourceUsage().maxRSS / 1024,
  };
  reached.push(one);
  say(
    `${done} accounts`,
    `${seconds(one.milliseconds)} (computing ${seconds(one.computed)}, ${(one.computed / done / 1000).toFixed(2)} s an account; ` +
      `playing AWS ${seconds(simulated)}), ${calls} calls, peak memory ${one.memory.toFixed(0)} MB`,
  );
}

function computedSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function simulated(template: BigAccount, id: string, state: State) {
  let slept = 0;
  const clock: Clock = {
    now: () => Date.parse('2026-11-20T02:00:00Z') + slept,
    sleep: async (milliseconds) => {
      slept += milliseconds;
    },
  };
  const send: Send = async (call) => {
    state.calls += 1;
    const before = process.cpuUsage();
    const told = template.tell({ key: '', ...call }, id);
    state.simulated += computedSince(before);
    if ('output' in told) return told.output;
    const { code, message, status } = told.refusal;
    throw Object.assign(new Error(message), { name: code, $metadata: { httpStatusCode: status } });
  };
  const recording = await collect({ regions: template.regions, clock, send, random: () => 1 });
  state.slept += slept;
  return recording;
}

function quietIo(): Io {
  const silent = { write: () => undefined, isTerminal: false, columns: undefined };
  return {
    stdout: silent,
    stderr: { ...silent, write: (text: string) => process.stderr.write(text) },
    readStdin: async () => new Uint8Array(),
    environment: {},
    cwd: process.cwd(),
    now: () => new Date('2026-11-22T12:00:00Z'),
  };
}
