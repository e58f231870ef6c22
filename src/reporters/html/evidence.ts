import type { Location } from '../../model/location.ts';
import type { Evidence, Finding, FindingResource, FindingWaiver } from '../../model/report.ts';
import { lineLink, type SourceRepository } from '../source-link.ts';
import { truncateMiddle } from '../text.ts';
import { type Html, html, joined, type Part } from './markup.ts';
import { moment, table } from './words.ts';

const longestValue = 600;

/** Everything that is known of one finding, beside its sentence. */
export function details(finding: Finding, repository: SourceRepository | undefined): Part {
  return [
    finding.waiver !== undefined && excuse(finding.waiver),
    facts(finding.resource, finding.locations, repository),
    evidence(finding.evidence),
  ];
}

function excuse({ status, reason, owner, expires, ticket, inline }: FindingWaiver): Html {
  const state = status === 'expired' ? `Waiver expired on ${expires}` : `Waived until ${expires}`;
  const who = owner === undefined ? '' : ` — ${owner}`;
  const where = inline === true ? ' Written beside the block in the source.' : '';
  return html`<p class="note ${status}"><b>${state}.</b> ${reason}${ticket !== undefined && html` (${ticket})`}${who !== '' && html` ${who}`}${where !== '' && html` ${where}`}</p>`;
}

function facts(
  resource: FindingResource,
  [location]: readonly Location[],
  repository: SourceRepository | undefined,
): Html {
  const entries: readonly (readonly [string, Part])[] = [
    ['Line', location !== undefined && placeOf(location, repository)],
    ['Address', resource.address !== undefined && code(resource.address)],
    ['ARN', resource.arn !== undefined && code(resource.arn)],
    ['Type', code(resource.type)],
    ['Account', resource.account !== undefined && code(resource.account)],
    ['Region', resource.region !== undefined && code(resource.region)],
    ['Environment', resource.environment !== '' && html`${resource.environment}`],
    ['Terraform', managed(resource)],
    ['Recorded', resource.capturedAt !== undefined && html`${moment(resource.capturedAt)} by AWS Config`],
  ];
  const told = entries.filter(([, value]) => value !== false && value !== undefined);
  return html`<dl>${told.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function managed({ managed: is, stack }: FindingResource): Part {
  if (is === false) return 'in no state that was given: it is not managed by Terraform there';
  return stack !== undefined && html`in the state of ${code(stack)}`;
}

function placeOf(
  { file, line, part, path, calls }: Location,
  repository: SourceRepository | undefined,
): Html {
  const what = {
    attribute: path === undefined ? '' : `, where ${path} is written`,
    block: ', where the block begins',
    'module-call': ', where the module is called',
    file: '',
  }[part];
  const way = calls.map((call) => html`${code(call.name)} (${call.file}:${call.line})`);
  const link = repository === undefined ? undefined : lineLink({ file, line }, repository);
  const name = html`<code class="copy">${file}:${line}</code>`;
  const linked = link === undefined ? name : html`<a href="${link}" rel="noreferrer">${name}</a>`;
  return html`${linked}${what}${way.length > 0 && html`, by way of ${joined(way, ' › ')}`}`;
}

function code(text: string): Html {
  return html`<code>${text}</code>`;
}

function evidence(entries: readonly Evidence[]): Part {
  if (entries.length === 0) return false;
  const places = new Set(entries.map(({ where }) => where));
  const several = places.size > 1;
  const rows = entries.map(
    (entry) =>
      html`<tr><th scope="row"><code>${entry.path}</code></th><td>${value(entry)}</td>${several && html`<td><code>${entry.where}</code></td>`}</tr>`,
  );
  return table('What was read', ['Attribute', 'Value', ...(several ? ['Of'] : [])], rows);
}

function value(entry: Evidence): Html {
  if (entry.state === 'unknown')
    return html`<i>unknown</i>${entry.detail !== undefined && html`: ${entry.detail}`}`;
  if (entry.state === 'absent') return html`<i>not there</i>`;
  if (entry.sensitive === true) return html`<i>sensitive: set, and not shown</i>`;
  const text = truncateMiddle(JSON.stringify(entry.value, jsonable) ?? '', longestValue);
  return html`<code>${text}</code>${entry.default === true && html` <i>AWS’s default: nobody wrote it</i>`}`;
}

function jsonable(_key: string, item: unknown): unknown {
  return typeof item === 'bigint' ? String(item) : item;
}
