import type { Paint } from '../reporters/table/paint.ts';
import { oneLine, truncateEnd } from '../reporters/text.ts';
import type { ExplainedElement, ExplainedElements, ExplainedStep } from './explain-steps.ts';
import { assigned } from './explain-text.ts';
import type { StepAnswer } from './explain-value.ts';
import { wrap } from './rule-wrap.ts';

/** One line of a tree before it is cut to the width: what it answers, and what it is. */
interface Branch {
  /** `true`, `false`, `unknown` …: beside the tree, so that the eye finds it; empty for other values. */
  readonly mark: string;
  readonly text: string;
  /** ` = 3`, or why it is unknown: what must not be lost where the text is cut. */
  readonly told: string;
  readonly quiet: boolean;
  readonly branches: readonly Branch[];
}

const markWidth = 9;
const gap = 2;

/** A condition as a tree: beside each step what it came to, below it the steps that it came to it by. */
export function conditionTree(step: ExplainedStep, paint: Paint, width: number): readonly string[] {
  const root = { ...branchOf(step), ...marked(step.text, step.answer, step.parts) };
  return drawn(root, { paint, room: width - markWidth - gap }, { first: '', rest: '' });
}

function branchOf(step: ExplainedStep): Branch {
  const { text, answer, parts, elements } = step;
  return {
    ...marked(abridged(text, parts), answer, parts),
    branches: [...parts.map(branchOf), ...(elements === undefined ? [] : elementBranches(elements))],
  };
}

/** `list.filter(…).map(…)` stands above its `list.filter(…)`, which need not be told twice. */
function abridged(text: string, [first]: readonly ExplainedStep[]): string {
  const isLong = first !== undefined && first.parts.length > 0 && text.startsWith(first.text);
  return isLong ? `… ${text.slice(first.text.length).trimStart()}` : text;
}

/** True and false stand beside the tree, other values behind what they are the value of. */
function marked(text: string, answer: StepAnswer, parts: readonly ExplainedStep[]): Omit<Branch, 'branches'> {
  const quiet = answer.state === 'not-asked';
  if (answer.state === 'known' && typeof answer.value === 'boolean')
    return { mark: String(answer.value), text, told: answer.default === true ? ' (by default)' : '', quiet };
  if (answer.state === 'known') return { mark: '', text, told: assigned('', answer), quiet };
  const isLeaf = !parts.some((part) => part.answer.state === 'unknown');
  const told = answer.state === 'unknown' && isLeaf ? `, because ${answer.because.join('; ')}` : '';
  return { mark: answer.state === 'not-asked' ? 'not asked' : answer.state, text, told, quiet };
}

const longestName = 100;

/** Elements that decide show how; of the others a few, and the rest is counted. */
const mostOpened = 3;

function elementBranches(elements: ExplainedElements): readonly Branch[] {
  const { variable, shown, left } = elements;
  const branches = shown.map((one, index): Branch => {
    const branch = elementBranch(variable, one);
    const opened = index < mostOpened || one.decides === true;
    return opened ? { ...branch, branches: one.parts.map(branchOf) } : branch;
  });
  const more = Object.entries(left).map(
    ([answer, times]) =>
      `${times} ${answer === 'not-asked' ? 'not asked' : answer === 'value' ? 'more' : answer}`,
  );
  if (more.length === 0) return branches;
  return [...branches, { mark: '', text: `… and ${more.join(', ')}`, told: '', quiet: true, branches: [] }];
}

function elementBranch(variable: string, one: ExplainedElement): Branch {
  const name = truncateEnd(assigned(variable, one.element), longestName);
  const text = one.candidate === true ? `${name} (perhaps in the list)` : name;
  const branch = marked(text, one.answer, one.parts);
  const isMade = branch.mark === '' && one.answer.state === 'known';
  return { ...branch, ...(isMade ? { told: assigned('', one.answer, '→') } : {}), branches: [] };
}

interface Canvas {
  readonly paint: Paint;
  readonly room: number;
}

/** Long steps that are told by their parts as well, or were not asked, are cut short. */
function drawn(
  branch: Branch,
  canvas: Canvas,
  stem: { readonly first: string; readonly rest: string },
): readonly string[] {
  const { paint } = canvas;
  // Later lines stand two further in.
  const room = Math.max(24, canvas.room - stem.first.length - 2);
  const isRoot = stem.first === '';
  const isWhole = isRoot || (branch.branches.length === 0 && !branch.quiet);
  const cut = isWhole ? `${branch.text}${branch.told}` : shortened(branch, room);
  const [head = '', ...tail] = wrap(oneLine(cut), room);
  const trunk = branch.branches.length > 0 ? '│ ' : '  ';
  const style = (text: string) => (branch.quiet ? paint('quiet', text) : text);
  const blank = ' '.repeat(markWidth + gap);
  const lines = [
    `${markOf(branch, isRoot, paint)}${paint('quiet', stem.first)}${style(head)}`,
    ...tail.map((line) => `${blank}${paint('quiet', `${stem.rest}${trunk}`)}${style(line)}`),
  ];
  const last = branch.branches.length - 1;
  const below = branch.branches.flatMap((one, index) => {
    const [turn, down] = index === last ? ['└─ ', '   '] : ['├─ ', '│  '];
    return drawn(one, canvas, { first: `${stem.rest}${turn}`, rest: `${stem.rest}${down}` });
  });
  return [...lines, ...below].map((line) => line.trimEnd());
}

/** Half of the room is the value's at most. */
function shortened({ text, told }: Branch, room: number): string {
  const value = truncateEnd(oneLine(told), Math.max(room - text.length, Math.floor(room / 2)));
  const space = told.startsWith(' ') ? ' ' : '';
  return `${truncateEnd(text, room - value.length - 1)}${space}${value}`;
}

function markOf({ mark, quiet }: Branch, isRoot: boolean, paint: Paint): string {
  const padded = mark.padEnd(markWidth + gap);
  if (quiet) return paint('quiet', padded);
  if (mark === 'unknown') return paint('unknown', padded);
  if (!isRoot) return padded;
  return paint(mark === 'true' ? 'pass' : 'high', padded);
}
