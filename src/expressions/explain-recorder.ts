import type { Fact } from '../model/fact.ts';
import type { Eval, Frame } from './evaluate/frame.ts';
import { isUndecided, nowhere, type Result } from './evaluate/value.ts';
import type { Watch } from './evaluate/watch.ts';
import { addElement, elementLog, isElementOf } from './explain-elements.ts';
import type { Step } from './explain-step.ts';
import type { ExpressionNode } from './expression.ts';

/** A fact that was read, with the step that read it. */
export interface Read {
  readonly fact: Fact;
  readonly by: ExpressionNode;
}

/** Writes down what every step of a watched condition does. */
export interface Recorder {
  readonly watch: Watch;
  readonly begin: () => void;
  readonly read: (fact: Fact) => void;
  readonly end: () => { readonly root: Step; readonly reads: readonly Read[] };
}

type Draft = { -readonly [name in keyof Step]: Step[name] } & { reads: Fact[]; parts: Step[] };

interface Sheet {
  /** Steps under way, the innermost last. */
  readonly open: Draft[];
  root?: Step;
  readonly reads: Map<Fact, ExpressionNode>;
  /** Elements of lists that were made from something sensitive. */
  readonly derived: WeakSet<Fact>;
}

const emptySheet = (): Sheet => ({ open: [], reads: new Map(), derived: new WeakSet() });

export function openRecorder(): Recorder {
  let sheet = emptySheet();
  return {
    watch: {
      value: (node, run) => (frame) => record({ node, run, keep: keepValue, sheet }, frame),
      fact: (node, run) => (frame) => record({ node, run, keep: keepFact, sheet }, frame),
    },
    begin: () => {
      sheet = emptySheet();
    },
    read: (fact) => {
      const by = sheet.open.at(-1);
      if (by === undefined) return;
      by.reads.push(fact);
      if (!sheet.reads.has(fact)) sheet.reads.set(fact, by.node);
      if (isSensitive(fact)) taint(sheet);
    },
    end: () => {
      const { root, reads } = sheet;
      if (root === undefined) throw new Error('a watched condition ran without a step');
      return { root, reads: [...reads].map(([fact, by]) => ({ fact, by })) };
    },
  };
}

interface Running<V> {
  readonly node: ExpressionNode;
  readonly run: Eval<V>;
  readonly keep: (step: Draft, answer: V, sheet: Sheet) => void;
  readonly sheet: Sheet;
}

function record<V>({ node, run, keep, sheet }: Running<V>, frame: Frame): V {
  const parent = sheet.open.at(-1);
  // A place is asked for its value and that for its fact: one step in two halves.
  const isHalf = parent?.node === node;
  const step: Draft = isHalf ? parent : { node, reads: [], parts: [], sensitive: false };
  if (!isHalf) sheet.open.push(step);
  const answer = run(frame);
  keep(step, answer, sheet);
  if (isHalf) return answer;
  sheet.open.pop();
  if (parent === undefined) sheet.root = step;
  else if (isElementOf(parent.node, node))
    parent.elements = addElement(parent.elements ?? elementLog(), { loop: parent.node, step, frame });
  else parent.parts.push(step);
  return answer;
}

function keepFact(step: Draft, fact: Fact, sheet: Sheet): void {
  step.fact = fact;
  if (isSensitive(fact) || sheet.derived.has(fact)) taint(sheet);
}

function keepValue(step: Draft, value: Result, { derived }: Sheet): void {
  step.value = value;
  if (!step.sensitive || typeof value !== 'object' || isUndecided(value) || !('items' in value)) return;
  for (const item of value.items) if (item.place === nowhere) derived.add(item);
}

function isSensitive(fact: Fact): boolean {
  return fact.state === 'known' && fact.sensitive === true;
}

/** Whatever is computed from a sensitive fact is sensitive too. */
function taint({ open }: Sheet): void {
  for (const step of open) step.sensitive = true;
}
