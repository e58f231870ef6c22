import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { load } from '../../src/cli/load.ts';
import { overall } from '../../src/engine/counts.ts';
import { judge } from '../../src/engine/judge.ts';
import type { Report, Verdict } from '../../src/model/report.ts';
import type { CompiledRule } from '../../src/model/rule.ts';
import { actionOf } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Failure, Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { nextToken } from '../../src/sources/aws-account/paging.ts';
import type { Goldens } from '../../tools/goldens.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { sampleRecording } from '../../tools/sample-account/recording.ts';
import { today } from './run.ts';

const folder = 'fixtures/scenarios/lost-answers';

/** What becomes of every answer of one API action. */
export type Loss = (pages: readonly ApiAnswer[]) => readonly ApiAnswer[];

const failing =
  (error: Failure): Loss =>
  (pages) =>
    pages.slice(0, 1).map(({ output: _output, ...answer }) => ({ ...answer, error }));

const refusal: Failure = { name: 'AccessDenied', message: 'not authorized to perform it', kind: 'denied' };
const throttling: Failure = { name: 'ThrottlingException', message: 'Rate exceeded', kind: 'throttled' };
const cut: Failure = { name: 'UnreadableAnswer', message: 'the body ended early', kind: 'unreadable' };

/** Every way to lose what an action tells. */
export const losses: Readonly<Record<string, Loss>> = {
  denied: failing(refusal),
  throttled: failing(throttling),
  'throttled after its first page': (pages) =>
    pages.length < 2
      ? failing(throttling)(pages)
      : [...pages.slice(0, -1), ...failing(throttling)(pages.slice(-1))],
  truncated: failing(cut),
  'recorded as an empty object': (pages) => pages.map((answer) => ({ ...answer, output: {} })),
};

/**
 * The losses of one action that are worth a run of their own. Every action is tried with a refusal and with an empty object;
 * the reason of a failure changes words alone, so the first action of each service stands for the others; where there is one
 * page, nothing is lost after it; and where a thing may be missing, an empty object says so.
 */
export function lossesOf(recording: Recording, api: string): readonly string[] {
  const [service = ''] = api.split(':');
  const isFirst = apisOf(recording).find((one) => one.startsWith(`${service}:`)) === api;
  const isPaged = recording.answers.some(
    (answer) => answer.api === api && nextToken(answer.output) !== undefined,
  );
  const mayBeMissing = actionOf(api).noneIs !== undefined;
  return [
    'denied',
    ...(isFirst ? ['throttled', 'truncated'] : []),
    ...(isPaged ? ['throttled after its first page'] : []),
    ...(mayBeMissing ? [] : ['recorded as an empty object']),
  ];
}

const flowLog = {
  FlowLogId: 'fl-0a1b2c3d4e5f60718',
  FlowLogStatus: 'ACTIVE',
  ResourceId: 'vpc-2bbdf7e99dd02bc68',
  TrafficType: 'ALL',
  LogDestinationType: 'cloud-watch-logs',
};

/** The sample account with every answer there. */
export function wholeRecording(): Recording {
  const sample = sampleRecording();
  const answers = sample.answers.map(({ error, ...answer }) =>
    error === undefined ? answer : { ...answer, output: { FlowLogs: [flowLog] } },
  );
  return { ...sample, answers };
}

/** The recording after all answers of one action were lost, in every region. */
export function without(recording: Recording, api: string, loss: Loss): Recording {
  const lists = new Map<string, ApiAnswer[]>();
  for (const answer of recording.answers) {
    const key = answer.api === api ? `${answer.region} ${String(answer.input.Expression)}` : '';
    lists.set(key, [...(lists.get(key) ?? []), answer]);
  }
  const answers = [...lists].flatMap(([key, pages]) => (key === '' ? pages : loss(pages)));
  return { ...recording, answers };
}

/** The recording with every output of one action changed. */
export function changed(recording: Recording, api: string, change: (output: object) => object): Recording {
  const answers = recording.answers.map((answer) =>
    answer.api === api ? { ...answer, output: change(answer.output as object) } : answer,
  );
  return { ...recording, answers };
}

