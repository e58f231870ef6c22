import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleFolder } from '../model/bundle-folder.ts';
import type { Requirement } from '../model/policy.ts';
import type { CheckedExample, CheckedRule } from '../rules/checked-rule.ts';

/** A rule as the package ships it; its examples stay in a file of their own, since only `rules test` and `rules show` want them. */
export type ShippedRule = Omit<CheckedRule, 'examples'>;

/** What the build writes beside the bundle, so that no YAML and no CEL is parsed before a scan. */
export interface BuiltIns {
  readonly rules: readonly ShippedRule[];
  readonly catalogue: readonly Requirement[];
}

export type ShippedExamples = Readonly<Record<string, readonly CheckedExample[]>>;

export const builtInFiles = { rules: 'built-in-rules.json', examples: 'built-in-examples.json' } as const;

/** The built-in rules: checked already in the package, read from their files where the program runs from source. */
export async function loadBuiltIns(): Promise<BuiltIns> {
  const shipped = bundleFolder(import.meta.url);
  if (shipped !== undefined)
    return JSON.parse(await readFile(new URL(builtInFiles.rules, shipped), 'utf8')) as BuiltIns;
  return checkedFromSource();
}

/** The built-in rules with their examples. */
export async function loadBuiltInsWithExamples(): Promise<Checked> {
  const shipped = bundleFolder(import.meta.url);
  if (shipped !== undefined) {
    const { rules, catalogue } = await loadBuiltIns();
    const examples = JSON.parse(
      await readFile(new URL(builtInFiles.examples, shipped), 'utf8'),
    ) as ShippedExamples;
    return { rules: rules.map((rule) => ({ ...rule, examples: examples[rule.rule.id] ?? [] })), catalogue };
  }
  return checkedFromSource();
}

type Checked = { readonly rules: readonly CheckedRule[]; readonly catalogue: readonly Requirement[] };

let checked: Promise<Checked> | undefined;

/** Checking all rules costs seconds; tests run the program often in one process. */
function checkedFromSource(): Promise<Checked> {
  checked ??= import('./check-built-ins.ts').then(({ checkBuiltIns }) => checkBuiltIns(sourceFolder()));
  return checked;
}

/** Where the built-in rules lie as files: undefined in the package, which brings them along checked. */
export function builtInFolder(): string | undefined {
  return bundleFolder(import.meta.url) === undefined ? sourceFolder() : undefined;
}

function sourceFolder(): string {
  return fileURLToPath(new URL('../../rules', import.meta.url));
}
