import { join } from 'node:path';
import { judge } from '../src/engine/judge.ts';
import type { Report } from '../src/model/report.ts';
import type { Reading } from '../src/model/resource.ts';
import type { CompiledRule } from '../src/model/rule.ts';
import { loadPolicy } from '../src/policy/load-policy.ts';
import { loadCatalogue } from '../src/rules/catalogue.ts';
import { checkRules } from '../src/rules/check-rules.ts';
import { compileRules } from '../src/rules/compile-rules.ts';
import { catalogueFile, readRuleFiles, readSource } from '../src/rules/rule-files.ts';
import { readTerraformPlan } from '../src/sources/terraform-plan/inventory.ts';
import { repositoryRoot } from '../tools/repository-root.ts';

const folder = join(repositoryRoot, 'rules');
const catalogue = loadCatalogue(await readSource(join(folder, catalogueFile), repositoryRoot));
const files = await readRuleFiles(folder, repositoryRoot);

/** The tool's own rules. */
export const rules: readonly CompiledRule[] = compileRules(checkRules(files, catalogue));

const policy = loadPolicy(
  await readSource(join(repositoryRoot, 'caja-policy.yaml'), repositoryRoot),
  rules.map(({ rule }) => rule),
  catalogue,
);

/** What the tool's rules and Caja's policy say of a plan, on a fixed day and without a process of its own. */
export function judgePlan(bytes: Uint8Array, where: { stack?: string; environment?: string }): Report {
  const { stack, environment } = where;
  const reading = readTerraformPlan(bytes, {
    subject: 'plan.json',
    ...(stack === undefined ? {} : { stack }),
  });
  return judgeReading(reading, environment);
}

/** What they say of anything that was read. */
export function judgeReading(reading: Reading, environment?: string): Report {
  const tool = { name: 'caja-policy', version: 'test' };
  return judge({ rules, reading, policy, environment, today: '2026-11-22', tool, evidence: 'problems' });
}
