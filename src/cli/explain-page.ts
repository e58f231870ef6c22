import { findKind } from '../model/kinds/index.ts';
import type { Verdict } from '../model/report.ts';
import type { ChangeAction } from '../model/resource.ts';
import type { Paint, Style } from '../reporters/table/paint.ts';
import { oneLine, truncateEnd } from '../reporters/text.ts';
import type { ExplainedFact } from './explain-facts.ts';
import type { ExplainedParameter, Explanation } from './explain-result.ts';
import { assigned, placeText, valueText } from './explain-text.ts';
import { conditionTree } from './explain-tree.ts';
import { wrap, wrapProse } from './rule-wrap.ts';

interface Sheet {
  readonly paint: Paint;
  readonly width: number;
}

/** One verdict for the terminal: what it is, what it hangs on, how it came about, and what would change it. */
export function explainPage(explanation: Explanation, paint: Paint, width: number): string {
  const sheet = { paint, width };
  const sections = [
    head(explanation, sheet),
    surroundings(explanation, sheet),
    ...conditions(explanation, sheet),
    facts(explanation, sheet),
    remedy(explanation, sheet),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const verdictStyles: Readonly<Record<Verdict | 'not-asked', Style>> = {
  pass: 'pass',
  fail: 'high',
  unknown: 'unknown',
  'not-applicable': 'quiet',
  'not-asked': 'quiet',
};

const verdictWords: Readonly<Record<Verdict | 'not-asked', string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  unknown: 'CANNOT TELL',
  'not-applicable': 'NOT APPLICABLE',
  'not-asked': 'NOT ASKED',
};

function head({ verdict, waiver, rule, message, gone }: Explanation, { paint, width }: Sheet): string {
  const waived = waiver?.status === 'active' ? ', waived' : gone ? ' before the plan' : '';
  const word = paint(verdictStyles[verdict], `${verdictWords[verdict]}${waived}`);
  const sentences = wrap(oneLine(message), width - 2).map((line) => `  ${line}`);
  const title = message === rule.title ? [] : wrap(rule.title, width);
  return [`${word}  ${paint('strong', rule.id)}`, ...title, '', ...sentences].join('\n');
}

const labelWidth = 13;

/** What the verdict hangs on beside the facts. */
function surroundings(explanation: Explanation, sheet: Sheet): string {
  const { rule, severity } = explanation;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['Resource', resourceLines(explanation)],
    ['Environment', [environmentText(explanation)]],
    ['Clauses', rule.requirements.map(({ id, title }) => `${id}  ${title}`)],
    ['Severity', [`${severity.value}, ${severity.from}`]],
    ['Parameters', explanation.parameters.map(parameterText)],
    ['Before', beforeLines(explanation)],
    ['Waiver', waiverLines(explanation)],
  ];
  return rows
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => labelled(label, lines, sheet))
    .join('\n');
}

function labelled(label: string, texts: readonly string[], { paint, width }: Sheet): string {
  const lines = texts.flatMap((text) =>
    wrap(oneLine(text), width - labelWidth - 2).map((line, index) => (index === 0 ? line : `  ${line}`)),
  );
  const margin = (index: number) =>
    index === 0 ? paint('quiet', label.padEnd(labelWidth)) : ' '.repeat(labelWidth);
  return lines.map((line, index) => `${margin(index)}${line}`).join('\n');
}

const actions: Readonly<Record<ChangeAction, string>> = {
  none: '',
  'no-op': 'the plan leaves it as it is',
  create: 'the plan creates it',
  update: 'the plan changes it',
  replace: 'the plan replaces it',
  delete: 'the plan deletes it',
  forget: 'the plan forgets it',
};

function resourceLines({ resource, action, location, gone }: Explanation): readonly string[] {
  const { label, address, arn, account, region, kind, stack, managed } = resource;
  const name = address ?? label;
  const what = [
    findKind(kind)?.title ?? resource.type,
    gone && action === 'none' ? 'the plan takes it away' : actions[action],
    account,
    region,
    stack === undefined ? '' : `of the stack ${stack}`,
    managed === false ? 'in none of the Terraform states' : '',
  ].filter((part) => part !== undefined && part !== '');
  const others = [label, arn].filter((other) => other !== undefined && other !== name);
  const place = location === undefined ? [] : [`${location.file}:${location.line}`];
  return [name, what.join(' · '), ...others.map(String), ...place];
}

function environmentText({ environment: { name, by, what } }: Explanation): string {
  switch (by) {
    case 'command-line':
      return `${name}, as the command line says`;
    case 'nothing':
      return 'not known: neither account, stack, tags nor name are any that the policy names';
    default:
      return `${name}, by the ${by} ${what}`;
  }
}

function parameterText({ name, value, unit, from }: ExplainedParameter): string {
  return `${name} = ${valueText(value)}${unit === undefined ? '' : ` ${unit}`}, ${from}`;
}

