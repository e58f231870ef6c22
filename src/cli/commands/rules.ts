import { judgeRule } from '../../engine/judge-rule.ts';
import { suggest } from '../../model/suggestion.ts';
import { formatProblem, UserError } from '../../model/user-error.ts';
import type { CheckedRule } from '../../rules/checked-rule.ts';
import { runExamples } from '../../rules/run-examples.ts';
import type { Command, CommonOptions } from '../arguments.ts';
import { loadBuiltInsWithExamples } from '../built-in-rules.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../printable.ts';
import { rulePage } from '../rule-page.ts';

type RulesCommand = Exclude<Extract<Command, { name: `rules-${string}` }>, { name: 'rules-new' }>;

/** `caja-policy rules list | show | test`. */
export async function answerRules(command: RulesCommand, options: CommonOptions, io: Io): Promise<ExitCode> {
  const rules = await rulesWithExamples(options, io);
  switch (command.name) {
    case 'rules-list':
      io.stdout.write(ruleList(rules));
      return exitCodes.clean;
    case 'rules-show':
      io.stdout.write(printable(rulePage(find(command.rule, rules))));
      return exitCodes.clean;
    case 'rules-test':
      return testRules(
        command.rules.length === 0 ? rules : command.rules.map((id) => find(id, rules)),
        options,
        io,
      );
  }
}

async function rulesWithExamples(options: CommonOptions, io: Io): Promise<readonly CheckedRule[]> {
  const { rules, catalogue } = await loadBuiltInsWithExamples();
  if (options.rules.length === 0) return rules;
  const { readRuleFiles } = await import('../../rules/rule-files.ts');
  const { checkRules } = await import('../../rules/check-rules.ts');
  const all = [...rules];
  for (const folder of options.rules) {
    const files = await readRuleFiles(folder, io.cwd);
    all.push(
      ...checkRules(
        files,
        catalogue,
        all.map((one) => one.rule),
      ),
    );
  }
  return all;
}

function find(id: string, rules: readonly CheckedRule[]): CheckedRule {
  const found = rules.find((one) => one.rule.id === id);
  if (found !== undefined) return found;
  const hint = suggest(
    id,
    rules.map((one) => one.rule.id),
  );
  throw new UserError([{ at: id, message: 'there is no such rule', hint }]);
}

function ruleList(rules: readonly CheckedRule[]): string {
  const rows = rules.map(({ rule }) => [
    rule.id,
    rule.severity,
    rule.appliesTo,
    rule.requirements.join(','),
    rule.title,
  ]);
  const head = ['RULE', 'SEVERITY', 'KIND', 'REQUIREMENTS', 'TITLE'];
  const all = [head, ...rows.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** Every example is run, and all that differ are told. Nothing run is not a pass. */
function testRules(rules: readonly CheckedRule[], options: CommonOptions, io: Io): ExitCode {
  let ran = 0;
  let wrong = 0;
  for (const rule of rules) {
    const { examples, uncovered } = runExamples(rule, judgeRule);
    ran += examples.length;
    for (const problem of [...examples.flatMap((example) => example.problems), ...uncovered]) {
      wrong += 1;
      io.stdout.write(`${printable(formatProblem(problem))}\n`);
    }
  }
  if (!options.quiet) {
    const words = wrong === 0 ? 'all hold' : `${wrong} ${wrong === 1 ? 'problem' : 'problems'}`;
    const which = rules.length === 1 ? '1 rule' : `${rules.length} rules`;
    io.stderr.write(`${ran} examples of ${which}: ${words}.\n`);
  }
  if (ran === 0) return exitCodes.mistake;
  return wrong === 0 ? exitCodes.clean : exitCodes.violations;
}
