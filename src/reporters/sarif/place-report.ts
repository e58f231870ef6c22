import { placeOf, placesOf, type ReadPlace } from '../../model/places.ts';
import type { Report } from '../../model/report.ts';

/** What becomes one run: a whole plan or repository, or one region of an account. */
export interface Scope {
  readonly report: Report;
  /** Only an account has one. */
  readonly place?: ReadPlace;
  /** Whether GitHub may close alerts that are not in it. */
  readonly complete: boolean;
}

/** A plan is one run, and so is a repository; an account is one run a region and one for what is global. */
export function scopesOf(report: Report): readonly Scope[] {
  if (report.source.name !== 'aws-account') {
    return [{ report, complete: !report.gaps.some((gap) => gap.incomplete) }];
  }
  return placesOf(report).map((place) => ({
    report: reportAt(report, place),
    place,
    complete: place.complete,
  }));
}

/** The part of a report that speaks of one region; its sums are those of the whole account. */
function reportAt(report: Report, { region, missing }: ReadPlace): Report {
  return {
    ...report,
    findings: report.findings.filter(({ resource }) => placeOf(resource.region) === region),
    ledger: report.ledger.filter((entry) => placeOf(entry.region) === region),
    gaps: missing,
  };
}
