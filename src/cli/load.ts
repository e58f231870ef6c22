import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Policy, Requirement } from '../model/policy.ts';
import type { CompiledRule, Rule } from '../model/rule.ts';
import { suggest } from '../model/suggestion.ts';
import { UserError } from '../model/user-error.ts';
import { compileRules } from '../rules/compile-rules.ts';
import type { CommonOptions } from './arguments.ts';
import { loadBuiltIns, type ShippedRule } from './built-in-rules.ts';
import { checkHistory } from './history.ts';
import type { Io } from './io.ts';
import { onlyRequirements } from './only-requirements.ts';
import { policyPathIn } from './policy-path.ts';
import { serveOwnCatalogue } from './statement-rules.ts';

const defaultPolicy = 'caja-policy.yaml';

/** What every judging needs: rules ready to judge, and the policy. */
export interface Loaded {
  readonly rules: readonly CompiledRule[];
  readonly policy: Policy;
  /** The same rules as they were checked, in the same order: what they were compiled from. */
  readonly checked: readonly ShippedRule[];
  /** Every rule that there is, also those that are not asked. */
  readonly ruleIds: readonly string[];
  /** The policy's path in the repository around the working directory; `false` where it lies outside. */
  readonly policyPath: string | false;
}

/** Loads rules and policy; whatever is wrong with either, or with the environment's name, is told before anything is scanned. */
export async function load(options: CommonOptions, io: Io, environment?: string): Promise<Loaded> {
  await checkHistory(options, io);
  const path = await policyPath(options, io);
  const own = path === undefined ? undefined : await catalogueOf(path, io);
  const { rules: all, catalogue } = await loadRules(options, io, own);
  const whole = await loadPolicyFor(path, { rules: all.map((one) => one.rule), catalogue }, io);
  checkEnvironment(environment, whole);
  const { rules, policy } = onlyRequirements({ rules: all, policy: whole }, options);
  return {
    rules: compileRules(rules),
    checked: rules,
    policy: options.failOn === undefined ? policy : withGate(policy, options.failOn),
    ruleIds: all.map(({ rule }) => rule.id),
    policyPath: await policyPathIn(policy.file, io.cwd),
  };
}

/** The built-in rules and those of every `--rules` folder, which may name the clauses of the policy's own catalogue. */
export async function loadRules(
  options: CommonOptions,
  io: Io,
  own: readonly Requirement[] | undefined,
): Promise<{ rules: readonly ShippedRule[]; catalogue: readonly Requirement[] }> {
  const builtIn = await loadBuiltIns();
  const catalogue = own ?? builtIn.catalogue;
  const shipped =
    own === undefined ? builtIn.rules : serveOwnCatalogue(builtIn.rules, builtIn.catalogue, own);
  if (options.rules.length === 0) return { rules: shipped, catalogue };
  const { readRuleFiles } = await import('../rules/rule-files.ts');
  const { checkRules } = await import('../rules/check-rules.ts');
  const all: ShippedRule[] = [...shipped];
  for (const folder of options.rules) {
    const files = await readRuleFiles(folder, io.cwd);
    const loaded = all.map((one) => one.rule);
    all.push(...checkRules(files, catalogue, loaded));
  }
  return { rules: all, catalogue };
}

/** The policy to read; undefined when nobody named one and there is none. */
async function policyPath(options: CommonOptions, io: Io): Promise<string | undefined> {
  if (options.policy !== undefined) return options.policy;
  if (await isFile(resolve(io.cwd, defaultPolicy))) return defaultPolicy;
  if (!options.quiet)
    io.stderr.write(`There is no ${defaultPolicy} here: the rules' own figures are used.\n`);
  return undefined;
}

async function catalogueOf(path: string, io: Io): Promise<readonly Requirement[] | undefined> {
  const { readOwnCatalogue } = await import('../policy/policy-file.ts');
  return readOwnCatalogue(path, io.cwd);
}

async function loadPolicyFor(
  path: string | undefined,
  loaded: { readonly rules: readonly Rule[]; readonly catalogue: readonly Requirement[] },
  io: Io,
): Promise<Policy> {
  if (path === undefined) {
    const { emptyPolicy } = await import('../policy/empty-policy.ts');
    return emptyPolicy(loaded.catalogue);
  }
  const { readPolicy } = await import('../policy/policy-file.ts');
  return readPolicy(path, loaded, io.cwd);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

function withGate(policy: Policy, failOn: Policy['gate']['failOn']): Policy {
  return { ...policy, gate: { ...policy.gate, failOn } };
}

/** Refuses an environment that the policy does not know; without environments in the policy any name will do. */
function checkEnvironment(environment: string | undefined, policy: Policy): void {
  const names = policy.environments.map((one) => one.name);
  if (environment === undefined || names.length === 0 || names.includes(environment)) return;
  throw new UserError([
    {
      at: '--environment',
      message: `the policy knows no environment \`${environment}\``,
      hint: suggest(environment, names),
    },
  ]);
}
