import { UserError } from '../../model/user-error.ts';
import { type ApiAnswer, globalRegion } from './answer.ts';
import type { Session } from './collector.ts';
import { recordsOf, textOf } from './plain.ts';

/** Regions that a DescribeRegions answer calls switched off. */
export function regionsOff(answers: readonly ApiAnswer[]): ReadonlySet<string> {
  const regions = answers
    .filter((answer) => answer.api === 'ec2:DescribeRegions')
    .flatMap((answer) => recordsOf(answer.output, 'Regions'));
  const off = regions.filter((region) => textOf(region, 'OptInStatus') === 'not-opted-in');
  return new Set(off.flatMap((region) => textOf(region, 'RegionName') ?? []));
}

/** Whether an answer was to tell all regions, and not only whether some names are right. */
export function asksAllRegions(answer: ApiAnswer): boolean {
  return answer.api === 'ec2:DescribeRegions' && answer.input.Filters === undefined;
}

/** The regions to read: those named, all that are on, or the configured one. Sorted; those named and off stay in. */
export async function chooseRegions(
  session: Session,
  wanted: readonly string[] | 'all' | undefined,
  homeRegion: string,
): Promise<readonly string[]> {
  if (wanted === undefined) return [homeRegion];
  const names = wanted === 'all' ? undefined : [...new Set(wanted)].sort();
  const answer = await session.one('ec2:DescribeRegions', globalRegion, {
    AllRegions: true,
    ...(names === undefined ? {} : { Filters: [{ Name: 'region-name', Values: names }] }),
  });
  if (answer.error !== undefined) return names ?? [homeRegion];
  const there = recordsOf(answer.output, 'Regions').flatMap((region) => textOf(region, 'RegionName') ?? []);
  if (names === undefined) {
    const off = regionsOff([answer]);
    return there.filter((name) => !off.has(name)).sort();
  }
  refuseStrangers(names, there);
  return names;
}

function refuseStrangers(names: readonly string[], there: readonly string[]): void {
  const strangers = names.filter((name) => !there.includes(name));
  if (strangers.length === 0) return;
  throw new UserError(
    strangers.map((name) => ({
      at: '--regions',
      message: `AWS has no region \`${name}\` for this account`,
      hint: 'A region looks like eu-west-1; `--regions all` reads every region that is switched on.',
    })),
  );
}
