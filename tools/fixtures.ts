import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFaults } from './fixtures/faults.ts';
import type { PlanFixture } from './fixtures/plans.ts';
import { listPlanFixtures } from './fixtures/plans.ts';
import type { Workspace } from './fixtures/terraform.ts';
import { makePlan } from './fixtures/terraform.ts';
import { findToolchain, ToolchainMissing } from './fixtures/toolchain.ts';

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures');
const usage =
  'Usage: npm run fixtures -- [--check] [NAME…]\n  --check  write nothing; say which plans are stale\n  NAME     only plans whose name holds NAME; faults/RULE for the faults whose rule begins so\n';

function main(argv: readonly string[]): number {
  const check = argv.includes('--check');
  const names = argv.filter((argument) => !argument.startsWith('-'));
  if (argv.some((argument) => argument.startsWith('-') && argument !== '--check')) {
    process.stderr.write(usage);
    return 2;
  }
  const ofFaults = names.filter((name) => name.startsWith('faults'));
  const others = names.filter((name) => !name.startsWith('faults'));
  const wanted = listPlanFixtures(fixtures).filter((plan) =>
    names.length === 0 ? true : others.some((name) => plan.name.includes(name)),
  );
  if (wanted.length === 0 && ofFaults.length === 0) {
    process.stderr.write(`No plan is named like ${names.join(' or ')}.\n`);
    return 2;
  }
  const root = mkdtempSync(join(tmpdir(), 'caja-fixtures-'));
  try {
    const workspace = { root, pluginDirectory: findToolchain() };
    for (const folder of ['stacks', 'cases', 'twins', 'repository'])
      cpSync(join(fixtures, folder), join(root, folder), { recursive: true });
    const stale = wanted.filter((plan) => isStale(workspace, plan, check)).map((plan) => plan.name);
    if (names.length > 0 && ofFaults.length === 0) return report(wanted.length, stale, check);
    const rules = ofFaults.map((name) => name.replace(/^faults\/?/, ''));
    const faults = makeFaults(workspace, fixtures, rules.includes('') ? [] : rules, check);
    return report(wanted.length + faults.count, [...stale, ...faults.stale], check);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Makes the plan, compares it with the committed one and, unless only checking, writes it. */
function isStale(workspace: Workspace, plan: PlanFixture, check: boolean): boolean {
  const path = join(fixtures, plan.path);
  const json = plan.make((folder, options) => makePlan(workspace, folder, options));
  const stale = !existsSync(path) || readFileSync(path, 'utf8') !== json;
  const size = `${Math.ceil(Buffer.byteLength(json) / 1024)} KB`;
  process.stderr.write(`${plan.name}: ${size}, ${stale ? (check ? 'stale' : 'written') : 'up to date'}\n`);
  if (stale && !check) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, json);
  }
  return stale;
}

function report(count: number, stale: readonly string[], check: boolean): number {
  if (!check) process.stdout.write(`${count} plans made, ${stale.length} changed.\n`);
  else if (stale.length === 0) process.stdout.write(`${count} plans are up to date.\n`);
  else process.stdout.write(`Stale: ${stale.join(', ')}. Run npm run fixtures.\n`);
  return check && stale.length > 0 ? 1 : 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof ToolchainMissing;
  process.stderr.write(
    `${known || !(error instanceof Error) ? String((error as Error).message ?? error) : error.message}\n`,
  );
  process.exitCode = 2;
}
