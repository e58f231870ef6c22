import type { Attribute, Kind } from '../model/kind.ts';
import { commonAttributes } from '../model/kinds/common.ts';
import type { Requirement } from '../model/policy.ts';
import { typeName, withNotes } from './rule-reads.ts';
import { wrap } from './rule-wrap.ts';
import { firstAttribute } from './rules-new-attribute.ts';
import { firstCondition } from './rules-new-condition.ts';

/** What a new rule is made of. */
export interface NewRule {
  readonly id: string;
  readonly kind: Kind;
  readonly clause: Requirement;
  /** Why this clause, where nobody named one. */
  readonly clauseReason: string;
  /** Path of the schema from the file. */
  readonly schema: string;
  readonly test: string;
}

/** The text of a rule that holds by itself, with what its author is to change said beside it. */
export function ruleTemplate(made: NewRule): string {
  const { id, kind, clause, schema, test } = made;
  const words = id.split('/').at(-1)?.split('-') ?? [];
  const { name, parts } = firstCondition(firstAttribute(kind, words), kind, words);
  return `# yaml-language-server: $schema=${schema}
# Works as it stands, and asks for ${name}. Change what it asks, then its words, then the examples, and run them:
#   ${test}
id: ${id}
# A fact about a good resource, in one line: it heads every finding.
title: ${titleOf(words)}
# ${made.clauseReason}
requirements: [${clause.id}] # ${clause.title}
# How bad a violation is: critical, high, medium, low or info.
severity: medium
applies-to: ${kind.name}
# A line \`when: CONDITION\` here would leave resources out; it needs an example under examples.not-applicable.
${parts.parameters}# What must hold, in CEL, and the sentence when it does not. Each condition needs an example that fails by it.
expect:
  - that: ${parts.that}
    else: "${parts.says('{name}')}"
rationale: >
  Say here what happens to people or data where this does not hold.
remediation: |
  Terraform: say which argument of which resource to set.
  Console: say where to click.
  CLI: say which command to run.
# Each example is a resource in short. Optional attributes that are left out are absent, the others unknown.
examples:
  pass:
${parts.pass}
  fail:
${parts.fail}
  unknown:
    - name: it is known only after apply
      given: { ${name}: !unknown "known only after apply" }

${listing(kind)}`;
}

function titleOf(words: readonly string[]): string {
  const text = words.join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Everything a condition may read, so that no other page is needed; a comment, to be taken away at the end. */
function listing(kind: Kind): string {
  const relations = Object.entries(kind.relations).map(
    ([name, { to, many, meaning }]): Row => [`resource.${name}`, many ? `list of ${to}` : to, meaning],
  );
  const lines = [
    `What conditions may read of ${articled(kind.name)} (this list can go once the rule is done):`,
    '',
    ...table(attributeRows(kind.attributes, 'resource.')),
    ...structLines(kind.attributes, new Set()),
    ...(relations.length === 0
      ? []
      : ['', 'What it is related to (in examples under `related`):', '', ...table(relations)]),
    '',
    'What every resource has:',
    '',
    ...table(attributeRows(commonAttributes, 'resource.')),
    '',
    'Besides: `parameter.NAME`, `environment`, and in sentences `{name}`.',
    'Ask `has(resource.x)` before you read what may be absent. Lists: all, exists, filter, map, size, in.',
    'Texts: startsWith, endsWith, contains, matches. More: docs/writing-rules.md.',
  ];
  return `${lines.map((line) => `# ${line}`.trimEnd()).join('\n')}\n`;
}

type Row = readonly [string, string, string];

function attributeRows(attributes: Readonly<Record<string, Attribute>>, prefix: string): Row[] {
  return Object.entries(attributes).map(([name, attribute]) => [
    `${prefix}${name}`,
    typeName(attribute.type),
    withNotes(attribute),
  ]);
}

/** The fields of every named type that the attributes lead to, each type once. */
function structLines(attributes: Readonly<Record<string, Attribute>>, told: Set<string>): string[] {
  return Object.values(attributes).flatMap(({ type }) => {
    const of = type.type === 'list' || type.type === 'map' ? type.of : type;
    if (of.type !== 'struct' || told.has(of.name)) return [];
    told.add(of.name);
    const rows = attributeRows(of.fields, '');
    return ['', `${of.name} has:`, '', ...table(rows), ...structLines(of.fields, told)];
  });
}

const width = 116;

function table(rows: readonly Row[]): string[] {
  const first = Math.max(...rows.map(([name]) => name.length));
  const second = Math.max(...rows.map(([, type]) => type.length));
  return rows.flatMap(([name, type, meaning]) => {
    const head = `  ${name.padEnd(first)}  ${type.padEnd(second)}  `;
    const lines = wrap(meaning, Math.max(width - head.length, 40));
    return lines.map((line, index) => (index === 0 ? `${head}${line}` : `${' '.repeat(head.length)}${line}`));
  });
}

function articled(name: string): string {
  return `${/^([aeio]|s3|rds|sns|sqs|ssm)/.test(name) ? 'an' : 'a'} ${name}`;
}
