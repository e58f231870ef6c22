import type { Fact } from '../model/fact.ts';
import type { Frame } from './evaluate/frame.ts';
import { isUndecided } from './evaluate/value.ts';
import type { Element, ElementAnswer, ElementLog, Step } from './explain-step.ts';
import type { ExpressionNode } from './expression.ts';

/** Of each answer; a list may have thousands, and loops stand in loops. */
const mostKept = 10;

export function elementLog(): ElementLog {
  return { kept: [], counts: { true: 0, false: 0, unknown: 0, value: 0 } };
}

/** Whether a step is what a loop asks of each element. */
export function isElementOf(loop: ExpressionNode, step: ExpressionNode): boolean {
  return 'slot' in loop && 'body' in loop && (loop.body === step || ('where' in loop && loop.where === step));
}

export function addElement(
  log: ElementLog,
  { loop, step, frame }: { readonly loop: ExpressionNode; readonly step: Step; readonly frame: Frame },
): ElementLog {
  if (!('slot' in loop)) return log;
  const fact = frame.variables[loop.slot] as Fact;
  const isMade = loop.op === 'map' && loop.body === step.node;
  if (isMade && loop.where !== undefined) return withMade(log, fact, step);
  const answer = isMade ? 'value' : answerOf(step);
  const counts = { ...log.counts, [answer]: log.counts[answer] + 1 };
  if (log.counts[answer] >= mostKept) return { ...log, counts };
  const element: Element = { fact, answer, ...(isMade ? { made: step } : { test: step }) };
  return { kept: [...log.kept, element], counts };
}

/** `map` with a condition lets all elements in or out before it makes anything of them. */
function withMade(log: ElementLog, fact: Fact, made: Step): ElementLog {
  return { ...log, kept: log.kept.map((one) => (one.fact === fact ? { ...one, made } : one)) };
}

function answerOf({ value }: Step): ElementAnswer {
  if (value === true) return 'true';
  return value === false || !isUndecided(value) ? 'false' : 'unknown';
}
