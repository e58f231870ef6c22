import { normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { type Severity, severities } from '../model/rule.ts';
import { suggest } from '../model/suggestion.ts';
import { UserError } from '../model/user-error.ts';
import { type FormatName, formatNames } from '../reporters/index.ts';
import {
  type AccountCommand,
  accountCommand,
  accountOptions,
  filledAggregator,
} from './account-arguments.ts';
import { mistake, optional, type Values } from './argument-words.ts';
import { type AuditRoleCommand, auditRoleCommand, auditRoleOptions } from './audit-role-arguments.ts';
import { type CommentCommand, commentCommand, commentOptions } from './comment-arguments.ts';
import { type ExplainCommand, explainCommand, explainOptions } from './explain-arguments.ts';
import { type PlanCommand, planCommand, planOptions } from './plan-arguments.ts';
import { type PolicyCommand, policyCommand, policyOptions } from './policy-arguments.ts';
import { type RepoCommand, repoCommand, repoOptions } from './repo-arguments.ts';
import { type RulesCommand, rulesCommand, rulesOptions } from './rules-arguments.ts';

export interface ReportTarget {
  readonly format: FormatName;
  /** `-` is standard output. */
  readonly path: string;
}

/** Options that every command takes. */
export interface CommonOptions {
  readonly policy: string | undefined;
  readonly rules: readonly string[];
  readonly reports: readonly ReportTarget[];
  readonly failOn: Severity | 'none' | undefined;
  readonly softFail: boolean;
  readonly quiet: boolean;
  /** Clauses to judge by; all when left out. */
  readonly requirements?: readonly string[];
  /** What the SARIF report holds: what GitHub can take, or every verdict. */
  readonly sarifProfile: 'github' | 'full';
  /** File that keeps how each clause stood, run by run. */
  readonly history?: string;
  readonly color: 'auto' | 'always' | 'never';
}

export type Command =
  | { readonly name: 'help'; readonly topic: string | undefined }
  | { readonly name: 'version' }
  | PlanCommand
  | AccountCommand
  | RepoCommand
  | AuditRoleCommand
  | ExplainCommand
  | RulesCommand
  | PolicyCommand
  | CommentCommand;

const common = {
  policy: { type: 'string' },
  rules: { type: 'string', multiple: true },
  quiet: { type: 'boolean', short: 'q' },
  color: { type: 'string' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const reporting = { report: { type: 'string', multiple: true } } as const;

/** Of the commands that judge; elsewhere they would have to be ignored. */
const judging = {
  ...reporting,
  'fail-on': { type: 'string' },
  'soft-fail': { type: 'boolean' },
  'sarif-profile': { type: 'string' },
  history: { type: 'string' },
} as const;

const own = {
  plan: { ...judging, ...planOptions },
  account: { ...judging, ...accountOptions },
  repo: { ...judging, ...repoOptions },
  'audit-role': auditRoleOptions,
  explain: { ...reporting, ...explainOptions },
  rules: rulesOptions,
  policy: policyOptions,
  comment: commentOptions,
} as const;

type CommandName = keyof typeof own;

/** Reads the command line. Raises UserError that names the option and what would be right. */
export function parseArguments(argv: readonly string[]): { command: Command; options: CommonOptions } {
  const name = commandName(argv);
  if (name !== undefined && name !== 'help' && !Object.hasOwn(own, name)) {
    throw mistake(name, 'there is no such command', suggest(name, [...Object.keys(own), 'help']));
  }
  const known = { ...common, ...(name === undefined || name === 'help' ? {} : own[name as CommandName]) };
  const { values, positionals } = parseWords(argv, known);
  const options = commonOptions(values);
  if (values.version === true) return { command: { name: 'version' }, options };
  if (values.help === true || name === undefined || name === 'help') {
    const topic = name === 'help' ? positionals[1] : name;
    if (topic !== undefined && topic !== 'help' && !Object.hasOwn(own, topic)) {
      throw mistake(topic, 'there is no such command', suggest(topic, Object.keys(own)));
    }
    return { command: { name: 'help', topic }, options };
  }
  return { command: commandOf(name as CommandName, positionals.slice(1), values), options };
}

/** The first word that is neither an option nor an option's value: options may stand before the command. */
function commandName(argv: readonly string[]): string | undefined {
  const options = Object.assign({}, common, ...Object.values(own));
  return parseArgs({ args: filledAggregator(argv), options, allowPositionals: true, strict: false })
    .positionals[0];
}

type OptionTable = Readonly<
  Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>
>;

function parseWords(
  argv: readonly string[],
  known: OptionTable,
): { values: Values; positionals: readonly string[] } {
  const names = Object.keys(known).map((option) => `--${option}`);
  try {
    const { values, positionals, tokens } = parseArgs({
      args: filledAggregator(argv),
      options: known,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    const repeated = secondOf(tokens, known);
    if (repeated !== undefined)
      throw mistake(`--${repeated}`, 'it is given twice', 'Which one is meant? Leave out the other.');
    return { values: values as Values, positionals };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    const option = /'(-[^' ]*)/.exec(text)?.[1]?.replace(/[ ,=].*$/, '') ?? 'command line';
    if (text.startsWith('Unknown option'))
      throw mistake(option, 'there is no such option here', suggest(option, names));
    if (/argument (missing|is ambiguous)/.test(text))
      throw mistake(
        option,
        'needs a value',
        `Write ${option} VALUE, or ${option}=VALUE for one that begins with a dash.`,
      );
    throw mistake(option, (text.split('\n')[0] ?? text).replace(/\.$/, ''), 'See caja-policy --help.');
  }
}

/** The option that has a second value where one is taken: the first would be ignored. */
function secondOf(
  tokens: readonly { readonly kind: string; readonly name?: string }[],
  known: OptionTable,
): string | undefined {
  const seen = new Set<string>();
  for (const { kind, name = '' } of tokens) {
    if (kind !== 'option' || known[name]?.type !== 'string' || known[name]?.multiple === true) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

function commonOptions(values: Values): CommonOptions {
  const color = values.color ?? 'auto';
  if (color !== 'auto' && color !== 'always' && color !== 'never') {
    throw mistake('--color', `\`${String(color)}\` is not a choice`, 'Known: auto, always, never.');
  }
  return {
    policy: text(values.policy),
    rules: texts(values.rules),
    reports: reportTargets(texts(values.report)),
    failOn: failOn(text(values['fail-on'])),
    softFail: values['soft-fail'] === true,
    quiet: values.quiet === true,
    ...(values.requirement === undefined ? {} : { requirements: clauses(texts(values.requirement)) }),
    sarifProfile: sarifProfile(text(values['sarif-profile'])),
    ...optional('history', values.history),
    color,
  };
}

function sarifProfile(value: string | undefined): CommonOptions['sarifProfile'] {
  if (value === undefined || value === 'github' || value === 'full') return value ?? 'github';
  throw mistake('--sarif-profile', `\`${value}\` is not a profile`, 'Known: github, full.');
}

function failOn(value: string | undefined): Severity | 'none' | undefined {
  if (value === undefined) return undefined;
  const choices = [...severities.filter((severity) => severity !== 'info'), 'none'] as const;
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw mistake('--fail-on', `\`${value}\` is not a severity`, suggest(value, choices));
  return found;
}

function reportTargets(words: readonly string[]): readonly ReportTarget[] {
  if (words.length === 0) return [{ format: 'table', path: '-' }];
  const targets = words.map((word) => {
    const cut = word.indexOf('=');
    const name = cut < 0 ? word : word.slice(0, cut);
    const format = formatNames.find((one) => one === name);
    if (format === undefined)
      throw mistake('--report', `\`${name}\` is not a format`, suggest(name, formatNames));
    const path = cut < 0 ? '-' : word.slice(cut + 1);
    if (path === '')
      throw mistake(
        '--report',
        `\`${word}\` names no file`,
        `Write ${name}=FILE, or ${name}=- for standard output.`,
      );
    return { format, path };
  });
  const places = targets.map(({ path }) => (path === '-' ? path : normalize(path)));
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice === undefined) return targets;
  const where = twice === '-' ? 'standard output' : twice;
  throw mistake(
    '--report',
    `two reports go to ${where}`,
    'Give each its own file: --report json=reports/plan.json.',
  );
}

function commandOf(name: CommandName, words: readonly string[], values: Values): Command {
  switch (name) {
    case 'plan':
      return planCommand(words, values);
    case 'account':
      return accountCommand(words, values);
    case 'audit-role':
      return auditRoleCommand(words, values);
    case 'repo':
      return repoCommand(words, values);
    case 'explain':
      return explainCommand(words, values);
    case 'rules':
      return rulesCommand(words, values);
    case 'policy':
      return policyCommand(words, values);
    case 'comment':
      return commentCommand(words, values);
  }
}

function text(value: Values[string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: Values[string]): readonly string[] {
  return Array.isArray(value) ? value : [];
}

/** `--requirement DR-1,DR-2 --requirement NET-4`; nothing between commas is nothing, and nothing at all is a mistake. */
function clauses(values: readonly string[]): readonly string[] {
  const words = values.flatMap((value) => value.split(',')).map((word) => word.trim());
  const named = [...new Set(words)].filter((word) => word !== '');
  if (named.length > 0) return named;
  throw mistake('--requirement', 'it names no clause', 'Write --requirement DR-1, or leave it out for all.');
}
