import { globMatcher } from '../model/glob.ts';
import type { Location } from '../model/location.ts';
import type { Waiver } from '../model/policy.ts';
import type { FindingWaiver, WaiverResult } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';

/** Finds the waiver for a failing rule on a resource, and counts what each one excused. */
export interface WaiverBook {
  /** `location` is where the source declares the resource: waivers beside that block, or beside a call that leads to it, hold. */
  readonly find: (rule: string, resource: Resource, location?: Location) => FindingWaiver | undefined;
  readonly results: () => readonly WaiverResult[];
}

/** `today` is an ISO date (UTC); a waiver holds through its last day. An active one goes before an expired one. */
export function openWaiverBook(waivers: readonly Waiver[], today: string): WaiverBook {
  const entries = waivers
    .map((waiver) => ({
      waiver,
      matches: globMatcher(waiver.resources),
      expired: waiver.expires < today,
      matched: 0,
    }))
    .sort((a, b) => Number(a.expired) - Number(b.expired));
  return {
    find(rule, resource) {
      const names = [resource.address, resource.arn, resource.key].filter((name) => name !== undefined);
      const entry = entries.find((one) => one.waiver.rule === rule && names.some(one.matches));
      if (entry === undefined) return undefined;
      entry.matched += 1;
      const { owner, reason, expires, ticket } = entry.waiver;
      const status = entry.expired ? 'expired' : 'active';
      return {
        ...(owner === undefined ? {} : { owner }),
        reason,
        expires,
        ...(ticket === undefined ? {} : { ticket }),
        status,
      };
    },
    results() {
      const results = entries.map(({ waiver, expired, matched }): WaiverResult => {
        const status = matched === 0 ? 'unmatched' : expired ? 'expired' : 'active';
        return { ...waiver, status, matched };
      });
      return results.sort((a, b) => compareText(`${a.rule} ${a.at}`, `${b.rule} ${b.at}`));
    },
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
