import type { Fact } from '../model/fact.ts';
import type { Answer, Condition, Scope, Template } from '../model/rule.ts';
import type { Frame } from './evaluate/frame.ts';
import { compileTruth } from './evaluate/node.ts';
import { printer } from './evaluate/print.ts';
import { distinct } from './evaluate/value.ts';
import type { CheckedExpression, CheckedTemplate } from './expression.ts';

export { StepBudgetError } from './evaluate/frame.ts';

/** Makes a checked condition ready to run. It needs neither the parser nor the source text. */
export function compileCondition(expression: CheckedExpression): Condition {
  const truth = compileTruth(expression.node);
  return (scope, trace): Answer => {
    const start = trace.reads.length;
    const answer = truth(frameOf(scope, trace.reads, false));
    if (trace.reads.length > start + 1) dropRepeats(trace.reads, start);
    return typeof answer === 'boolean' ? answer : { unknowns: distinct(answer.unknowns) };
  };
}

/** Makes a checked sentence ready to be filled. */
export function compileTemplate(template: CheckedTemplate): Template {
  const pieces = template.pieces.map((piece) => (typeof piece === 'string' ? piece : printer(piece.node)));
  return (scope) => {
    const frame = frameOf(scope, [], true);
    return pieces.map((piece) => (typeof piece === 'string' ? piece : piece(frame))).join('');
  };
}

function frameOf(scope: Scope, reads: Fact[], keepsAll: boolean): Frame {
  return { scope, reads, variables: [], keepsAll, steps: 0 };
}

/** A fact that was asked twice is one piece of evidence. */
function dropRepeats(reads: Fact[], start: number): void {
  const seen = new Set<Fact>();
  let end = start;
  for (let index = start; index < reads.length; index++) {
    const fact = reads[index] as Fact;
    if (seen.has(fact)) continue;
    seen.add(fact);
    reads[end++] = fact;
  }
  reads.length = end;
}