const changes = {
  introduced: 'the plan brings this about',
  unchanged: 'the plan does not change it',
  fixed: 'the plan mends it',
  none: '',
} as const;

function beforeLines({ before, change = 'none', source, gone, verdict }: Explanation): readonly string[] {
  if (source.name !== 'terraform-plan' || gone) return [];
  const meaning = verdict === 'pass' && change === 'introduced' ? '' : changes[change];
  const told = before === undefined ? '' : verdictWords[before.verdict].toLowerCase();
  return told === '' ? [] : [[told, meaning].filter((part) => part !== '').join(': ')];
}

function waiverLines({ waiver }: Explanation): readonly string[] {
  if (waiver === undefined) return [];
  const { status, expires, owner, reason, ticket, inline } = waiver;
  const until = status === 'active' ? `until ${expires}` : `expired on ${expires}: it excuses nothing`;
  const facts = [until, owner, ticket, inline === true ? 'written beside the block' : undefined];
  return [facts.filter((part) => part !== undefined).join(' · '), reason];
}

function conditions(
  { conditions: all, verdict, rule }: Explanation,
  { paint, width }: Sheet,
): readonly string[] {
  if (verdict === 'not-asked') return [paint('quiet', `What it asks: caja-policy rules show ${rule.id}`)];
  const words = { when: 'The rule applies when', expect: 'It expects that' };
  return all.map(({ role, step }, index) => {
    const isFirst = all[index - 1]?.role !== role;
    const title = isFirst ? words[role] : 'and that';
    if (step.answer.state === 'not-asked') {
      const lines = wrap(step.text, width - 4).map((line) => `    ${line}`);
      return [`${paint('strong', title)}${paint('quiet', ' (not asked)')}`, ...lines].join('\n');
    }
    const tree = conditionTree(step, paint, width - 2).map((line) => `  ${line}`);
    return [paint('strong', title), ...tree].join('\n');
  });
}

/** More than these nobody reads; `--report json` has them all. */
const mostFacts = 30;

function facts({ facts: all }: Explanation, { paint, width }: Sheet): string {
  if (all.length === 0) return '';
  const deciding = all.filter(({ decides }) => decides);
  const others = all.filter(({ decides }) => !decides);
  const shown = new Set([...deciding, ...others].slice(0, mostFacts));
  const lines = all
    .filter((fact) => shown.has(fact))
    .flatMap((fact, index, kept) => [
      ...placeLines(fact, kept[index - 1], { paint, width }),
      ...factLines(fact, { paint, width }),
    ]);
  const left = all.length - shown.size;
  const more = left > 0 ? [paint('quiet', `  … and ${left} more: see --report json`)] : [];
  const legend = deciding.length === 0 ? '' : paint('quiet', ' (● the verdict stands on it)');
  return [`${paint('strong', 'What it read')}${legend}`, ...lines, ...more].join('\n');
}

/** Facts that were read in one place stand below it. */
function placeLines(
  { place }: ExplainedFact,
  before: ExplainedFact | undefined,
  { paint, width }: Sheet,
): readonly string[] {
  const text = placeText(place);
  if (before !== undefined && placeText(before.place) === text) return [];
  return wrap(oneLine(text), width - 4).map((line, index) =>
    paint('quiet', `${index === 0 ? '  ' : '    '}${line}`),
  );
}

const longestAsker = 48;

function factLines(
  { attribute, askedBy, answer, path, decides }: ExplainedFact,
  { paint, width }: Sheet,
): readonly string[] {
  const told = oneLine(assigned(attribute, answer));
  const asker = askedBy === undefined ? '' : `for ${truncateEnd(askedBy, longestAsker)}`;
  const words = [path === attribute ? '' : path, asker].filter((part) => part !== '').join(', ');
  const origin = words === '' ? '' : oneLine(`(${words})`);
  const lines = wrap(told, width - 8);
  const last = lines.at(-1) ?? '';
  const fits = origin === '' || last.length + origin.length + 10 <= width;
  const tail = fits ? [`${last}  ${paint('quiet', origin)}`.trimEnd()] : [last];
  const below = fits ? [] : wrap(origin, width - 8).map((line) => paint('quiet', line));
  const all = [...lines.slice(0, -1), ...tail, ...below];
  return all.map((line, index) => `    ${index === 0 ? `${decides ? '●' : ' '} ` : '    '}${line}`);
}

const mostRemedy = 8;

function remedy({ verdict, rule, gone }: Explanation, { paint, width }: Sheet): string {
  if (gone || (verdict !== 'fail' && verdict !== 'unknown')) return '';
  const title = verdict === 'fail' ? 'To pass' : 'What the rule wants';
  const lines = wrapProse(rule.remediation, width - 2);
  const shown = lines.slice(0, mostRemedy).map((line) => (line === '' ? '' : `  ${line}`));
  const more = lines.length > mostRemedy ? [paint('quiet', `  … caja-policy rules show ${rule.id}`)] : [];
  return [paint('strong', title), ...shown, ...more].join('\n');
}
