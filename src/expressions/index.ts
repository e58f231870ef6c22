export { checkCondition, checkTemplate } from './check.ts';
export { compileCondition, compileTemplate, StepBudgetError } from './compile.ts';
export type {
  CheckedExpression,
  CheckedTemplate,
  ExpressionContext,
  ExpressionProblem,
} from './expression.ts';
