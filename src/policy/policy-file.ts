import { dirname, join } from 'node:path';
import type { Policy, Requirement } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';
import { loadCatalogue } from '../rules/catalogue.ts';
import { readSource } from '../rules/rule-files.ts';
import { loadPolicy, ownCatalogue } from './load-policy.ts';

/** Reads a policy from disk; a catalogue that it brings along takes the place of the tool's own. */
export async function readPolicy(
  path: string,
  loaded: { readonly rules: readonly Rule[]; readonly catalogue: readonly Requirement[] },
  cwd = '.',
): Promise<Policy> {
  const source = await readSource(path, cwd);
  const own = await readOwnCatalogue(path, cwd);
  return loadPolicy(source, loaded.rules, own ?? loaded.catalogue);
}

/** The catalogue that a policy brings along, if it does: rules of the same organisation may name its clauses. */
export async function readOwnCatalogue(path: string, cwd = '.'): Promise<Requirement[] | undefined> {
  const own = ownCatalogue(await readSource(path, cwd));
  if (own === undefined) return undefined;
  return loadCatalogue(await readSource(join(dirname(path), own), cwd));
}
