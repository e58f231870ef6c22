import type { ExpressionContext, ExpressionNode } from '../expression.ts';
import type { SyntaxNode } from './cel.ts';
import { refuse, type Span } from './refusal.ts';
import { describe, type StructType, type Type } from './types.ts';

/** A checked step with its type. */
export interface Typed {
  readonly node: ExpressionNode;
  readonly type: Type;
}

/** What a part of an expression can see, and the way to its own parts. */
export interface Scope {
  readonly context: ExpressionContext;
  readonly subject: StructType;
  readonly locals: readonly { readonly name: string; readonly type: Type }[];
  readonly depth: number;
  /** Shared by the whole expression: the most loop variables alive at once. */
  readonly most: { slots: number };
  readonly lower: (node: SyntaxNode, scope: Scope) => Typed;
}

/** The names that every expression may begin with. */
export const roots = ['resource', 'parameter', 'environment', 'name'] as const;

/** Deeper trees could exhaust the stack when they run. */
export const deepest = 100;

export function deeper(scope: Scope, span: Span): Scope {
  if (scope.depth >= deepest) {
    refuse(span, 'the expression is nested too deeply', 'Split it into several expectations.');
  }
  return { ...scope, depth: scope.depth + 1 };
}

/** Lowers a part that has to be of one type. */
export function expect(node: SyntaxNode, scope: Scope, wanted: Type['type'], what: string): ExpressionNode {
  const { node: lowered, type } = scope.lower(node, scope);
  if (type.type !== wanted && type.type !== 'nothing') {
    refuse(
      { start: node.start, end: node.end },
      `${what} must be ${article(wanted)}, and this is ${describe(type)}`,
    );
  }
  return lowered;
}

function article(type: Type['type']): string {
  return type === 'int' ? 'an int' : `a ${type}`;
}
