import type { Verdict } from '../../model/report.ts';
import type { Telling } from './telling.ts';

const slices: readonly (readonly [Verdict, string])[] = [
  ['pass', 'hold'],
  ['fail', 'fail'],
  ['unknown', 'cannot be told'],
];

/** The clauses as a pie, for who looks before reading; the table above it says the same in words. */
export function chart({ report: { requirements }, limits, view }: Telling): string {
  if (view !== 'summary' || limits.lesserRows === 0) return '';
  const counted = slices
    .map(([verdict, word]) => [word, requirements.filter((one) => one.verdict === verdict).length] as const)
    .filter(([, number]) => number > 0);
  if (counted.length === 0) return '';
  const lines = counted.map(([word, number]) => `  "${word}" : ${number}`);
  return ['```mermaid', 'pie showData', '  title Requirements', ...lines, '```'].join('\n');
}
