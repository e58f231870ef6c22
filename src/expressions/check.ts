import { lowerExpression } from './check/lower.ts';
import { Refusal, refuse } from './check/refusal.ts';
import { split } from './check/template.ts';
import { describe, type Type } from './check/types.ts';
import type {
  CheckedExpression,
  CheckedTemplate,
  ExpressionContext,
  ExpressionProblem,
} from './expression.ts';

/** Parses a condition and checks it against a kind's attributes and a rule's parameters. */
export function checkCondition(
  source: string,
  context: ExpressionContext,
): { readonly expression: CheckedExpression } | { readonly problem: ExpressionProblem } {
  return attempt(source, () => {
    const { node, type, slots } = lowerExpression(source, context);
    if (type.type !== 'bool') {
      refuse(
        { start: 0, end: source.length },
        `a condition answers true or false, and this is ${describe(type)}`,
      );
    }
    return { expression: { source, slots, node } };
  });
}

/** Parses a sentence and checks the expressions in its braces. */
export function checkTemplate(
  source: string,
  context: ExpressionContext,
): { readonly template: CheckedTemplate } | { readonly problem: ExpressionProblem } {
  return attempt(source, () => {
    const pieces = split(source).map((piece) => {
      if ('text' in piece) return piece.text;
      return shifted(piece.offset, () => placeholder(piece.expression, context));
    });
    return { template: { source, pieces } };
  });
}

function placeholder(source: string, context: ExpressionContext) {
  const { node, type, slots } = lowerExpression(source, context);
  if (!isPrintable(type)) {
    refuse(
      { start: 0, end: source.length },
      `${describe(type)} cannot be printed`,
      'Name one of its attributes.',
    );
  }
  return { slots, node };
}

function isPrintable(type: Type): boolean {
  if (type.type === 'list')
    return type.of.type === 'nothing' || (type.of.type !== 'list' && isPrintable(type.of));
  return type.type !== 'struct' && type.type !== 'map' && type.type !== 'parameters';
}

function shifted<T>(by: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal({ ...error.problem, offset: error.problem.offset + by });
  }
}

function attempt<T>(source: string, run: () => T): T | { readonly problem: ExpressionProblem } {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    // The parser recurses without a limit of its own over `!`, `-` and `&&`.
    if (error instanceof RangeError) {
      return {
        problem: {
          message: 'the expression is nested too deeply',
          offset: 0,
          length: source.length,
          hint: 'Split it into several expectations.',
        },
      };
    }
    throw error;
  }
}
