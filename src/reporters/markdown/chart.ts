import type { Verdict } from '../../model/report.ts';
import type { Telling } from './telling.ts';

const slices: readonly { readonly verdict: Verdict; readonly word: string; readonly color: string }[] = [
  { verdict: 'pass', word: 'hold', color: '#2da44e' },
  { verdict: 'fail', word: 'fail', color: '#cf222e' },
  { verdict: 'unknown', word: 'cannot be told', color: '#bf8700' },
];

/** The clauses as a pie, for who looks before reading; the table above it says the same in words. */
export function chart({ report: { requirements }, limits, view }: Telling): string {
  if (view !== 'summary' || limits.lesserRows === 0) return '';
  const counted = slices
    .map((slice) => ({
      ...slice,
      number: requirements.filter((one) => one.verdict === slice.verdict).length,
    }))
    .filter(({ number }) => number > 0)
    // Some versions of Mermaid colour slices as they are written, others by size: so both are the same.
    .sort((a, b) => b.number - a.number);
  if (counted.length === 0) return '';
  const colors = Object.fromEntries(counted.map(({ color }, index) => [`pie${index + 1}`, color]));
  const lines = counted.map(({ word, number }) => `  "${word}" : ${number}`);
  const theme = `%%{init: ${JSON.stringify({ themeVariables: colors })}}%%`;
  return ['```mermaid', theme, 'pie showData', '  title Requirements', ...lines, '```'].join('\n');
}
