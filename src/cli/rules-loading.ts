import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Policy, Requirement } from '../model/policy.ts';
import { suggest } from '../model/suggestion.ts';
import { UserError } from '../model/user-error.ts';
import type { CheckedRule } from '../rules/checked-rule.ts';
import type { CommonOptions } from './arguments.ts';
import { loadBuiltInsWithExamples } from './built-in-rules.ts';
import type { Io } from './io.ts';

const defaultPolicy = 'caja-policy.yaml';

/** What the author of a rule works with: every rule with its examples, and the clauses that rules may name. */
export interface RuleShelf {
  readonly rules: readonly CheckedRule[];
  /** Those of them that `--rules` brought along. */
  readonly own: readonly CheckedRule[];
  readonly catalogue: readonly Requirement[];
}

/** The built-in rules alone, and the clauses: the policy's own where it brings some along. */
export async function builtInShelf(options: CommonOptions, io: Io): Promise<RuleShelf> {
  const builtIn = await loadBuiltInsWithExamples();
  const path = await policyPath(options, io);
  if (path === undefined) return { ...builtIn, own: [] };
  const { readOwnCatalogue } = await import('../policy/policy-file.ts');
  return { ...builtIn, own: [], catalogue: (await readOwnCatalogue(path, io.cwd)) ?? builtIn.catalogue };
}

/** The rules of every `--rules` folder, read and checked beside those that are there. */
export async function ownRules(
  folders: readonly string[],
  { rules, catalogue }: Pick<RuleShelf, 'rules' | 'catalogue'>,
  cwd: string,
): Promise<readonly CheckedRule[]> {
  if (folders.length === 0) return [];
  const { readRuleFiles } = await import('../rules/rule-files.ts');
  const { checkRules } = await import('../rules/check-rules.ts');
  const own: CheckedRule[] = [];
  for (const folder of folders) {
    const files = await readRuleFiles(folder, cwd);
    const loaded = [...rules, ...own].map((one) => one.rule);
    own.push(...checkRules(files, catalogue, loaded));
  }
  return own;
}

/** Every rule, built in or not. */
export async function wholeShelf(options: CommonOptions, io: Io): Promise<RuleShelf> {
  const shelf = await builtInShelf(options, io);
  const own = await ownRules(options.rules, shelf, io.cwd);
  return { ...shelf, own, rules: [...shelf.rules, ...own] };
}

/** The policy, where one is named or stands here. */
export async function policyOf(
  { rules, catalogue }: RuleShelf,
  options: CommonOptions,
  io: Io,
): Promise<Policy | undefined> {
  const path = await policyPath(options, io);
  if (path === undefined) return undefined;
  const { readPolicy } = await import('../policy/policy-file.ts');
  return readPolicy(path, { rules: rules.map(({ rule }) => rule), catalogue }, io.cwd);
}

async function policyPath(options: CommonOptions, io: Io): Promise<string | undefined> {
  if (options.policy !== undefined) return options.policy;
  const entry = await stat(resolve(io.cwd, defaultPolicy)).catch(() => undefined);
  return entry?.isFile() === true ? defaultPolicy : undefined;
}

/** The rule of that id. Throws a `UserError` that suggests another where there is none. */
export function findRule(id: string, rules: readonly CheckedRule[]): CheckedRule {
  const found = rules.find((one) => one.rule.id === id);
  if (found !== undefined) return found;
  const hint = suggest(
    id,
    rules.map((one) => one.rule.id),
  );
  throw new UserError([{ at: id, message: 'there is no such rule', hint }]);
}
