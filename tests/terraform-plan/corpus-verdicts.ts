import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/model/report.ts';
import type { Goldens } from '../../tools/goldens.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { judgePlan } from '../judge-plan.ts';

export const corpus = join(repositoryRoot, '../shared/corpus/plans');
export const corpusGolden = 'fixtures/scenarios/corpus.verdicts.txt';

/** What is said of every plan of the corpus, so that a change in judgement shows in review. Nothing where there is no corpus. */
export async function goldens(): Promise<readonly Goldens[]> {
  return existsSync(corpus) ? [{ files: { [corpusGolden]: corpusVerdicts() } }] : [];
}

export function corpusVerdicts(): string {
  const names = readdirSync(corpus).filter((name) => name.endsWith('.json'));
  const lines = names.sort().flatMap((name) => {
    const report = judgePlan(readFileSync(join(corpus, name)), { environment: 'prod' });
    return [`${name}: ${countsOf(report)}`, ...rulesOf(report, 'fail'), ...rulesOf(report, 'unknown')];
  });
  return `${names.length} plans, by Caja's policy, as production\n\n${lines.join('\n')}\n`;
}

function countsOf({ summary }: Report): string {
  const { pass, fail, unknown, notApplicable } = summary.counts;
  return `${summary.resources} resources, ${pass} pass, ${fail} fail, ${unknown} unknown, ${notApplicable} not applicable`;
}

/** Rules that came to a verdict, with how often. */
function rulesOf({ findings }: Report, verdict: 'fail' | 'unknown'): readonly string[] {
  const counts = new Map<string, number>();
  for (const finding of findings)
    if (finding.verdict === verdict) counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
  const told = [...counts].map(([rule, count]) => (count === 1 ? rule : `${rule} (${count})`));
  return told.length === 0 ? [] : [`  ${verdict}: ${told.join(', ')}`];
}
