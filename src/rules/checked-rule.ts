import type { CheckedExpression, CheckedTemplate } from '../expressions/expression.ts';
import type { Verdict } from '../model/report.ts';
import type { ParameterValue, Rule } from '../model/rule.ts';

/** A rule whose file holds no mistake. Plain JSON: the build ships it, and no parser is needed to use it. */
export interface CheckedRule {
  readonly rule: Rule;
  /** The file it came from, for messages. */
  readonly file: string;
  readonly when?: CheckedExpression;
  readonly expectations: readonly CheckedExpectation[];
  readonly examples: readonly CheckedExample[];
}

export interface CheckedExpectation {
  readonly that: CheckedExpression;
  readonly message: CheckedTemplate;
  /** `file:line:column`, for messages. */
  readonly at: string;
}

/** An example of a rule: a resource written in short, and what the rule says of it. */
export interface CheckedExample {
  readonly name: string;
  readonly verdict: Verdict;
  /** `file:line:column`, for messages. */
  readonly at: string;
  /** Attributes in short; `example-resource.ts` makes facts of them. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly related: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly environment: string;
  readonly says?: string;
}
