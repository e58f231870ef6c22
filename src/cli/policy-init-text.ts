import type { SeenArea } from './policy-init-areas.ts';
import type { SeenEnvironment, SeenNaming } from './policy-init-environments.ts';
import type { SeenFigure } from './policy-init-figures.ts';
import type { SeenAccount } from './policy-init-read.ts';
import type { Tally } from './policy-init-seen.ts';
import { counts, inComment, list, scalar, written } from './policy-init-yaml.ts';

/** What was seen, ready to be written down. */
export interface Seen {
  /** `plan.json: 140 resources`; undefined where nothing was looked at. */
  readonly subject: string | undefined;
  readonly schema: string;
  readonly stack: string | undefined;
  readonly environments: readonly SeenEnvironment[];
  readonly naming: SeenNaming | undefined;
  readonly requiredTags: { readonly keys: Tally; readonly of: number };
  readonly environmentValues: Tally;
  readonly figures: readonly SeenFigure[];
  readonly areas: { readonly held: readonly SeenArea[]; readonly others: readonly string[] };
  readonly accounts: readonly SeenAccount[];
}

/** A policy with a comment beside every guess that tells what it stands on. */
export function policyText(seen: Seen): string {
  const { subject, schema } = seen;
  const basis =
    subject === undefined
      ? 'Nothing was looked at: --plan FILE or --replay DIR fills in what can be seen there.'
      : `Guessed from ${inComment(subject)}. Look through it: what is common is not yet what is wanted.`;
  const sections = [
    [`# yaml-language-server: $schema=${schema}`, `# ${basis}`, '# Check it: caja-policy policy check'],
    [
      'version: 1',
      `name: ${scalar(seen.naming?.prefix.replace(/-$/, '') ?? 'Our policy')}`,
      '# The document that the policy enforces, as the heads of reports name it. `requirements: FILE` names clauses of your own.',
      'document: The clauses that caja-policy brings along',
    ],
    environmentLines(seen),
    accountLines(seen),
    parameterLines(seen),
    stackLines(seen),
    [
      '# A run fails at violations of this severity and above. `introduced` judges a plan by what it makes worse and leaves what',
      '# is there already alone: change it to `all` once the old violations are gone.',
      'gate:',
      '  fail-on: high',
      '  plan: introduced',
    ],
    [
      '# Exceptions: one rule, named resources, until a day. `caja-policy rules show RULE` prints one to fill in.',
      'waivers: []',
    ],
    [
      '# What no machine can see is stated by somebody, with a date and a place where the proof is kept. `caja-policy policy check`',
      '# lists the clauses that nobody states yet.',
      '# attestations:',
      '#   - { requirement: DR-7, by: team@example.com, on: 2026-01-31, evidence: Where the proof is kept }',
    ],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function environmentLines(seen: Seen): string[] {
  const { environments, stack } = seen;
  const owner = figuresOwner(environments);
  if (environments.length === 0) {
    return [
      '# How a resource is known to belong to an environment: any one match is enough. Many clauses bind `prod` or `staging` alone.',
      '# environments:',
      '#   prod:',
      '#     match:',
      ...(stack === undefined
        ? ['#       stacks: [infrastructure/prod]']
        : [`#       stacks: [${inComment(stack)}]`]),
      '#       tags: { Environment: [prod, production] }',
      '#       names: [example-prod-*]',
    ];
  }
  return [
    '# How a resource is known to belong to an environment: any one match is enough. Clauses bind environments by the names',
    '# prod, staging and dev: keep those names, whatever the tags say.',
    'environments:',
    ...environments.flatMap(({ name, stacks, tags, names }) => [
      `  ${scalar(name)}:`,
      ...(stacks.length + names.length === 0 && tags === undefined ? [] : ['    match:']),
      ...stacks.map((path) => `      stacks: [${scalar(path)}]`),
      ...(tags === undefined
        ? []
        : [
            `      tags: { ${scalar(tags.key)}: ${list(tags.values.map(([value]) => value))} } # on ${counts(tags.values, 'resource')}`,
          ]),
      ...(names.length === 0
        ? []
        : [`      names: ${list(names.map(([glob]) => glob))} # ${counts(names, 'name')}`]),
      ...(name !== owner || seen.figures.length === 0
        ? []
        : [
            '    # What is in use here, where it asks no less than the rules do by themselves.',
            '    parameters:',
            ...figureLines(seen.figures, '      '),
          ]),
    ]),
  ];
}

function accountLines({ accounts }: Seen): string[] {
  if (accounts.length === 0) {
    return [
      '# The AWS accounts that `caja-policy account --accounts` reads, by quoted id.',
      '# accounts:',
      '#   "111122223333": { name: example-prod, environment: prod, regions: [eu-west-1] }',
    ];
  }
  return [
    '# The AWS accounts that `caja-policy account --accounts` reads; `role: ARN` says which role is assumed for it.',
    ...(accounts.some(({ environment }) => environment !== undefined) ? ['accounts:'] : []),
    ...accounts.flatMap(({ id, name, environment, regions, comment }) => {
      const entry = [
        `  "${id}": # ${inComment(comment)}`,
        `    name: ${scalar(name)}`,
        `    environment: ${environment === undefined ? 'NAME' : scalar(environment)}`,
        ...(regions.length === 0 ? [] : [`    regions: ${list(regions)}`]),
      ];
      return environment === undefined ? entry.map((line) => `# ${line}`) : entry;
    }),
  ];
}

const nearlyAll = 0.9;

/** Figures were seen in one environment, if nearly everything belongs to it; they are asked of that one alone. */
function figuresOwner(environments: readonly SeenEnvironment[]): string | undefined {
  const size = ({ tags, names }: SeenEnvironment) =>
    [...(tags?.values ?? []), ...names].reduce((sum, [, count]) => sum + count, 0);
  const total = environments.reduce((sum, one) => sum + size(one), 0);
  return environments.find((one) => environments.length === 1 || size(one) > total * nearlyAll)?.name;
}

function figureLines(figures: readonly SeenFigure[], indent: string): string[] {
  return figures.flatMap(({ name, value, comment }) => [
    `${indent}# ${inComment(comment)}`,
    `${indent}${name}: ${written(value)}`,
  ]);
}

function parameterLines({ figures, environments, naming, requiredTags, environmentValues }: Seen): string[] {
  const lines = figuresOwner(environments) === undefined ? figureLines(figures, '  ') : [];
  if (naming !== undefined) {
    const { prefix, environments, count, of } = naming;
    lines.push(
      `  # ${count} of ${of} names are built so`,
      `  naming.pattern: ${scalar(`^${prefix}(${environments.join('|')})-[a-z0-9-]+$`)}`,
      `  naming.prefix: ${scalar(prefix)}`,
    );
  }
  const { keys, of } = requiredTags;
  if (keys.length > 0) {
    const told = keys.map(([key, count]) => `${key} on ${count}`).join(', ');
    lines.push(
      `  # of ${of} resources: ${inComment(told)}`,
      `  tags.required: ${list(keys.map(([key]) => key))}`,
    );
  }
  if (environmentValues.length > 0) {
    lines.push(
      `  # values of the tag Environment, on ${counts(environmentValues, 'resource')}, beside the usual ones`,
      `  tags.environments: ${list([...new Set([...environmentValues.map(([value]) => value), 'dev', 'staging', 'prod'])])}`,
    );
  }
  const head =
    "# Figures that rules ask for; editors list all of them, and `caja-policy rules show RULE` tells a rule's.";
  if (lines.length > 0) return [head, 'parameters:', ...lines];
  return [head, '# parameters:', '#   backup.retentionDays: 7', '#   tags.required: [Environment, Owner]'];
}

function stackLines({ stack, areas, subject }: Seen): string[] {
  const head = [
    '# Some things must be there once, an audit trail or a budget: a plan is asked for them only where its stack, as --stack names',
    '# it, holds that area. A live account is always asked.',
  ];
  const others = areas.others.length === 0 ? [] : [`# Not seen: ${areas.others.join(', ')}.`];
  if (stack !== undefined && areas.held.length > 0) {
    return [
      ...head,
      ...others,
      'stacks:',
      `  ${scalar(stack)}:`,
      '    holds:',
      ...areas.held.map(({ area, kinds }) => `      - ${area} # ${kinds.join(', ')}`),
    ];
  }
  const held = areas.held.map(({ area }) => area).join(', ');
  return [
    ...head,
    ...(subject === undefined ? [] : others),
    '# stacks:',
    `#   ${stack === undefined ? 'infrastructure/prod' : inComment(stack)}: { holds: [${held === '' ? 'application, alerting, budgets' : held}] }`,
  ];
}
