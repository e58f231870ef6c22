import { lintResults } from './lint-results.ts';
import { lintRules } from './lint-rules.ts';
import { isText, listOf, type Part, part, problem, type SarifProblem } from './lint-values.ts';

export type { SarifProblem } from './lint-values.ts';

const mostRuns = 20;

/**
 * What GitHub's code scanning rejects, or misreads, though the SARIF schema and Microsoft's validator let it pass.
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
 */
export function lintSarif(log: unknown): readonly SarifProblem[] {
  const top = part(log);
  const runs = listOf(top.runs).map(part);
  const whole = [
    ...(top.version === '2.1.0' ? [] : [problem('version', 'version', 'The version must be "2.1.0".')]),
    ...(isText(top.$schema) ? [] : [problem('schema', '$schema', '`$schema` is missing.')]),
    ...(Array.isArray(top.runs) ? [] : [problem('no-runs', 'runs', '`runs` is missing.')]),
    ...(runs.length <= mostRuns
      ? []
      : [problem('too-many-runs', 'runs', `GitHub takes ${mostRuns} runs a file.`)]),
    ...lintCategories(runs),
  ];
  return [...whole, ...runs.flatMap((run, index) => lintRun(run, `runs[${index}]`))];
}

function lintRun(run: Part, at: string): readonly SarifProblem[] {
  const driver = part(part(run.tool).driver);
  const problems: SarifProblem[] = [];
  if (!isText(driver.name)) problems.push(problem('no-tool-name', at, 'The tool has no name.'));
  for (const invocation of listOf(run.invocations).map(part)) {
    if (invocation.executionSuccessful === true) continue;
    problems.push(
      problem(
        'unsuccessful',
        at,
        'GitHub refuses the delivery unless `executionSuccessful` is true: it means that the scan ran.',
      ),
    );
  }
  return [...problems, ...lintRules(driver, at), ...lintResults(run, driver, at)];
}

/** Compared as the upload action compares them. */
function lintCategories(runs: readonly Part[]): readonly SarifProblem[] {
  const problems: SarifProblem[] = [];
  const seen = new Set<string>();
  for (const [index, run] of runs.entries()) {
    const at = `runs[${index}].automationDetails.id`;
    const { id } = part(run.automationDetails);
    if (!isText(id) || !id.endsWith('/')) {
      problems.push(
        problem('category', at, 'The category must end with a slash, or GitHub cuts its last part off.'),
      );
    }
    const { name } = part(part(run.tool).driver);
    const compared = `${String(name)}/${String(id)}`.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    if (seen.has(compared))
      problems.push(problem('same-category', at, 'Two runs have one category: GitHub refuses the file.'));
    seen.add(compared);
  }
  return problems;
}
