import { type Problem, UserError } from '../../model/user-error.ts';
import type { ApiAnswer, Failure, Identity, Recording } from './answer.ts';
import { type Ask, createAsk, type ProgressEvent, type Surroundings } from './call.ts';
import { connect, defaultRegion } from './clients/connect.ts';
import { collectAccount, collectRegion } from './collect-actions.ts';
import type { Session } from './collector.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { isRecord, textOf } from './plain.ts';
import { type Clock, systemClock, tokenBuckets } from './rate.ts';
import { createRecorder, type Recorder } from './record.ts';
import { sortAnswers } from './recording-files.ts';
import { chooseRegions, regionsOff } from './regions.ts';
import type { Connection, Send } from './sender.ts';
import { createSession } from './session.ts';

export type { ProgressEvent } from './call.ts';

export interface CollectOptions extends Connection {
  /** The account that it must be; other credentials are refused. */
  readonly account?: string;
  /** Left out: the configured region. */
  readonly regions?: readonly string[] | 'all';
  /** Directory that takes the recording while it is read. */
  readonly recordTo?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: ProgressEvent) => void;
  /** Told at the beginning, and whenever a region is read. */
  readonly onRegion?: (done: number, of: number) => void;
  readonly clock?: Clock;
  /** Instead of the SDK's clients. */
  readonly send?: Send;
  readonly limits?: Partial<Limits>;
  readonly random?: () => number;
}

/** How many regions are read at the same time. */
const regionsAtOnce = 4;

/** Where to ask first when neither a region nor a profile with one is given. */
const anyRegion = 'us-east-1';

/** Reads an account. Calls that fail become answers with an error; it rejects for bad credentials and when aborted. */
export async function collect(options: CollectOptions): Promise<Recording> {
  const homeRegion = await homeRegionOf(options);
  const around = await surroundingsOf(options, homeRegion);
  const ask = createAsk(around);
  const identity = await identify(ask, homeRegion, options);
  const startedAt = new Date(around.clock.now()).toISOString();
  let recorder: Recorder | undefined;
  const waiting: ApiAnswer[] = [];
  const session = createSession({
    account: identity.account,
    ask,
    clock: around.clock,
    signal: around.signal,
    limits: around.limits,
    onAnswer: async (answer) => {
      if (recorder === undefined) waiting.push(answer);
      else await recorder.add(answer);
    },
  });
  const regions = await chooseRegions(session, options.regions, homeRegion);
  if (options.recordTo !== undefined) {
    recorder = await createRecorder(options.recordTo, { identity, startedAt, regions });
    for (const answer of waiting) await recorder.add(answer);
  }
  try {
    await readAll(session, regions, options.onRegion ?? (() => undefined));
    await recorder?.finish();
  } finally {
    await recorder?.flush();
  }
  return { format: 1, identity, startedAt, regions, answers: sortAnswers(session.answers) };
}

async function readAll(
  session: Session,
  regions: readonly string[],
  tell: (done: number, of: number) => void,
): Promise<void> {
  const off = regionsOff(session.answers);
  const queue = regions.filter((region) => !off.has(region));
  const of = queue.length;
  let done = 0;
  tell(done, of);
  const worker = async () => {
    for (let region = queue.shift(); region !== undefined; region = queue.shift()) {
      await collectRegion(session, region);
      done += 1;
      tell(done, of);
    }
  };
  await Promise.all([collectAccount(session), ...Array.from({ length: regionsAtOnce }, worker)]);
}

async function homeRegionOf(options: CollectOptions): Promise<string> {
  const configured = await defaultRegion(options.profile);
  if (configured !== undefined) return configured;
  if (options.regions === 'all') return anyRegion;
  const [first] = options.regions ?? [];
  if (first !== undefined) return first;
  throw new UserError([
    {
      at: '--regions',
      message: 'no region is given, and neither the environment nor the profile has one',
      hint: 'Give `--regions eu-west-1,us-east-1` or `--regions all`, or set AWS_REGION.',
    },
  ]);
}

/** What calls need around them: clients, clock, rates. */
export async function surroundingsOf(options: CollectOptions, homeRegion: string): Promise<Surroundings> {
  const clock = options.clock ?? systemClock;
  return {
    send: options.send ?? (await connect(options, homeRegion)),
    clock,
    limits: { ...defaultLimits, ...options.limits },
    signal: options.signal ?? new AbortController().signal,
    bucketOf: tokenBuckets(clock),
    homeRegion,
    random: options.random ?? Math.random,
    onProgress: options.onProgress ?? (() => undefined),
  };
}

/** Whose credentials these are; refuses what do not work, and what are another account's. */
export async function identify(ask: Ask, region: string, options: CollectOptions): Promise<Identity> {
  const { output, error } = await ask({ api: 'sts:GetCallerIdentity', region, input: {} }, 1);
  const account = isRecord(output) ? textOf(output, 'Account') : undefined;
  const arn = isRecord(output) ? textOf(output, 'Arn') : undefined;
  if (account !== undefined && arn !== undefined) {
    if (options.account !== undefined && options.account !== account) throw stranger(account, options);
    return { account, arn };
  }
  throw new UserError([notIdentified(error, options)]);
}

/** What was read of another account would be told as this one's. */
function stranger(account: string, options: CollectOptions): UserError {
  const whose = options.roleArn === undefined ? 'the credentials belong' : 'the role belongs';
  const message = `${whose} to ${account}, not to ${options.account}`;
  return new UserError([{ at: '--accounts', message, hint: 'Name a role of the account in the policy.' }]);
}

const assumeHint =
  'It has to exist and to trust who calls, with the external id that it asks for; who calls needs sts:AssumeRole on it (docs/audit-role.md).';

/** STS read the request, and finds fault with it. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
function isFault({ name }: Failure): boolean {
  return /^(?:Invalid|Malformed|MissingAuth|NotAuth|RegionDisabled|Signature|Validation)/.test(name);
}

function notIdentified(error: Failure | undefined, options: CollectOptions): Problem {
  const { profile, roleArn } = options;
  const at = roleArn !== undefined ? '--role-arn' : profile !== undefined ? '--profile' : 'AWS';
  const why = error === undefined ? 'STS did not say whose they are' : `${error.name}: ${error.message}`;
  const of = profile === undefined ? '' : ` of profile \`${profile}\``;
  const reached = error === undefined || ['denied', 'expired', 'off'].includes(error.kind) || isFault(error);
  if (roleArn !== undefined && error?.kind === 'denied' && /sts:AssumeRole\b/.test(error.message)) {
    return { at, message: `the role ${roleArn} cannot be assumed: ${why}`, hint: assumeHint };
  }
  if (!reached) {
    return {
      at: 'AWS',
      message: `AWS STS could not be reached: ${why}`,
      hint: 'Check the network, the region and proxies.',
    };
  }
  return {
    at,
    message: `the credentials${of} do not work: ${why}`,
    hint: /could not load credentials/i.test(why)
      ? 'There are none: log in, name a profile by --profile, or set AWS_PROFILE; aws sts get-caller-identity tells whether it worked.'
      : 'Check them by aws sts get-caller-identity; log in again if they have expired.',
  };
}
