import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/model/report.ts';
import { type FaultStack, faultsFolder } from '../../tools/fixtures/fault-files.ts';
import { type Difference, withDifferences } from '../../tools/fixtures/plan-delta.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { judgePlan } from '../judge-plan.ts';

const bases = new Map<FaultStack, { readonly plan: unknown; readonly report: Report }>();

/** The clean plan of a stack and what is said of it, read once. */
function baseOf(stack: FaultStack): { readonly plan: unknown; readonly report: Report } {
  const known = bases.get(stack);
  if (known !== undefined) return known;
  const plan: unknown = JSON.parse(readFixture(join('plans', `caja-${stack}.json`)));
  const base = { plan, report: judgeIn(plan, stack) };
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
  return badOnes(judgeIn(withDifferences(base.plan, changes), stack)).filter(
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

function judgeIn(plan: unknown, stack: FaultStack): Report {
  const environment = stack === 'applied' ? 'prod' : stack;
  return judgePlan(Buffer.from(JSON.stringify(plan)), {
    stack: `infrastructure/environments/${environment}`,
  });
}

function readFixture(path: string): string {
  return readFileSync(join(repositoryRoot, 'fixtures', path), 'utf8');
}
