import { join } from 'node:path';
import type { Requirement } from '../model/policy.ts';
import { loadCatalogue } from '../rules/catalogue.ts';
import { checkRules } from '../rules/check-rules.ts';
import type { CheckedRule } from '../rules/checked-rule.ts';
import { catalogueFile, readRuleFiles, readSource } from '../rules/rule-files.ts';

/** Reads and checks the rules of a folder with its own catalogue, as the build and the program run from source do. */
export async function checkBuiltIns(
  folder: string,
): Promise<{ rules: readonly CheckedRule[]; catalogue: readonly Requirement[] }> {
  const catalogue = loadCatalogue(await readSource(join(folder, catalogueFile)));
  return { rules: checkRules(await readRuleFiles(folder), catalogue), catalogue };
}
