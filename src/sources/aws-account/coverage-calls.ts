import type { Gap } from '../../model/resource.ts';
import type { Action } from './action.ts';
import { actionOf, actions } from './actions.ts';
import { type ApiAnswer, type Failure, type FailureKind, globalRegion, type Recording } from './answer.ts';
import { stalledName } from './call.ts';
import { nextToken, withoutToken } from './paging.ts';
import { isAskedOut } from './questions.ts';
import { asksAllRegions, regionsOff } from './regions.ts';

/** A gap's word for each way in which a call can fail. */
export const reasons: Readonly<Record<FailureKind, Gap['reason']>> = {
  denied: 'denied',
  throttled: 'throttled',
  'timed-out': 'timed-out',
  off: 'region-off',
  unreadable: 'unreadable',
  expired: 'denied',
  other: 'unreadable',
};

/** Calls that failed, that were never made, and lists that were not read to their end. */
export function callGaps(recording: Recording, regions: readonly string[]): readonly Gap[] {
  return [
    ...failedCalls(recording),
    ...endedReads(recording),
    ...regionsSwitchedOff(recording),
    ...callsNotMade(recording, regions),
    ...unfinishedLists(recording),
  ];
}

type FailedAnswer = ApiAnswer & { readonly error: Failure };

function failures(recording: Recording): readonly FailedAnswer[] {
  return recording.answers.filter((answer): answer is FailedAnswer => answer.error !== undefined);
}

/** One gap for each API of a region; whole regions and whole reads that failed are told elsewhere. */
function failedCalls(recording: Recording): readonly Gap[] {
  const gaps = failures(recording)
    .filter(({ error }) => error.kind !== 'off' && endOf(error) === undefined)
    .map((answer): Gap => {
      const { account, region, api, error } = answer;
      const { kinds, incomplete } = lossOf(answer);
      return {
        reason: reasons[error.kind],
        message: messageOf(answer),
        incomplete,
        account,
        region,
        api,
        kinds,
      };
    });
  return [...new Map(gaps.map((gap) => [gap.message, gap])).values()];
}

function lossOf(answer: ApiAnswer): Pick<Gap, 'kinds' | 'incomplete'> {
  const named = answer.api === 'ec2:DescribeRegions' && !asksAllRegions(answer);
  if (named) return { kinds: [], incomplete: false };
  const { kinds, describes } = actionOf(answer.api);
  return { kinds, incomplete: kinds.length > 0 || describes !== undefined };
}

function messageOf({ api, region, error }: FailedAnswer): string {
  const { gives, permission } = actionOf(api);
  const lost = `${gives} could not be read`;
  const place = where(region);
  if (error.kind === 'denied') {
    const policy = /service control policy/i.test(error.message)
      ? 'An organisation policy (SCP) refuses it: change that, and allow'
      : 'Allow';
    return `${api} was refused ${place} (${error.name}): ${lost}. ${policy} ${permission ?? api} for the audit role.`;
  }
  if (error.kind === 'throttled') {
    return `${api} was throttled ${place} until patience ended: ${lost}. Run again when the account is quieter.`;
  }
  if (error.kind === 'timed-out') return `${api} did not answer in time ${place}: ${lost}. Run again.`;
  const why = `${error.name}: ${error.message}`.slice(0, 200);
  const verb = error.kind === 'unreadable' ? 'answered something that could not be understood' : 'failed';
  return `${api} ${verb} ${place} (${why}): ${lost}. Run again; if it stays so, check the endpoint and the network.`;
}

function where(region: string): string {
  return region === globalRegion ? 'for the account' : `in ${region}`;
}

const endings = {
  expired: 'The credentials ran out while reading. Renew them and run again',
  stalled: 'AWS stopped answering. Check the network and run again',
} as const;

function endOf(error: Failure): keyof typeof endings | undefined {
  if (error.kind === 'expired') return 'expired';
  return error.name === stalledName ? 'stalled' : undefined;
}

/** What ended the whole read, told once with everything that was not asked any more. */
function endedReads(recording: Recording): readonly Gap[] {
  return (['expired', 'stalled'] as const).flatMap((ending) => {
    const lost = failures(recording).filter(({ error }) => endOf(error) === ending);
    const [first] = lost;
    if (first === undefined) return [];
    return [
      {
        reason: reasons[first.error.kind],
        message: `${endings[ending]}: not read were ${listCalls(lost)}.`,
        incomplete: true,
        account: recording.identity.account,
        kinds: unite(lost.map(({ api }) => actionOf(api))),
      },
    ];
  });
}

