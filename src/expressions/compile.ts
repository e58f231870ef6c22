import type { Fact } from '../model/fact.ts';
import type { Answer, Condition, Scope, Template } from '../model/rule.ts';
import { cut, type Eval, type Frame } from './evaluate/frame.ts';
import { compileTruth } from './evaluate/node.ts';
import { printer } from './evaluate/print.ts';
import { distinct, type Kleene } from './evaluate/value.ts';
import type { CheckedExpression, CheckedTemplate } from './expression.ts';

export { StepBudgetError } from './evaluate/frame.ts';

/** Makes a checked condition ready to run. It needs neither the parser nor the source text. */
export function compileCondition(expression: CheckedExpression): Condition {
  return conditionOf(compileTruth(expression.node));
}

/** The condition that a compiled root answers. */
export function conditionOf(truth: Eval<Kleene>): Condition {
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

/** A fact that was asked twice is one piece of evidence. A set costs more than it saves for a handful. */
function dropRepeats(reads: Fact[], start: number): void {
  const seen = reads.length - start > 16 ? new Set<Fact>() : undefined;
  let end = start;
  for (let index = start; index < reads.length; index++) {
    const fact = reads[index] as Fact;
    const repeated = seen === undefined ? isAmong(reads, fact, start, end) : seen.has(fact);
    if (repeated) continue;
    seen?.add(fact);
    if (end !== index) reads[end] = fact;
    end += 1;
  }
  cut(reads, end);
}

function isAmong(reads: readonly Fact[], fact: Fact, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (reads[index] === fact) return true;
  return false;
}
