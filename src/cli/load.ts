import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Policy, Requirement } from '../model/policy.ts';
import type { CompiledRule, Rule } from '../model/rule.ts';
import { UserError } from '../model/user-error.ts';
import { compileRules } from '../rules/compile-rules.ts';
import type { CommonOptions } from './arguments.ts';
import { loadBuiltIns, type ShippedRule } from './built-in-rules.ts';
import type { Io } from './io.ts';

const defaultPolicy = 'caja-policy.yaml';

/** What every judging needs: rules ready to judge, and the policy. */
export interface Loaded {
  readonly rules: readonly CompiledRule[];
  readonly policy: Policy;
}

/** Loads rules and policy; whatever is wrong with either is told before anything is scanned. */
export async function load(options: CommonOptions, io: Io): Promise<Loaded> {
  const { rules, catalogue } = await loadRules(options, io);
  const policy = await loadPolicyFor(
    rules.map((one) => one.rule),
    catalogue,
    options,
    io,
  );
  return {
    rules: compileRules(rules),
    policy: options.failOn === undefined ? policy : withGate(policy, options.failOn),
  };
}

/** The built-in rules and those of every `--rules` folder. */
export async function loadRules(
  options: CommonOptions,
  io: Io,
): Promise<{ rules: readonly ShippedRule[]; catalogue: readonly Requirement[] }> {
  const builtIn = await loadBuiltIns();
  if (options.rules.length === 0) return builtIn;
  const { readRuleFiles } = await import('../rules/rule-files.ts');
  const { checkRules } = await import('../rules/check-rules.ts');
  const all: ShippedRule[] = [...builtIn.rules];
  for (const folder of options.rules) {
    const files = await readRuleFiles(resolve(io.cwd, folder));
    all.push(
      ...checkRules(
        files,
        builtIn.catalogue,
        all.map((one) => one.rule),
      ),
    );
  }
  return { rules: all, catalogue: builtIn.catalogue };
}

async function loadPolicyFor(
  rules: readonly Rule[],
  catalogue: readonly Requirement[],
  options: CommonOptions,
  io: Io,
): Promise<Policy> {
  const path = options.policy ?? defaultPolicy;
  if (options.policy === undefined && !(await isFile(resolve(io.cwd, path)))) {
    if (!options.quiet) io.stderr.write(`There is no ${path} here: the rules' own figures are used.\n`);
    const { emptyPolicy } = await import('../policy/empty-policy.ts');
    return emptyPolicy(catalogue);
  }
  const { readPolicy } = await import('../policy/policy-file.ts');
  return readPolicy(resolve(io.cwd, path), { rules, catalogue });
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
export function checkEnvironment(
  environment: string | undefined,
  policy: Policy,
  suggestion: (names: readonly string[]) => string,
): void {
  const names = policy.environments.map((one) => one.name);
  if (environment === undefined || names.length === 0 || names.includes(environment)) return;
  throw new UserError([
    {
      at: '--environment',
      message: `the policy knows no environment \`${environment}\``,
      hint: suggestion(names),
    },
  ]);
}
