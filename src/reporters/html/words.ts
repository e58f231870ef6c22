import type { Report, Verdict } from '../../model/report.ts';
import type { Severity } from '../../model/rule.ts';
import { oneLine, withCommas } from '../text.ts';
import { type Html, html, type Part, plain } from './markup.ts';

/** A rule's or a clause's severity as a badge: a word, never a colour alone. */
export function severityBadge(severity: Severity): Html {
  return html`<span class="badge ${severity}">${severity}</span>`;
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  fail: 'fails',
  unknown: 'cannot tell',
  pass: 'holds',
  'not-applicable': 'nothing to judge',
};

export const verdictSigns: Readonly<Record<Verdict, string>> = {
  fail: '✕',
  unknown: '?',
  pass: '✓',
  'not-applicable': '–',
};

export function verdictBadge(verdict: Verdict, words = verdictWords[verdict]): Html {
  return html`<span class="state ${verdict}"><span aria-hidden="true">${verdictSigns[verdict]}</span> ${words}</span>`;
}

/** `2026-11-20T09:30:00Z` is `2026-11-20 09:30 UTC`, readable by programs too. */
export function moment(time: string): Html {
  const [, day, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?Z$/.exec(time) ?? [];
  return day === undefined ? html`${time}` : html`<time datetime="${time}">${day} ${minute} UTC</time>`;
}

/** A figure of a table; nothing is a dash. */
export function figure(value: number): Html {
  return value === 0
    ? html`<td class="n none"><span aria-hidden="true">–</span><span class="unseen">0</span></td>`
    : html`<td class="n">${withCommas(value)}</td>`;
}

/** What was read, in the words of its source. */
export function subjectOf({ source }: Report): { readonly what: string; readonly name: string } {
  if (source.name === 'terraform-plan') return { what: 'Plan', name: source.stack ?? source.subject };
  return { what: source.name === 'aws-account' ? 'Account' : 'Repository', name: source.subject };
}

/** A table with a heading for every column; the first cell of a row heads it. Numbers stand right under `#` heads; `^` heads stand upright. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly Part[],
  kind: 'wide' | 'plain' = 'plain',
): Html {
  const columns = head.map((name) =>
    name.startsWith('#')
      ? html`<th scope="col" class="n">${name.slice(1)}</th>`
      : html`<th scope="col"${name.startsWith('^') && html` class="up"`}>${name.replace(/^\^/, '')}</th>`,
  );
  const inner = html`<table class="${kind}"><caption class="unseen">${caption}</caption><thead><tr>${columns}</tr></thead><tbody>
${rows}</tbody></table>`;
  // What may be wider than a screen has to be reached by the keyboard, to be moved.
  return kind === 'wide'
    ? html`<div class="scroll" role="region" aria-label="Table: ${caption}" tabindex="0">${inner}</div>`
    : html`<div class="scroll">${inner}</div>`;
}

/** A sentence in which the name that it is about stands out. */
export function sentence(text: string, name: string): Html {
  if (name.length < 3 || !text.includes(name)) return html`${text}`;
  const [before = '', ...rest] = text.split(name);
  // Where the name is a part of a longer one, nothing stands out.
  const isWord = rest.every((after) => !/^[\p{L}\p{N}_]/u.test(after)) && !/[\p{L}\p{N}_]$/u.test(before);
  if (!isWord) return html`${text}`;
  return html`${inline(before)}${rest.map((after) => html`<code>${name}</code>${inline(after)}`)}`;
}

/** Text beside an element: the spaces at its ends count. */
function inline(text: string): Html {
  return plain(oneLine(`|${text}|`).slice(1, -1));
}
