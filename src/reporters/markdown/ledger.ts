import { placesOf, type ReadPlace } from '../../model/places.ts';
import type { Report } from '../../model/report.ts';
import { count, withCommas } from '../text.ts';
import { code } from './escape.ts';
import { moment } from './head.ts';
import type { Limits } from './limits.ts';
import { folded } from './sections.ts';

const mostApis = 3;

/** What was read, by region: how much, from where, when, and what is missing. The JSON report has every line. */
export function ledger(report: Report, limits: Limits): string {
  if (report.source.name === 'terraform-plan') return '';
  const places = placesOf(report).filter(({ listings, missing }) => listings + missing.length > 0);
  const rows = places.map((place) => [
    code(report.source.subject),
    code(place.region),
    number(place.listings),
    number(place.resources),
    apis(place),
    place.readAt === undefined ? '–' : moment(place.readAt),
    place.oldest === undefined ? '–' : moment(place.oldest),
    missing(place),
  ]);
  const head = ['Account', 'Region', 'Listings', 'Resources', 'From', 'Read', 'Oldest look', 'Missing'];
  const short = places.filter(({ complete }) => !complete).length;
  const title = `Read: ${count(rows.length, 'region')}${short === 0 ? '' : `, ${short} not completely`}`;
  return [folded(title, head, rows, limits), shortTypes(places, limits)]
    .filter((one) => one !== '')
    .join('\n\n');
}

/** Resource types that may not all be there, one by one. */
function shortTypes(places: readonly ReadPlace[], limits: Limits): string {
  const rows = places.flatMap(({ short }) =>
    short.map((entry) => [
      code(entry.region),
      code(entry.type),
      number(entry.count),
      entry.missing ?? '–',
      code(entry.api),
    ]),
  );
  const title = `Not all of: ${count(rows.length, 'resource type')}`;
  return folded(title, ['Region', 'Type', 'Read', 'Why', 'From'], rows, limits);
}

function apis({ apis: all }: ReadPlace): string {
  if (all.length === 0) return '–';
  const shown = all.slice(0, mostApis).map(code);
  const more = all.length - shown.length;
  return more > 0 ? `${shown.join(' ')} and ${more} more` : shown.join(' ');
}

/** The sentences stand under "Not read". */
function missing({ missing: gaps }: ReadPlace): string {
  const reasons = [...new Set(gaps.map(({ reason }) => reason))];
  return reasons.length === 0 ? '–' : `${reasons.join(', ')} (${count(gaps.length, 'gap')})`;
}

function number(value: number): string {
  return value === 0 ? '–' : withCommas(value);
}
