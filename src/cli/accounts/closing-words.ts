import type { AccountResult, Organisation } from '../../model/organisation.ts';
import type { CommonOptions } from '../arguments.ts';
import type { Io } from '../io.ts';
import { printable } from '../printable.ts';
import { waiverWords } from '../waiver-words.ts';

const mostNames = 20;

/** What a run over several accounts has to say at its end, on standard error. */
export function closingWords(
  organisation: Organisation,
  files: readonly string[],
  {
    options,
    io,
    tally,
    moved = '',
  }: { readonly options: CommonOptions; readonly io: Io; readonly tally: string; readonly moved?: string },
): void {
  const say = (line: string) => io.stderr.write(`${printable(line)}\n`);
  const { gate } = organisation.summary;
  if (options.quiet) {
    if (gate.outcome === 'nothing-judged') say(`Gate ${gate.outcome}: ${gate.reason}`);
    return;
  }
  const printed = options.reports.some(({ format, path }) => format === 'table' && path === '-');
  const tableIsSeen = printed && io.stdout.isTerminal;
  const open = organisation.accounts.filter(({ complete }) => !complete);
  if (!tableIsSeen) for (const line of cut(open.map(notRead))) say(line);
  const sarif = options.reports.some(({ format }) => format === 'sarif');
  if (sarif) for (const line of omittedRuns(organisation)) say(line);
  for (const words of waiverWords(organisation.waivers)) say(words);
  if (tally !== '') say(`Read: ${tally}`);
  if (moved !== '') say(moved);
  if (!tableIsSeen) say(`Gate ${gate.outcome}: ${gate.reason}`);
  if (files.length > 0) say(`Reports: ${files.join(', ')}`);
}

function notRead({ account, name, missing, gaps }: AccountResult): string {
  const more = gaps > 1 ? ` (and ${gaps - 1} more)` : '';
  return `Not read, ${name === account ? account : `${name} (${account})`}: ${missing[0] ?? ''}${more}`;
}

function omittedRuns({ accounts }: Organisation): readonly string[] {
  const left = accounts.flatMap(({ name, places }) => {
    const regions = places.filter(({ complete }) => !complete).map(({ region }) => region);
    return regions.length === 0 ? [] : [`${name} ${regions.join(', ')}`];
  });
  if (left.length === 0) return [];
  const shown = cut(left).join('; ');
  return [`Left out of SARIF, so that no alert is closed for want of an answer: ${shown}`];
}

function cut(lines: readonly string[]): readonly string[] {
  const more = lines.length - mostNames;
  return more > 0 ? [...lines.slice(0, mostNames), `and ${more} more`] : lines;
}
