import type { Fact } from '../model/fact.ts';
import type { Answer, Condition, Scope } from '../model/rule.ts';
import { compileCondition, conditionOf } from './compile.ts';
import { compileTruth } from './evaluate/node.ts';
import { whileWatched } from './evaluate/watch.ts';
import { openRecorder, type Read } from './explain-recorder.ts';
import type { Step } from './explain-step.ts';
import type { CheckedExpression } from './expression.ts';

/** One run of a condition, step by step. */
export interface Run {
  readonly answer: Answer;
  readonly root: Step;
  /** Every fact that was read, in the order of reading, those included that turned out not to matter. */
  readonly reads: readonly Read[];
}

export interface WatchedCondition {
  /** Answers as the plain condition does: it is the same closures, with somebody looking on. */
  readonly condition: Condition;
  /** The latest run that was meant; nothing where there was none. */
  readonly lastRun: () => Run | undefined;
}

/** Makes a condition that keeps what it did, for the scopes that are meant; all others are answered plainly. */
export function watchCondition(
  expression: CheckedExpression,
  isMeant: (scope: Scope) => boolean,
): WatchedCondition {
  const plain = compileCondition(expression);
  const recorder = openRecorder();
  const watched = conditionOf(whileWatched(recorder.watch, () => compileTruth(expression.node)));
  let last: Run | undefined;
  const condition: Condition = (scope, trace) => {
    if (!isMeant(scope)) return plain(scope, trace);
    recorder.begin();
    const reads = telling(trace.reads, recorder.read);
    const answer = watched(scope, { reads });
    for (const fact of reads.slice(trace.reads.length)) trace.reads.push(fact);
    last = { answer, ...recorder.end() };
    return answer;
  };
  return { condition, lastRun: () => last };
}

/** A list of reads that tells of each one; what is taken back because it does not matter has been told all the same. */
function telling(reads: readonly Fact[], tell: (fact: Fact) => void): Fact[] {
  const list = [...reads];
  list.push = (...facts) => {
    for (const fact of facts) {
      tell(fact);
      list[list.length] = fact;
    }
    return list.length;
  };
  return list;
}
