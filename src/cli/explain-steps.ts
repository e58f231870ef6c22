import { isUndecided } from '../expressions/evaluate/value.ts';
import { tellingParts } from '../expressions/explain-parts.ts';
import type { Element, ElementAnswer, Step } from '../expressions/explain-step.ts';
import type { Wording } from '../expressions/explain-wording.ts';
import type { ExpressionNode } from '../expressions/expression.ts';
import { answerOf, answerOfFact, type StepAnswer } from './explain-value.ts';

/** One step of a condition with what it came to, and the parts that it came to it by. */
export interface ExplainedStep {
  /** As written. */
  readonly text: string;
  readonly answer: StepAnswer;
  readonly parts: readonly ExplainedStep[];
  readonly elements?: ExplainedElements;
}

/** What a loop asked of its elements; those that decide come first. */
export interface ExplainedElements {
  readonly variable: string;
  readonly shown: readonly ExplainedElement[];
  /** How many of each answer are not shown. */
  readonly left: Readonly<Partial<Record<ElementAnswer | 'not-asked', number>>>;
}

export interface ExplainedElement {
  readonly element: StepAnswer;
  readonly answer: StepAnswer;
  /** The loop's answer is its answer. */
  readonly decides?: true;
  /** It is one of those that may be in an open list. */
  readonly candidate?: true;
  readonly parts: readonly ExplainedStep[];
}

type Words = ReadonlyMap<ExpressionNode, Wording>;

const mostElements = 10;

/** Puts what a condition did beside how it is written. */
export function explainStep(node: ExpressionNode, step: Step | undefined, words: Words): ExplainedStep {
  const parts = tellingParts(node).map((part) =>
    explainStep(part, step === undefined ? undefined : findStep(step, part), words),
  );
  const explained = { text: words.get(node)?.text ?? '', answer: answerOf(step) };
  if (step === undefined) return { ...explained, parts: [] };
  // What is denied says the opposite: that need not be said twice.
  if (node.op === 'not') return { ...explainStep(node.of, findStep(step, node.of), words), ...explained };
  const found = node.op === 'has' ? whatHasFound(node.of, step, words) : [];
  const all = { ...explained, parts: [...parts, ...found] };
  const elements = explainElements(step, words);
  return elements === undefined ? all : { ...all, elements };
}

/** Steps that tell nothing lie between some of those that do. */
function findStep(step: Step, node: ExpressionNode): Step | undefined {
  for (const part of step.parts) {
    const found = part.node === node ? part : findStep(part, node);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `has(x)` tells of the fact that it looked at, which no part of it does. */
function whatHasFound(of: ExpressionNode, { reads, sensitive }: Step, words: Words): ExplainedStep[] {
  const fact = reads.at(-1);
  const text = words.get(of)?.text;
  if (fact === undefined || text === undefined) return [];
  const answer: StepAnswer =
    sensitive && fact.state === 'known' ? { state: 'known', sensitive: true } : answerOfFact(fact);
  return [{ text, answer, parts: [] }];
}

function explainElements(step: Step, words: Words): ExplainedElements | undefined {
  const { node, elements } = step;
  if (!('over' in node)) return undefined;
  const over = step.parts.find((part) => part.node === node.over);
  const list =
    over === undefined ||
    isUndecided(over.value) ||
    typeof over.value !== 'object' ||
    !('items' in over.value)
      ? undefined
      : over.value;
  if (list === undefined || elements === undefined) return undefined;
  const ordered = order(node.op).flatMap((answer) => elements.kept.filter((one) => one.answer === answer));
  const shown = ordered.slice(0, mostElements);
  const left: Partial<Record<ElementAnswer | 'not-asked', number>> = {};
  for (const answer of order(node.op)) {
    const hidden = elements.counts[answer] - shown.filter((one) => one.answer === answer).length;
    if (hidden > 0) left[answer] = hidden;
  }
  const asked = Object.values(elements.counts).reduce((sum, times) => sum + times, 0);
  const notAsked = list.items.length - asked;
  if (notAsked > 0) left['not-asked'] = notAsked;
  const masked = over?.sensitive === true;
  const decisive = decisiveAnswer(step);
  return {
    variable: words.get(node)?.variable ?? '',
    shown: shown.map((one) => ({
      ...explainElement(one, masked, words),
      ...(one.answer === decisive ? { decides: true } : {}),
      ...(list.candidates?.includes(one.fact) === true ? { candidate: true } : {}),
    })),
    left,
  };
}

/** The answer of elements that a loop's own answer stands on; all elements together make it otherwise. */
function decisiveAnswer({ node, value }: Step): ElementAnswer | undefined {
  if (isUndecided(value)) return 'unknown';
  if (node.op === 'all') return value === false ? 'false' : undefined;
  if (node.op === 'filter') return 'true';
  return node.op === 'exists' && value === true ? 'true' : undefined;
}

/** The answer that decides first. */
function order(op: ExpressionNode['op']): readonly ElementAnswer[] {
  return op === 'all' ? ['false', 'unknown', 'true'] : ['true', 'unknown', 'false', 'value'];
}

function explainElement(element: Element, masked: boolean, words: Words): ExplainedElement {
  const { fact, test, made } = element;
  const step = made ?? test;
  return {
    element: masked || step?.sensitive === true ? maskedName(fact) : answerOfFact(fact),
    answer: answerOf(step),
    parts: step === undefined ? [] : explainStep(step.node, step, words).parts,
  };
}

/** A thing has a name that may be told, whatever was made from what it keeps. */
function maskedName(fact: Element['fact']): StepAnswer {
  const answer = answerOfFact(fact);
  if (answer.state !== 'known' || answer.resources !== undefined) return answer;
  return { state: 'known', sensitive: true };
}
