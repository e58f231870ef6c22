import { placesOf } from '../../model/places.ts';
import type { Report } from '../../model/report.ts';
import { count, oneLine, sentenceList, withCommas } from '../text.ts';

const mostPlaces = 6;
const mostTypes = 3;

/** What was read of an account, in short: the JSON report has the whole ledger. */
export function readLine(report: Report): string[][] {
  if (report.source.name !== 'aws-account') return [];
  const places = placesOf(report).filter(({ listings }) => listings > 0);
  if (places.length === 0) return [['Read', 'nothing']];
  const told = places.slice(0, mostPlaces).map(({ region, listings, resources, complete }) => {
    const short = complete ? '' : ', not completely';
    return `${oneLine(region)} (${count(resources, 'resource')} in ${count(listings, 'listing')}${short})`;
  });
  const more = places.length - told.length;
  const all = sentenceList([...told, ...(more > 0 ? [`${withCommas(more)} more regions`] : [])]);
  const latest = places
    .flatMap(({ readAt }) => readAt ?? [])
    .sort()
    .at(-1);
  const read = `${all}${latest === undefined ? '' : `; last at ${oneLine(latest)}`}`;
  return [['Read', read], ...shortTypes(report)];
}

/** Types that may not all be there, by why. */
function shortTypes(report: Report): string[][] {
  const short = placesOf(report).flatMap((place) => place.short);
  const reasons = [...new Set(short.flatMap(({ missing }) => missing ?? []))].sort();
  return reasons.map((reason, index) => {
    const names = short
      .filter(({ missing }) => missing === reason)
      .map(({ type, region }) => `${oneLine(type)} in ${oneLine(region)}`);
    const told = names.slice(0, mostTypes);
    const more = names.length - told.length;
    const list = sentenceList([...told, ...(more > 0 ? [`${withCommas(more)} more`] : [])]);
    return [index === 0 ? 'Not all of' : '', `${list} (${reason})`];
  });
}
