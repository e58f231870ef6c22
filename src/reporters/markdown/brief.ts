import type { Report } from '../../model/report.ts';
import { count, withCommas } from '../text.ts';
import { nextEnd } from './findings.ts';
import type { Telling } from './telling.ts';

/** What the headline and the numbers do not say: what is old, when waivers end, what is attested, what was not read. */
export function brief(told: Telling): string {
  const { report, selection, change } = told;
  const incomplete = report.gaps.filter((gap) => gap.incomplete).length;
  const lines = [
    say(
      change.older.length,
      (number) => `${number} failed before and still ${many(change.older, 'fails', 'fail')}`,
    ),
    say(change.beside.length, (number) => `${number} in the repository`),
    nextEnd(selection.waived, 'the next waiver ends on '),
    attested(report),
    say(incomplete, () => `**not read: ${count(incomplete, 'gap')}**`),
  ].filter((line) => line !== '');
  return lines.join(' · ');
}

function say(number: number, words: (number: string) => string): string {
  return number === 0 ? '' : words(withCommas(number));
}

function many(items: readonly unknown[], one: string, more: string): string {
  return items.length === 1 ? one : more;
}

function attested({ attestations }: Report): string {
  if (attestations.length === 0) return '';
  const valid = attestations.filter(({ status }) => status === 'valid').length;
  return `${valid} of ${count(attestations.length, 'attestation')} valid`;
}
