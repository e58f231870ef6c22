import type { WaiverResult } from '../model/report.ts';

/** What people should know about waivers that do not do their work, or too much of it; one line each. */
export function waiverWords(waivers: readonly WaiverResult[]): readonly string[] {
  return waivers.flatMap(({ at, rule, status, expires, tooBroad }) => {
    const said = [
      ...(status === 'expired' ? [`expired on ${expires}: it excuses nothing any more`] : []),
      ...(status === 'unmatched' ? ['matches nothing that fails'] : []),
      ...(tooBroad === undefined ? [] : [`is too broad: ${tooBroad}`]),
    ];
    return said.map((words) => `${at}: the waiver of ${rule} ${words}`);
  });
}
