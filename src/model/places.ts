import type { Report } from './report.ts';
import type { Gap, LedgerEntry } from './resource.ts';

/** The place of what belongs to a whole account. */
export const globalPlace = 'global';

/** What was read of one region of an account, and whether that is all. */
export interface ReadPlace {
  readonly region: string;
  readonly complete: boolean;
  /** Resource types that were listed, and the resources that were found. */
  readonly listings: number;
  readonly resources: number;
  /** APIs that told of it. */
  readonly apis: readonly string[];
  /** The latest moment at which something of it was read; RFC 3339. */
  readonly readAt?: string;
  /** When AWS Config looked at the resource that it has not looked at for longest. */
  readonly oldest?: string;
  /** Types of which there may be more than were read. */
  readonly short: readonly LedgerEntry[];
  /** Why something is missing there. */
  readonly missing: readonly Gap[];
}

/** Where something stands that names no region, or none that there can be. */
export function placeOf(region: string | undefined): string {
  return region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region) ? region : globalPlace;
}

type Read = Pick<Report, 'source' | 'ledger' | 'gaps' | 'findings'>;

/** The regions of an account's report, the account's own place among them; sorted. */
export function placesOf(report: Read): readonly ReadPlace[] {
  const asked = (report.source.detail.regions ?? '').split(', ').filter((region) => region !== '');
  const listed = report.ledger.map(({ region }) => region);
  const found = report.findings.map(({ resource }) => resource.region);
  // Few names stand on many findings.
  const named = new Set([...asked, ...listed, ...found]);
  const regions = new Set([globalPlace, ...[...named].map(placeOf)]);
  const blinded = blindedPlaces(report);
  return [...regions].sort().map((region) => {
    const entries = report.ledger.filter((entry) => placeOf(entry.region) === region);
    const missing = report.gaps.filter((gap) => concerns(gap, region));
    const told = entries.filter((entry) => entry.missing === undefined || entry.count > 0);
    const readAt = told.reduce((latest, entry) => (entry.readAt > latest ? entry.readAt : latest), '');
    const [oldest] = told.flatMap((entry) => entry.oldest ?? []).sort();
    return {
      region,
      complete: !missing.some(isLoss) && !blinded.has(region),
      listings: told.length,
      resources: told.reduce((sum, entry) => sum + entry.count, 0),
      apis: [...new Set(told.map(({ api }) => api))].sort(),
      ...(readAt === '' ? {} : { readAt }),
      ...(oldest === undefined ? {} : { oldest }),
      short: entries.filter((entry) => entry.missing !== undefined),
      missing,
    };
  });
}

/** Whether a gap may have hidden what another reading saw; what a source can never tell, it never told. */
export function isLoss(gap: Gap): boolean {
  return gap.incomplete && gap.reason !== 'out-of-reach';
}

/** AWS Config tells of global resources from the regions: without one of them some may be missing. */
function concerns(gap: Gap, region: string): boolean {
  if (gap.region === undefined || placeOf(gap.region) === region) return true;
  return region === globalPlace && gap.api?.startsWith('config:') === true;
}

/** Where a verdict could not be told because of a call that failed elsewhere: DNS records are global, certificates are not. */
function blindedPlaces({ gaps, findings }: Read): ReadonlySet<string> {
  const lost = gaps.filter(isLoss).flatMap(({ api }) => api ?? []);
  const blinded = new Set<string>();
  if (lost.length === 0) return blinded;
  for (const { verdict, message, evidence, resource } of findings) {
    if (verdict !== 'unknown') continue;
    const why = [message, ...evidence.map(({ detail }) => detail ?? '')].join(' ');
    if (lost.some((api) => why.includes(api))) blinded.add(placeOf(resource.region));
  }
  return blinded;
}
