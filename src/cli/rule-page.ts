import { findKind } from '../model/kinds/index.ts';
import type { Policy, Requirement } from '../model/policy.ts';
import type { Verdict } from '../model/report.ts';
import type { Paint } from '../reporters/table/paint.ts';
import type { CheckedRule } from '../rules/checked-rule.ts';
import { columns, hung, indent, indented } from './rule-columns.ts';
import { parameterLines, severityText } from './rule-figures.ts';
import { readsOf } from './rule-reads.ts';
import { wrap, wrapCondition, wrapProse } from './rule-wrap.ts';

/** What a rule's page is written for. */
export interface PageSetting {
  readonly width: number;
  readonly paint: Paint;
  readonly catalogue: readonly Requirement[];
  /** Its figures are shown where it has some; else the rule's own. */
  readonly policy: Policy | undefined;
  readonly isBuiltIn: boolean;
  /** A day for the example of a waiver. */
  readonly waivedUntil: string;
}

/** One rule for the terminal: what it asks, why, what to write, how it is tested, and how a resource is excepted. */
export function rulePage(checked: CheckedRule, setting: PageSetting): string {
  const { rule } = checked;
  const { paint, width } = setting;
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[paint('strong', title), ...lines.map(indented)].join('\n')];
  const parts = [
    [paint('strong', rule.id), ...wrap(rule.title, width)].join('\n'),
    headLines(checked, setting).map(indented).join('\n'),
    ...section('Clauses', columns(clauseRows(rule.requirements, setting.catalogue), width)),
    ...section('Condition', conditionLines(checked, setting)),
    ...section('What it reads', columns(readRows(checked, width), width)),
    ...section('Parameters', parameterLines(checked, setting)),
    ...section('Why', wrapProse(rule.rationale, width - indent.length)),
    ...section('What to do', wrapProse(rule.remediation, width - indent.length)),
    ...section('Examples', exampleLines(checked, setting)),
    ...section('References', rule.references),
    ...section('To except a resource', waiverLines(rule.id, setting)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function headLines(checked: CheckedRule, setting: PageSetting): string[] {
  const { rule } = checked;
  const kind = findKind(rule.appliesTo);
  const rows = [
    ['Severity', severityText(checked, setting)],
    ['Applies to', kind === undefined ? 'every resource' : `${kind.name}: ${kind.meaning}`],
    ['Environments', rule.environments.join(', ') || 'all'],
    ['Read from', rule.sources.join(', ')],
    ...(rule.area === undefined
      ? []
      : [['Area', `${rule.area}: a plan is asked where the policy says that its stack holds it`]]),
    ['File', setting.isBuiltIn ? `${checked.file} (built in)` : checked.file],
  ];
  const lines = columns(rows, setting.width);
  // Painted after the wrapping: colours have no width.
  return lines.map((line) => line.replace(/^Severity +\S+/, (head) => setting.paint(rule.severity, head)));
}

function clauseRows(ids: readonly string[], catalogue: readonly Requirement[]): string[][] {
  const titles = new Map(catalogue.map(({ id, title }) => [id, title]));
  return ids.map((id) => [id, titles.get(id) ?? '']);
}

function conditionLines({ when, expectations }: CheckedRule, { width, paint }: PageSetting): string[] {
  const conditions: [string, string][] = [
    ...(when === undefined ? [] : [['when', when.source] as [string, string]]),
    ...expectations.map(({ that }): [string, string] => ['expect', that.source]),
  ];
  return conditions.flatMap(([word, source], index) => {
    const message = expectations[index - (when === undefined ? 0 : 1)]?.message.source;
    const lines = wrapCondition(source, width - 10);
    const told = message === undefined ? [] : hung('else    ', wrap(message, width - 10));
    return [...hung(`${word.padEnd(6)}  `, lines), ...told.map((line) => paint('quiet', line))];
  });
}

function readRows(checked: CheckedRule, width: number): string[][] {
  const reads = readsOf(checked);
  return width < 100
    ? reads.map(({ path, meaning }) => [path, meaning])
    : reads.map(({ path, type, meaning }) => [path, type, meaning]);
}

const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'Passes',
  fail: 'Fails',
  unknown: 'Cannot tell',
  'not-applicable': 'Left out',
};

function exampleLines({ examples }: CheckedRule, { width, paint }: PageSetting): string[] {
  const order: readonly Verdict[] = ['pass', 'fail', 'unknown', 'not-applicable'];
  const sorted = order.flatMap((verdict) => examples.filter((one) => one.verdict === verdict));
  return sorted.flatMap(({ verdict, name, says }) => {
    const word = verdictWords[verdict].padEnd(13);
    const [first = '', ...rest] = hung(word, wrap(name, width - 17));
    const told = says === undefined ? [] : wrap(`“${says}”`, width - 19);
    const style = verdict === 'fail' ? 'high' : verdict === 'not-applicable' ? 'quiet' : verdict;
    return [
      `${paint(style, word)}${first.slice(word.length)}`,
      ...rest,
      ...told.map((line) => paint('quiet', `${' '.repeat(15)}${line}`)),
    ];
  });
}

function waiverLines(id: string, { waivedUntil, width }: PageSetting): string[] {
  return [
    ...wrap('In the policy, for resources by address, ARN or glob, until a day:', width - 4),
    `${indent}waivers:`,
    `${indent}  - rule: ${id}`,
    `${indent}    resources: [aws_example.this]`,
    `${indent}    reason: Why it is accepted until then`,
    `${indent}    owner: team@example.com`,
    `${indent}    expires: ${waivedUntil}`,
    ...wrap('Or right above the block in Terraform:', width - 4),
    `${indent}# caja:waive ${id} until ${waivedUntil}: why it is accepted until then`,
  ];
}
