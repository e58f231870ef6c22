import { StepBudgetError } from '../expressions/compile.ts';
import type { Verdict } from '../model/report.ts';
import type { CompiledRule, Scope } from '../model/rule.ts';
import type { Problem } from '../model/user-error.ts';
import type { CheckedExample, CheckedRule } from './checked-rule.ts';
import { compileRule } from './compile-rules.ts';
import { buildScene } from './example-resource.ts';

/** The engine's verdict on one rule and one resource; handed in, because rules know nothing of the engine. */
export type Judge = (
  compiled: CompiledRule,
  scope: Scope,
) => { readonly verdict: Verdict; readonly message: string };

export interface ExampleResult {
  readonly rule: string;
  readonly name: string;
  readonly expected: Verdict;
  readonly verdict: Verdict;
  readonly message: string;
  /** What differs from the example, in words; none when it holds. */
  readonly problems: readonly Problem[];
}

export interface ExampleRun {
  readonly examples: readonly ExampleResult[];
  /** Expectations that no example breaks. */
  readonly uncovered: readonly Problem[];
}

/** Judges every example of a rule and compares the verdicts and sentences. */
export function runExamples(checked: CheckedRule, judge: Judge): ExampleRun {
  const compiled = compileRule(checked);
  const broken = new Set<number>();
  const examples = checked.examples.map((example) => {
    try {
      const scope = scopeOf(checked, example);
      if (example.verdict === 'fail') collectBroken(compiled, scope, broken);
      return compare(example, checked.rule.id, judgeInEnvironment(compiled, scope, judge));
    } catch (error) {
      if (!(error instanceof StepBudgetError)) throw error;
      return compare(example, checked.rule.id, { verdict: 'unknown', message: error.message });
    }
  });
  const hint = 'Add one under `examples.fail`.';
  const uncovered = checked.expectations
    .filter((_, index) => !broken.has(index))
    .map(({ at }) => ({ at, message: 'no example fails by this expectation', hint }));
  return { examples, uncovered };
}

function collectBroken(compiled: CompiledRule, scope: Scope, broken: Set<number>): void {
  compiled.expectations.forEach((expectation, index) => {
    if (expectation.that(scope, { reads: [] }) === false) broken.add(index);
  });
}

function scopeOf({ rule }: CheckedRule, example: CheckedExample): Scope {
  const scene = buildScene(example, rule.appliesTo);
  const defaults = Object.entries(rule.parameters).map(([name, declared]) => [name, declared.default]);
  return {
    resource: scene.resource,
    related: scene.related,
    parameters: { ...Object.fromEntries(defaults), ...example.parameters },
    environment: example.environment,
  };
}

/** The engine asks a rule only where it binds, before it judges. */
function judgeInEnvironment(compiled: CompiledRule, scope: Scope, judge: Judge): ReturnType<Judge> {
  const bound = compiled.rule.environments;
  if (bound.length > 0 && !bound.includes(scope.environment))
    return { verdict: 'not-applicable', message: '' };
  return judge(compiled, scope);
}

function compare(example: CheckedExample, rule: string, actual: ReturnType<Judge>): ExampleResult {
  const problems: Problem[] = [];
  const { at, name } = example;
  if (actual.verdict !== example.verdict) {
    const said = actual.message === '' ? '' : `: ${actual.message}`;
    problems.push({ at, message: `"${name}" should be ${example.verdict} and is ${actual.verdict}${said}` });
  } else if (example.says !== undefined && example.says !== actual.message) {
    problems.push({
      at,
      message: `"${name}" says another sentence than the example`,
      hint: `expected: ${example.says}\n  actual:   ${actual.message}`,
    });
  }
  return {
    rule,
    name,
    expected: example.verdict,
    verdict: actual.verdict,
    message: actual.message,
    problems,
  };
}
