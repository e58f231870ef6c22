import type { Report } from '../../model/report.ts';
import type { Gap } from '../../model/resource.ts';
import { isIncomplete } from '../selection.ts';
import { count, withCommas } from '../text.ts';
import type { Limits } from './limits.ts';
import { type Html, html, joined, type Part } from './markup.ts';
import { figure, moment, table } from './words.ts';

const mostGaps = 200;

/** What was not read: a reader must know it before believing the rest. */
export function gapsSection(report: Report, level: 'h2' | 'h4' = 'h2', scope = ''): Part {
  const { gaps } = report;
  if (gaps.length === 0) return false;
  const title = isIncomplete(report) ? 'Not read' : 'Notes on the reading';
  const heading = { html: `<${level} id="${scope}gaps-title">${title}</${level}>` };
  const more = gaps.length - mostGaps;
  return html`<section class="gaps${isIncomplete(report) && html` open`}" id="${scope}gaps"${scope === '' && html` aria-labelledby="gaps-title"`}>${heading}<ul>${gaps.slice(0, mostGaps).map(gapItem)}${more > 0 && html`<li>…and ${count(more, 'more', 'more')}; the JSON report has each of them.</li>`}</ul></section>`;
}

function gapItem({ incomplete, message, account, region, api }: Gap): Html {
  const places = [account, region, api].filter((one) => one !== undefined && one !== '');
  return html`<li>${incomplete && html`<span class="chip bad">incomplete</span> `}${message}${
    places.length > 0 &&
    html` <span class="muted">(${joined(
      places.map((one) => html`<code>${one}</code>`),
      ', ',
    )})</span>`
  }</li>\n`;
}

/** What was read, when and from where; for a plan or a repository its head says all there is. */
export function ledgerSection(report: Report, limits: Limits): Part {
  const { ledger } = report;
  const types = Object.entries(report.summary.notLookedInto);
  if (ledger.length === 0 && types.length === 0) return false;
  const parts = [ledger.length > 0 && ledgerTable(report, limits), types.length > 0 && notLookedInto(types)];
  return html`<section id="read" aria-labelledby="read-title"><h2 id="read-title">What was read</h2>${parts}</section>`;
}

/** Line by line: every listing of every region, those that are short of something first. */
export function ledgerTable({ ledger }: Report, { rows: most }: Limits, of = ''): Html {
  const sorted = [...ledger].sort(
    (a, b) => Number(b.missing !== undefined) - Number(a.missing !== undefined),
  );
  const rows = sorted
    .slice(0, most)
    .map(
      (entry) =>
        html`<tr><th scope="row"><code>${entry.type}</code></th><td>${entry.region}</td>${figure(entry.count)}<td><code>${entry.api}</code></td><td>${moment(entry.readAt)}</td><td>${entry.oldest !== undefined && moment(entry.oldest)}${entry.daily === true && html` <span class="muted">once a day</span>`}</td><td>${entry.missing !== undefined && html`<span class="chip bad">${entry.missing}</span>`}</td></tr>\n`,
    );
  const short = ledger.filter(({ missing }) => missing !== undefined).length;
  const found = ledger.reduce((sum, entry) => sum + entry.count, 0);
  const title = `${count(ledger.length, 'listing')}, ${count(found, 'resource')}${short > 0 ? `, ${withCommas(short)} not complete` : ''}`;
  const head = ['Type', 'Region', '#Found', 'From', 'Read', 'Oldest look', 'Missing'];
  const more = ledger.length - rows.length;
  return html`<details class="fold"><summary>${of !== '' && html`What was read: `}${title}</summary>${table(`What was read${of}`, head, rows, 'wide')}${more > 0 && html`<p class="left">…and ${count(more, 'more', 'more')}; the JSON report has each of them.</p>`}</details>`;
}

function notLookedInto(types: readonly (readonly [string, number])[]): Html {
  const rows = types.map(
    ([type, number]) => html`<tr><th scope="row"><code>${type}</code></th>${figure(number)}</tr>\n`,
  );
  return html`<details class="fold" id="not-looked-into"><summary>Judged by tags and name only: ${count(types.length, 'resource type')}</summary>${table('Resource types that no rule looks into', ['Type', '#Resources'], rows)}</details>`;
}