function regionsSwitchedOff(recording: Recording): readonly Gap[] {
  const off = regionsOff(recording.answers);
  const named = recording.regions.filter((region) => off.has(region));
  const strange = failures(recording).filter(({ error }) => error.kind === 'off');
  const tell = (region: string, message: string, lost: readonly Action[]): Gap => ({
    reason: 'region-off',
    message,
    incomplete: true,
    account: recording.identity.account,
    region,
    kinds: unite(lost),
  });
  const regional = actions.filter((action) => action.scope === 'region');
  return [
    ...named.map((region) =>
      tell(
        region,
        `${region} is not switched on for this account: nothing was read there. Leave it out, or switch it on.`,
        regional,
      ),
    ),
    ...[...new Set(strange.map(({ region }) => region))].map((region) => {
      const there = strange.filter((answer) => answer.region === region);
      const advice =
        'Leave it out or switch it on; if it is on, the session token may be one of the global STS endpoint, which newer regions refuse';
      return tell(
        region,
        `${region} does not know the credentials, as a region does that is switched off (${there[0]?.error.name}): not read were ${listCalls(there)}. ${advice}.`,
        there.map(({ api }) => actionOf(api)),
      );
    }),
  ];
}

/** What an interrupted read had not come to. */
function callsNotMade(recording: Recording, regions: readonly string[]): readonly Gap[] {
  const { account } = recording.identity;
  const made = new Set(recording.answers.map(({ region, api }) => `${region} ${api}`));
  const due = actions
    .filter((action) => action.optional !== true && action.each === undefined && action.scope !== 'start')
    .flatMap((action) =>
      (action.scope === 'region' ? regions : [globalRegion]).map((region) => ({ region, api: action.api })),
    )
    // Some ask only where the one answer lies.
    .filter(({ region, api }) => actionOf(api).inputs?.({ account, region }).length !== 0);
  const missing = [
    ...due.filter(({ region, api }) => !made.has(`${region} ${api}`)),
    ...questionsNotAsked(recording, regions),
  ];
  if (missing.length === 0) return [];
  return [
    {
      reason: 'timed-out',
      message: `The read was interrupted: not read were ${listCalls(missing)}. Run it again to its end.`,
      incomplete: true,
      account: recording.identity.account,
      kinds: unite(missing.map(({ api }) => actionOf(api))),
    },
  ];
}

/** Questions about things that lists before them name; where one failed, the gap of its failure tells it already. */
function questionsNotAsked({ identity, answers }: Recording, regions: readonly string[]) {
  const byCall = new Map<string, ApiAnswer[]>();
  for (const answer of answers) {
    const call = `${answer.region} ${answer.api}`;
    byCall.set(call, [...(byCall.get(call) ?? []), answer]);
  }
  return actions
    .filter(({ each, optional }) => each !== undefined && optional !== true)
    .flatMap((action) =>
      (action.scope === 'region' ? regions : [globalRegion]).map((region) => ({ action, region })),
    )
    .filter(({ action, region }) => {
      const of = (api: string) => byCall.get(`${region} ${api}`) ?? [];
      const isTold = of(action.api).some(({ error }) => error !== undefined);
      return !isTold && !isAskedOut(action, { account: identity.account, region }, of);
    })
    .map(({ action, region }) => ({ region, api: action.api }));
}

/** Lists whose last page names a next one. */
function unfinishedLists(recording: Recording): readonly Gap[] {
  const lists = new Map<string, ApiAnswer[]>();
  for (const answer of recording.answers) {
    const key = JSON.stringify([answer.region, answer.api, withoutToken(answer.input)]);
    lists.set(key, [...(lists.get(key) ?? []), answer]);
  }
  return [...lists.values()].flatMap((pages) => {
    const last = pages.at(-1);
    if (last === undefined || nextToken(last.output) === undefined) return [];
    const { account, region, api } = last;
    const action = actionOf(api);
    return [
      {
        reason: 'timed-out',
        message: `${api} was interrupted ${where(region)} after ${pages.length} page(s): there are more ${action.gives} than were read. Run it again to its end.`,
        incomplete: true,
        account,
        region,
        api,
        kinds: action.kinds,
      },
    ];
  });
}

const mostListed = 5;

function listCalls(calls: readonly Pick<ApiAnswer, 'region' | 'api'>[]): string {
  const names = [...new Set(calls.map(({ region, api }) => `${api} ${where(region)}`))];
  const shown = names.slice(0, mostListed).join(', ');
  return names.length > mostListed ? `${shown} and ${names.length - mostListed} more calls` : shown;
}

function unite(lost: readonly Action[]): readonly string[] {
  return [...new Set(lost.flatMap((action) => action.kinds))].sort();
}
