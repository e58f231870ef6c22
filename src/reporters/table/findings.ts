import { getBorderCharacters, table } from 'table';
import type { Finding } from '../../model/report.ts';
import type { Selection } from '../selection.ts';
import { count, oneLine, truncateEnd, truncateMiddle, truncateStart } from '../text.ts';
import type { Paint } from './paint.ts';

/** The library takes a second for 5,000 rows, and nobody scrolls through more than these. */
const mostRows = 200;
const verdictWidth = 11;
/** Three columns of padding and four borders. */
const frame = 10;
const longestText = 400;

/** What fails, worst first, then what could not be told. */
export function findingsTable({ failing, cannotTell }: Selection, paint: Paint, width: number): string {
  const all = [...failing, ...cannotTell];
  if (all.length === 0) return '';
  const shown = all.slice(0, mostRows);
  const [resourceWidth, messageWidth] = columnWidths(shown, width);
  // A line that is told whole can be clicked: it stands where it fits.
  const longest = Math.max(...shown.map((finding) => lineOf(finding).length));
  const beside = longest > resourceWidth && messageWidth > resourceWidth;
  const lineWidth = beside ? messageWidth : resourceWidth;
  const rows = shown.map((finding) => row(finding, paint, { beside, lineWidth }));
  const title = ['Severity', 'Resource', 'What is wrong'].map((name) => paint('strong', name));
  const text = table([title, ...rows], {
    border: quietBorder(paint),
    columnDefault: { wrapWord: true },
    columns: [{ width: verdictWidth }, { width: resourceWidth }, { width: messageWidth }],
    drawHorizontalLine: (line, lines) => line <= 1 || line === lines || startsGroup(shown, line - 1),
  }).trimEnd();
  const more = all.length - shown.length;
  return more > 0 ? `${text}\n${count(more, 'more finding')} not shown: see the other reports.` : text;
}

/** Where the line of the source stands: beside the sentence, or below the resource's name. */
interface LinePlace {
  readonly beside: boolean;
  readonly lineWidth: number;
}

function row(finding: Finding, paint: Paint, { beside, lineWidth }: LinePlace): string[] {
  const { severity, verdict, change, resource } = finding;
  const unknown = verdict === 'unknown';
  const line = paint('quiet', truncateStart(lineOf(finding), lineWidth));
  const notesLine = paint('quiet', truncateEnd(notes(finding), longestText));
  return [
    lines([
      unknown ? paint('unknown', 'cannot tell') : paint(severity, severity),
      paint(
        'quiet',
        [unknown ? severity : '', change === 'introduced' ? 'new' : ''].filter(Boolean).join(', '),
      ),
    ]),
    lines([
      truncateMiddle(oneLine(resource.label), longestText) || '(no name)',
      paint('quiet', placeOf(finding)),
      paint('quiet', truncateMiddle(managedAs(finding), longestText)),
      beside ? '' : line,
    ]),
    lines([said(finding), beside ? line : '', notesLine]),
  ];
}

/** The sentence without the name that stands beside it. */
function said({ message, resource }: Finding): string {
  const sentence = oneLine(message);
  const label = oneLine(resource.label);
  const named = label !== '' && sentence.startsWith(`${label} `);
  const rest = named ? sentence.slice(label.length).trimStart() : sentence;
  return truncateEnd(named ? capitalised(rest) : rest, longestText);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function notes({ rule, requirements, waiver }: Finding): string {
  const expired = waiver?.status === 'expired' ? [`waiver expired ${waiver.expires}`] : [];
  return [rule, ...requirements, ...expired].map(oneLine).join(' · ');
}

/** File and line as editors and terminals take it; empty where the source does not tell. */
function lineOf({ locations: [location] }: Finding): string {
  return location === undefined ? '' : `${oneLine(location.file)}:${location.line}`;
}

/** Account and region; a plan's line tells more than its region. */
function placeOf({ locations, resource: { account, region } }: Finding): string {
  if (account === undefined && locations.length > 0) return '';
  return [account ?? '', region ?? '']
    .filter((part) => part !== '')
    .map(oneLine)
    .join(' · ');
}

/** The address by which a Terraform state holds what is live, or that none does. */
function managedAs({ resource: { account, address, label, managed } }: Finding): string {
  if (managed === false) return 'unmanaged';
  return account === undefined || address === undefined || address === label ? '' : oneLine(address);
}

function lines(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}

/** Names get what they need, up to four tenths; the sentence gets the rest. */
function columnWidths(findings: readonly Finding[], width: number): readonly [number, number] {
  const room = width - frame - verdictWidth;
  const longest = Math.max(
    ...findings.map((one) =>
      Math.max(oneLine(one.resource.label).length, placeOf(one).length, lineOf(one).length),
    ),
  );
  const resource = Math.max(10, Math.min(longest, Math.floor(room * 0.42)));
  return [resource, room - resource];
}

/** A line between severities, and before what could not be told. */
function startsGroup(findings: readonly Finding[], index: number): boolean {
  const [before, after] = [findings[index - 1], findings[index]];
  if (before === undefined || after === undefined) return false;
  return before.verdict !== after.verdict || (after.verdict === 'fail' && before.severity !== after.severity);
}

function quietBorder(paint: Paint): ReturnType<typeof getBorderCharacters> {
  const round = {
    ...getBorderCharacters('norc'),
    topLeft: '╭',
    topRight: '╮',
    bottomLeft: '╰',
    bottomRight: '╯',
  };
  const painted = Object.entries(round).map(([name, text]) => [name, paint('quiet', text)]);
  return Object.fromEntries(painted) as ReturnType<typeof getBorderCharacters>;
}
