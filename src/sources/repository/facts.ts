import { absent, type Fact, known, type Place, unknown } from '../../model/fact.ts';
import type { FileLine, Location } from '../../model/location.ts';
import type { CommonFacts } from '../../model/resource.ts';

/** Where a fact stands in the repository. */
export function placeAt({ file, line, column }: FileLine): Place {
  return { source: 'repository', file, line, column };
}

/** The whole file, or the block that stands there. */
export function locationAt(
  { file, line, column }: FileLine,
  part: Location['part'],
  endLine?: number,
): Location {
  const block = endLine === undefined ? {} : { block: { line, endLine } };
  return { file, line, column, part, calls: [], ...block };
}

/** What nobody wrote plainly enough to be told. */
export function untold(why: string, place: Place, path: string, set = false): Fact<never> {
  return unknown('unreadable', why, { place, path, set });
}

/** Workflows and root modules carry no tags. */
export function commonFacts(type: string, name: string, place: Place): CommonFacts {
  return {
    name: name === '' ? absent(place, 'name') : known(name, place, 'name'),
    type: known(type, place, 'type'),
    taggable: known(false, place, 'type'),
    tags: known({ entries: {} }, place, 'tags'),
    secretTags: known({ items: [] }, place, 'tags'),
  };
}
