import type { SyntaxNode } from './check/cel.ts';
import { lowerExpression } from './check/lower.ts';
import { isLoop } from './check/macros.ts';
import type { CheckedExpression, ExpressionContext, ExpressionNode } from './expression.ts';

/** How a step of a condition is written. */
export interface Wording {
  readonly text: string;
  /** The name of a loop's variable. */
  readonly variable?: string;
}

export interface WordedExpression {
  readonly expression: CheckedExpression;
  /** Steps that nobody wrote (the keys of a map that is walked) have none. */
  readonly words: ReadonlyMap<ExpressionNode, Wording>;
}

/** Checks a sound condition once more, this time with the words of each step: rules are shipped without them. */
export function wordExpression(source: string, context: ExpressionContext): WordedExpression {
  const words = new Map<ExpressionNode, Wording>();
  const { node, slots } = lowerExpression(source, context, (step, from) => {
    const variable = variableOf(from);
    const text = oneLine(balanced(source, from));
    words.set(step, variable === undefined ? { text } : { text, variable });
  });
  words.set(node, { ...words.get(node), text: oneLine(source) });
  return { expression: { source, slots, node }, words };
}

function variableOf(from: SyntaxNode): string | undefined {
  if (from.op !== 'rcall' || !isLoop(from.args[0])) return undefined;
  const variable = from.args[2][0];
  return variable?.op === 'id' ? variable.args : undefined;
}

/** The parser's spans leave out parentheses at a step's own ends: `a) && (b`. */
function balanced(source: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const { opened, closed } = unmatched(source.slice(start, end));
  let [from, to] = [start, end];
  for (let left = closed; left > 0 && from > 0; ) if (source[--from] === '(') left -= 1;
  for (let left = opened; left > 0 && to < source.length; ) if (source[to++] === ')') left -= 1;
  return source.slice(from, to);
}

/** Parentheses without their partner; those inside of texts are no parentheses. */
function unmatched(text: string): { readonly opened: number; readonly closed: number } {
  const bare = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/gs, '');
  let [opened, closed] = [0, 0];
  for (const character of bare) {
    if (character === '(') opened += 1;
    else if (character === ')' && opened > 0) opened -= 1;
    else if (character === ')') closed += 1;
  }
  return { opened, closed };
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
