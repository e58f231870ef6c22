import type { Report } from '../../model/report.ts';
import type { Reporter } from '../reporter.ts';
import { select } from '../selection.ts';
import { type Limits, steps } from './limits.ts';
import type { MarkdownOptions } from './options.ts';
import { page, shortened } from './page.ts';

/** A job summary is refused above 1 MiB. */
export const summaryBytes = 900 * 1024;

/** For a job summary or a pull-request comment: the headline first, details in folds, shorter by design when long. */
export const markdownReporter: Reporter = (report, options) => [markdown(report, options.markdown ?? {})];

function markdown(report: Report, options: MarkdownOptions): string {
  const selection = select(report);
  const units = options.budget ?? Number.POSITIVE_INFINITY;
  const tell = (limits: Limits, short: boolean) =>
    page(report, selection, limits, short ? shortened(options) : '');
  return fitted(tell, { units, bytes: summaryBytes });
}

/** Tells less and less until it fits; the least there is where nothing does. */
export function fitted(
  tell: (limits: Limits, shortened: boolean) => string,
  room: { readonly units: number; readonly bytes: number },
): string {
  let text = '';
  for (const [step, limits] of steps.entries()) {
    text = tell(limits, step > 0);
    if (text.length <= room.units && Buffer.byteLength(text) <= room.bytes) return text;
  }
  return text;
}
