import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../src/engine/judge.ts';
import type { Report } from '../../src/model/report.ts';
import type { CompiledRule } from '../../src/model/rule.ts';
import { loadPolicy } from '../../src/policy/load-policy.ts';
import { loadCatalogue } from '../../src/rules/catalogue.ts';
import { checkRules } from '../../src/rules/check-rules.ts';
import { compileRules } from '../../src/rules/compile-rules.ts';
import { catalogueFile, readRuleFiles, readSource } from '../../src/rules/rule-files.ts';
import { readTerraformPlan } from '../../src/sources/terraform-plan/inventory.ts';
import { type FaultStack, faultsFolder } from '../../tools/fixtures/fault-files.ts';
import { type Difference, withDifferences } from '../../tools/fixtures/plan-delta.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';

const rulesFolder = join(repositoryRoot, 'rules');
const catalogue = loadCatalogue(await readSource(join(rulesFolder, catalogueFile), repositoryRoot));
const files = await readRuleFiles(rulesFolder, repositoryRoot);
export const rules: readonly CompiledRule[] = compileRules(checkRules(files, catalogue));
const policy = loadPolicy(
  await readSource(join(repositoryRoot, 'caja-policy.yaml'), repositoryRoot),
  rules.map(({ rule }) => rule),
  catalogue,
);

const bases = new Map<FaultStack, { readonly plan: unknown; readonly report: Report }>();

/** The clean plan of a stack and what is said of it, read once. */
function baseOf(stack: FaultStack): { readonly plan: unknown; readonly report: Report } {
  const known = bases.get(stack);
  if (known !== undefined) return known;
  const plan: unknown = JSON.parse(readFixture(join('plans', `caja-${stack}.json`)));
  const base = { plan, report: judgePlan(plan, stack) };
  bases.set(stack, base);
  return base;
}

/** A finding that the clean plan does not have: rule, place, verdict and what is said. */
export interface News {
  readonly rule: string;
  readonly on: string;
  readonly verdict: 'fail' | 'unknown';
  readonly message: string;
}

/** What a committed change of a clean stack brings that was not there before. `path` is relative to fixtures/faults. */
export function newsOf(path: string, stack: FaultStack): readonly News[] {
  const base = baseOf(stack);
  const changes = JSON.parse(readFixture(join(faultsFolder, path))) as readonly Difference[];
  const before = new Set(badOnes(base.report).map(nameOf));
  return badOnes(judgePlan(withDifferences(base.plan, changes), stack)).filter(
    (one) => !before.has(nameOf(one)),
  );
}

function badOnes({ findings }: Report): readonly News[] {
  return findings.flatMap(({ rule, resource, verdict, message }): News[] =>
    verdict === 'fail' || verdict === 'unknown'
      ? [{ rule, on: resource.address ?? resource.key, verdict, message }]
      : [],
  );
}

function nameOf({ rule, on, verdict }: News): string {
  return `${verdict} ${rule} ${on}`;
}

function judgePlan(plan: unknown, stack: FaultStack): Report {
  const environment = stack === 'applied' ? 'prod' : stack;
  const origin = { subject: `${stack}.json`, stack: `infrastructure/environments/${environment}` };
  const reading = readTerraformPlan(Buffer.from(JSON.stringify(plan)), origin);
  const tool = { name: 'caja-policy', version: 'test' };
  return judge({ rules, reading, policy, today: '2026-11-22', tool, evidence: 'problems' });
}

function readFixture(path: string): string {
  return readFileSync(join(repositoryRoot, 'fixtures', path), 'utf8');
}
