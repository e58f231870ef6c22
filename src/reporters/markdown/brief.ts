import type { Report } from '../../model/report.ts';
import { count, withCommas } from '../text.ts';
import { nextEnd } from './findings.ts';
import type { Telling } from './telling.ts';

/** Everything that must be said however little room there is: what is old, mended, open, excused, attested and not read. */
export function brief(told: Telling): string {
  const { report, selection, change } = told;
  const incomplete = report.gaps.filter((gap) => gap.incomplete).length;
  const lines = [
    say(
      change.older.length,
      (number) => `${number} failed before and still ${many(change.older, 'fails', 'fail')}`,
    ),
    say(change.fixed.length, (number) => `${number} fixed`),
    say(selection.cannotTell.length, (number) => `${number} cannot be told`),
    say(selection.waived.length, (number) => `${number} waived${nextEnd(selection.waived)}`),
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
