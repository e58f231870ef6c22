import { judgeRule } from '../engine/judge-rule.ts';
import { formatProblem, type Problem } from '../model/user-error.ts';
import type { CheckedRule } from '../rules/checked-rule.ts';
import { runExamples } from '../rules/run-examples.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { printable } from './printable.ts';

/** Runs every example and tells all that differ; the last line may say when. Nothing run is not a pass. */
export function testRules(rules: readonly CheckedRule[], quiet: boolean, io: Io, when = ''): ExitCode {
  let ran = 0;
  const problems: Problem[] = [];
  for (const rule of rules) {
    const { examples, uncovered } = runExamples(rule, judgeRule);
    ran += examples.length;
    problems.push(...examples.flatMap((example) => example.problems), ...uncovered);
  }
  for (const problem of problems) io.stdout.write(`${printable(formatProblem(problem))}\n`);
  if (!quiet) {
    const wrong = problems.length;
    const words = wrong === 0 ? 'all hold' : `${wrong} ${wrong === 1 ? 'problem' : 'problems'}`;
    const which = rules.length === 1 ? '1 rule' : `${rules.length} rules`;
    io.stderr.write(`${when}${ran} examples of ${which}: ${words}.\n`);
  }
  if (ran === 0) return exitCodes.mistake;
  return problems.length === 0 ? exitCodes.clean : exitCodes.violations;
}
