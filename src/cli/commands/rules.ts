import type { CheckedRule } from '../../rules/checked-rule.ts';
import type { Command, CommonOptions } from '../arguments.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../printable.ts';
import { findRule, policyOf, type RuleShelf, wholeShelf } from '../rules-loading.ts';
import { testRules } from '../rules-test.ts';

type RulesCommand = Exclude<Extract<Command, { name: `rules-${string}` }>, { name: 'rules-new' }>;

/** `caja-policy rules list | show | test`. */
export async function answerRules(command: RulesCommand, options: CommonOptions, io: Io): Promise<ExitCode> {
  if (command.name === 'rules-test' && command.watch) {
    const { watchRules } = await import('../rules-watch.ts');
    return watchRules(command.rules, options, io);
  }
  const shelf = await wholeShelf(options, io);
  switch (command.name) {
    case 'rules-list':
      io.stdout.write(ruleList(shelf.rules));
      return exitCodes.clean;
    case 'rules-show':
      io.stdout.write(await page(command.rule, shelf, options, io));
      return exitCodes.clean;
    case 'rules-test':
      return testRules(
        command.rules.length === 0 ? shelf.rules : command.rules.map((id) => findRule(id, shelf.rules)),
        options.quiet,
        io,
      );
  }
}

const waiverDays = 90;

async function page(id: string, shelf: RuleShelf, options: CommonOptions, io: Io): Promise<string> {
  const { rulePage } = await import('../rule-page.ts');
  const { columnsOf } = await import('../../reporters/table/index.ts');
  const { painter } = await import('../../reporters/table/paint.ts');
  const { wantsColor } = await import('../write-reports.ts');
  const { columns } = io.stdout;
  const checked = findRule(id, shelf.rules);
  const until = new Date(io.now().getTime() + waiverDays * 86_400_000);
  const text = rulePage(clean(checked), {
    width: columnsOf(columns === undefined ? undefined : { columns }),
    paint: painter(wantsColor(options, io)),
    catalogue: shelf.catalogue,
    policy: await policyOf(shelf, options, io),
    isBuiltIn: shelf.own.every(({ rule }) => rule.id !== id),
    waivedUntil: until.toISOString().slice(0, 10),
  });
  return text;
}

/** What rule files say, without what a terminal would obey; the page's own colours come later. */
function clean(checked: CheckedRule): CheckedRule {
  return JSON.parse(JSON.stringify(checked), (_key, value) =>
    typeof value === 'string' ? printable(value) : value,
  ) as CheckedRule;
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
