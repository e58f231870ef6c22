import type { Report } from '../../model/report.ts';
import type { Reporter } from '../reporter.ts';
import { commentSteps, type Limits, steps } from './limits.ts';
import type { MarkdownOptions } from './options.ts';
import { commentPage, page, shortened } from './page.ts';
import { telling } from './telling.ts';

/** A job summary is refused above 1 MiB. */
export const summaryBytes = 900 * 1024;
/** GitHub refuses a comment above 65,536, and does not say of what. */
export const commentUnits = 60_000;

/** For a job summary: the headline first, details in folds, shorter by design when long. */
export const markdownReporter: Reporter = (report, options) => [summary(report, options.markdown ?? {})];

/** The same for the conversation of a pull request. */
export const commentReporter: Reporter = (report, options) => [comment(report, options.markdown ?? {})];

function summary(report: Report, options: MarkdownOptions): string {
  const toldWithin = telling(report, options, 'summary');
  const units = options.budget ?? Number.POSITIVE_INFINITY;
  // The job summary is this page: what is left out of it is elsewhere.
  const { run: _, ...elsewhere } = options;
  return fitted((limits, short) => page(toldWithin(limits), short ? shortened(elsewhere) : ''), {
    units,
    bytes: summaryBytes,
  });
}

function comment(report: Report, options: MarkdownOptions): string {
  const toldWithin = telling(report, options, 'comment');
  const units = Math.min(options.budget ?? commentUnits, commentUnits);
  return fitted(
    (limits, short) => commentPage(toldWithin(limits), short ? shortened(options) : ''),
    { units, bytes: commentUnits },
    commentSteps,
  );
}

/** Tells less and less until it fits; the least there is where nothing does. */
export function fitted(
  tell: (limits: Limits, shortened: boolean) => string,
  room: { readonly units: number; readonly bytes: number },
  within: readonly Limits[] = steps,
): string {
  let text = '';
  for (const [step, limits] of within.entries()) {
    text = tell(limits, step > 0);
    if (text.length <= room.units && Buffer.byteLength(text) <= room.bytes) return text;
  }
  return text;
}
