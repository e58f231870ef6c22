import { join } from 'node:path';
import { judgeRule } from '../src/engine/judge-rule.ts';
import { formatProblem, type Problem, UserError } from '../src/model/user-error.ts';
import { loadCatalogue } from '../src/rules/catalogue.ts';
import { inspectRules } from '../src/rules/check-rules.ts';
import { catalogueFile, readRuleFiles, readSource } from '../src/rules/rule-files.ts';
import { runExamples } from '../src/rules/run-examples.ts';

// node --import tsx tools/test-rules.ts [id or start of an id …]: checks rule files and runs their examples.

const folder = join(import.meta.dirname, '../rules');
const wanted = process.argv.slice(2);

async function main(): Promise<void> {
  const catalogue = loadCatalogue(await readSource(join(folder, catalogueFile)));
  const files = (await readRuleFiles(folder)).filter(
    ({ id }) => wanted.length === 0 || wanted.some((start) => id.startsWith(start)),
  );
  const { rules, problems } = inspectRules(files, catalogue);
  const found: Problem[] = [...problems];
  let examples = 0;
  for (const rule of rules) {
    const run = runExamples(rule, judgeRule);
    examples += run.examples.length;
    found.push(...run.uncovered, ...run.examples.flatMap((example) => example.problems));
  }
  for (const problem of found) process.stdout.write(`${formatProblem(problem)}\n`);
  process.stdout.write(`${files.length} rules, ${examples} examples, ${found.length} problems\n`);
  process.exitCode = found.length > 0 || files.length === 0 ? 1 : 0;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stdout.write(`${error.message}\n`);
  process.exitCode = 1;
}
