import type { Finding } from '../../model/report.ts';
import type { SourceRepository } from '../source-link.ts';
import { findingAnchor, token } from './anchors.ts';
import { details } from './evidence.ts';
import { type Html, html, type Part } from './markup.ts';
import { sentence } from './words.ts';

/** One finding: its sentence and place; with `whole` it opens and shows what it stands on. */
export function findingHtml(
  finding: Finding,
  { whole, repository }: { readonly whole: boolean; readonly repository: SourceRepository | undefined },
): Html {
  const { severity, resource, rule, change } = finding;
  const marks = html`class="finding" data-s="${severity}" data-e="${environmentToken(finding)}"${change !== 'none' && html` data-n="${change}"`}`;
  const head = html`<span class="says">${sentence(finding.message, resource.label)}</span>${chips(finding)}`;
  const id = findingAnchor(rule, `${resource.key}${change === 'fixed' ? ' fixed' : ''}`);
  if (!whole) return html`<div ${marks} id="${id}">${head}</div>\n`;
  return html`<details ${marks}><summary>${head}</summary><div class="body" id="${id}">${details(finding, repository)}</div></details>\n`;
}

/** What tells findings of one environment in the filters. */
export function environmentToken({ resource }: Finding): string {
  return resource.environment === '' ? '-' : token(resource.environment);
}

function chips({ change, resource, locations, waiver, message }: Finding): Part {
  const [place] = locations;
  const isNamed = message.includes(resource.label) || resource.label === resource.kind;
  return html`<span class="chips">${[
    !isNamed && html` <code>${resource.label}</code>`,
    change === 'introduced' && html` <span class="chip new">new</span>`,
    waiver?.status === 'expired' && html` <span class="chip bad">waiver expired</span>`,
    resource.managed === false && html` <span class="chip">not in Terraform</span>`,
    resource.region !== undefined && html` <span class="chip">${resource.region}</span>`,
    place !== undefined && html` <code class="place">${place.file}:${place.line}</code>`,
  ]}</span>`;
}
