import type { ExpressionProblem } from '../expression.ts';

/** Ends the checking of one expression; never leaves this folder. */
export class Refusal extends Error {
  readonly problem: ExpressionProblem;

  constructor(problem: ExpressionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A stretch of source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function refuse(span: Span, message: string, hint?: string): never {
  const base = { message, offset: span.start, length: Math.max(0, span.end - span.start) };
  throw new Refusal(hint === undefined ? base : { ...base, hint });
}