/** The APIs of which the recording holds answers, but for the one that only says who reads. */
export function apisOf(recording: Recording): readonly string[] {
  const apis = new Set(recording.answers.map(({ api }) => api));
  apis.delete('sts:GetCallerIdentity');
  return [...apis].sort();
}

const silent = { write: () => undefined, isTerminal: false, columns: undefined };
const io = {
  stdout: silent,
  stderr: silent,
  readStdin: async () => new Uint8Array(),
  environment: {},
  cwd: repositoryRoot,
  now: () => today,
};

/** Judges recordings by Caja's policy with a gate at which no violation counts, so that only the reading decides. */
export async function openJudge(): Promise<Court> {
  const options = {
    policy: 'caja-policy.yaml',
    rules: [],
    reports: [],
    softFail: false,
    sarifProfile: 'github',
    quiet: true,
  } as const;
  const loaded = await load({ ...options, failOn: 'none', color: 'never' }, io);
  const judged = (recording: Recording) => {
    const report = judge({
      ...loaded,
      reading: readRecording(recording),
      today: today.toISOString().slice(0, 10),
      tool: { name: 'caja-policy', version: '0' },
      evidence: 'problems',
    });
    return { report, code: exitCodeOf(report, false) };
  };
  return { rules: loaded.rules, judged };
}

export interface Court {
  readonly rules: readonly CompiledRule[];
  readonly judged: (recording: Recording) => Judged;
}

export interface Judged {
  readonly report: Report;
  readonly code: number;
}

/** Verdict of every rule on every resource. */
export function verdictsOf({ findings }: Report): ReadonlyMap<string, Verdict> {
  return new Map(findings.map((one) => [`${one.rule} on ${one.resource.key}`, one.verdict]));
}

/** The worst verdict of every rule. */
export function worstOf({ rules }: Report): ReadonlyMap<string, Verdict> {
  return new Map(rules.map(({ id, counts }) => [id, overall(counts)]));
}

/** The verdict of every clause. */
export function clausesOf({ requirements }: Report): ReadonlyMap<string, Verdict> {
  return new Map(requirements.map(({ id, verdict }) => [id, verdict]));
}

/** Rules that cannot tell something which they could tell before, or did not have to. */
function turnedUnknown(before: Report, after: Report): readonly string[] {
  const earlier = verdictsOf(before);
  const lost = after.findings.filter(
    ({ rule, resource, verdict }) =>
      verdict === 'unknown' && earlier.get(`${rule} on ${resource.key}`) !== 'unknown',
  );
  return [...new Set(lost.map(({ rule }) => rule))].sort();
}

/** The clauses that rules serve, each with its rules; a rule of several clauses stands with the first. */
function byClause({ rules }: Report, ids: readonly string[]): readonly string[] {
  const clauses = new Map<string, string[]>();
  for (const { id, requirements } of rules.filter((rule) => ids.includes(rule.id))) {
    const clause = requirements.join(', ');
    clauses.set(clause, [...(clauses.get(clause) ?? []), id]);
  }
  return [...clauses]
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .flatMap(([clause, served]) => [`  ${clause}`, ...served.sort().map((id) => `    ${id}`)]);
}

const preface = `What an audit cannot tell when one call is refused, by the recorded account: clauses, and the rules that serve them.
None of them passes for want of an answer. Calls of the same effect stand together.
`;

/** Which clauses lean on which call, as far as the sample account can show it. */
export async function goldens(): Promise<readonly Goldens[]> {
  const { judged } = await openJudge();
  const whole = wholeRecording();
  const before = judged(whole).report;
  const blocks = new Map<string, string[]>();
  for (const api of apisOf(whole)) {
    const { report, code } = judged(without(whole, api, failing(refusal)));
    const clauses = byClause(report, turnedUnknown(before, report));
    const effect = [...(clauses.length === 0 ? ['  nothing that is judged'] : clauses), ''].join('\n');
    const head = `${api}: ${actionOf(api).gives} (exit ${code})`;
    blocks.set(effect, [...(blocks.get(effect) ?? []), head]);
  }
  const text = [...blocks].map(([effect, heads]) => `${heads.join('\n')}\n${effect}`);
  return [{ folder, files: { [`${folder}/denied.txt`]: [preface, ...text].join('\n') } }];
}
