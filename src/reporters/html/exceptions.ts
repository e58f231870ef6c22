import type { AttestationResult, Report, WaiverResult } from '../../model/report.ts';
import { count } from '../text.ts';
import { clauseLink } from './findings.ts';
import { type Html, html, joined, type Part } from './markup.ts';
import { table } from './words.ts';

/** Every exception with who answers for it and until when; those that do nothing, or too much, are told. */
export function waiversSection({ waivers }: Pick<Report, 'waivers'>): Part {
  if (waivers.length === 0) return false;
  const rows = waivers.map(
    (waiver) =>
      html`<tr><th scope="row"><code>${waiver.rule}</code></th><td>${resources(waiver)}</td><td>${waiver.reason}${waiver.ticket !== undefined && html` (${waiver.ticket})`}</td><td>${waiver.owner ?? '–'}</td><td class="date">${waiver.expires}</td><td>${waiverState(waiver)}</td><td><code>${waiver.at}</code></td></tr>\n`,
  );
  const head = ['Rule', 'Resources', 'Reason', 'Owner', 'Until', 'State', 'Written'];
  return html`<section id="waivers" aria-labelledby="waivers-title"><h2 id="waivers-title">Waivers</h2>${table('Waivers', head, rows, 'wide')}</section>`;
}

function resources({ resources: globs, stacks = [] }: WaiverResult): Part {
  const named = joined(globs.map(code), html`<br>`);
  return stacks.length === 0
    ? named
    : html`${named} <span class="muted">in</span> ${joined(stacks.map(code), ', ')}`;
}

function code(text: string): Html {
  return html`<code>${text}</code>`;
}

function waiverState({ status, matched, tooBroad }: WaiverResult): Html {
  const states = {
    active: html`excuses ${matched}`,
    expired: html`<span class="chip bad">expired</span>`,
    unmatched: html`<span class="chip warn">matches nothing</span>`,
    elsewhere: html`not about what was read here`,
  } as const;
  const broad = tooBroad !== undefined && html` <span class="chip bad">too broad: ${tooBroad}</span>`;
  return html`${states[status]}${broad}`;
}

/** What people stated where no machine can see. */
export function attestationsSection({
  attestations,
  requirements,
}: Pick<Report, 'attestations'> & { readonly requirements: readonly { readonly id: string }[] }): Part {
  if (attestations.length === 0) return false;
  const known = new Set(requirements.map(({ id }) => id));
  const rows = attestations.map(
    (one) =>
      html`<tr><th scope="row">${clauseLink(one.requirement, known)}</th><td>${one.by ?? '–'}</td><td class="date">${one.on ?? '–'}</td><td>${one.evidence ?? '–'}</td><td>${attestationState(one)}</td></tr>\n`,
  );
  const head = ['Clause', 'By', 'On', 'Evidence', 'State'];
  return html`<section id="attestations" aria-labelledby="attestations-title"><h2 id="attestations-title">Attestations</h2>${table('Attestations', head, rows, 'wide')}</section>`;
}

function attestationState({ status, expires, daysLeft, maximumAgeDays }: AttestationResult): Html {
  const age = maximumAgeDays !== undefined && html`; a statement holds for ${count(maximumAgeDays, 'day')}`;
  switch (status) {
    case 'valid':
      if (expires === undefined) return html`holds`;
      return html`holds until ${expires}${daysLeft !== undefined && html` <span class="muted">(${count(daysLeft, 'day')} left)</span>`}`;
    case 'stale':
      return html`<span class="chip bad">too old</span>${expires !== undefined && html` held until ${expires}`}`;
    case 'in-the-future':
      return html`<span class="chip bad">dated in the future</span>`;
    case 'missing':
      return html`<span class="chip bad">nobody stated it</span>${age}`;
  }
}
