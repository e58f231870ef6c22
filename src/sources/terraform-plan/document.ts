import type { Json } from './plan.ts';
import {
  eachElement,
  eachMember,
  JsonSyntaxError,
  parseElements,
  parseSpan,
  skipSpace,
  skipValue,
  stop,
} from './split.ts';

/** The parts of a plan file, each parsed at most once and only where needed. */
export interface PlanDocument {
  readonly keys: readonly string[];
  /** Small top-level values, and `configuration`. */
  readonly values: ReadonlyMap<string, Json>;
  /** Elements of `resource_changes`; undefined when the key is not there. */
  readonly changes: readonly Json[] | undefined;
  /** Number of elements of arrays that are only counted. */
  readonly counts: ReadonlyMap<string, number>;
  /** Resources of `planned_values`, of any depth; parsed by the call. */
  readonly plannedValues: () => readonly Json[];
  /** Data sources of `prior_state`, of any depth; parsed by the call. */
  readonly priorData: () => readonly Json[];
  /** Managed resources in `prior_state`; found by the call. */
  readonly countPriorManaged: () => number;
  /** Offset after the document. */
  readonly end: number;
}

const parsed = new Set([
  'format_version',
  'plan_format_version',
  'terraform_version',
  'timestamp',
  'errored',
  'complete',
  'applyable',
  'variables',
  'configuration',
]);
const counted = new Set(['resource_drift', 'deferred_changes']);

/** Goes once through a JSON object's bytes. Throws JsonSyntaxError; judges nothing. */
export function readDocument(text: Buffer): PlanDocument {
  const keys: string[] = [];
  const values = new Map<string, Json>();
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  let changes: Json[] | undefined;
  const end = eachMember(text, skipSpace(text, 0), (key, start) => {
    keys.push(key);
    starts.set(key, start);
    if (text[start] === 0x5b && key === 'resource_changes') {
      changes = [];
      return takeElements(text, start, changes);
    }
    if (text[start] === 0x5b && counted.has(key)) {
      let count = 0;
      const after = eachElement(text, start, (_, element) => {
        count++;
        return skipValue(text, element);
      });
      counts.set(key, count);
      return after;
    }
    if (parsed.has(key)) return takeValue(text, start, (value) => values.set(key, value));
    return skipValue(text, start);
  });
  const priorState = starts.get('prior_state');
  return {
    keys,
    values,
    changes,
    counts,
    plannedValues: () => stateResources(text, starts.get('planned_values'), () => true),
    priorData: () => stateResources(text, priorState, (mode) => mode === 'data'),
    countPriorManaged: () => countManaged(text, priorState),
    end,
  };
}

/** V8 puts what it parses from longer texts where its collector of young objects does not copy it; still, memory stays low. */
const batch = 128 * 1024;

/** Elements of an array, parsed some at a time: an array of any length works, and costs less than one by one. */
function takeElements(text: Buffer, start: number, elements: Json[]): number {
  let [first, last] = [-1, -1];
  const take = () => {
    if (first === -1) return;
    for (const element of parseElements(text, first, last)) elements.push(element);
    first = -1;
  };
  const end = eachElement(text, start, (_, element) => {
    last = skipValue(text, element);
    if (first === -1) first = element;
    if (last - first > batch) take();
    return last;
  });
  take();
  return end;
}

function takeValue(text: Buffer, start: number, take: (value: Json) => void): number {
  const end = skipValue(text, start);
  take(parseSpan(text, start, end));
  return end;
}

/** Resources of a state representation whose mode is wanted; the others are skipped unparsed. */
function stateResources(
  text: Buffer,
  start: number | undefined,
  wanted: (mode: string | undefined) => boolean,
): readonly Json[] {
  const found: Json[] = [];
  if (start === undefined) return found;
  eachStateResource(text, start, (at) => {
    const end = skipValue(text, at);
    if (wanted(modeOf(text, at))) found.push(parseSpan(text, at, end));
    return end;
  });
  return found;
}

function countManaged(text: Buffer, start: number | undefined): number {
  let count = 0;
  if (start === undefined) return count;
  eachStateResource(text, start, (at) => {
    if (modeOf(text, at) === 'managed') count++;
    return skipValue(text, at);
  });
  return count;
}

/** `{values: {root_module: {resources, child_modules}}}` in the prior state, without `values` in planned values. */
function eachStateResource(text: Buffer, start: number, visit: (start: number) => number): void {
  const module = (at: number): number =>
    membersIn(text, at, (key, inner) => {
      if (key === 'resources') return elementsIn(text, inner, visit);
      if (key === 'child_modules') return elementsIn(text, inner, module);
      return skipValue(text, inner);
    });
  const tree = (at: number): number =>
    membersIn(text, at, (key, inner) => {
      if (key === 'values') return tree(inner);
      return key === 'root_module' ? module(inner) : skipValue(text, inner);
    });
  tree(start);
}

function membersIn(text: Buffer, at: number, visit: (key: string, start: number) => number): number {
  return text[at] === 0x7b ? eachMember(text, at, visit) : skipValue(text, at);
}

function elementsIn(text: Buffer, at: number, visit: (start: number) => number): number {
  return text[at] === 0x5b ? eachElement(text, at, (_, start) => visit(start)) : skipValue(text, at);
}

/** `mode` is among the first keys of a resource; the rest is not looked at. */
function modeOf(text: Buffer, start: number): string | undefined {
  let mode: string | undefined;
  membersIn(text, start, (key, at) => {
    const end = skipValue(text, at);
    if (key !== 'mode') return end;
    mode = String(parseSpan(text, at, end));
    return stop;
  });
  return mode;
}

/** What stands behind the first document: how many more, or text that is none. The wrapper's `::debug::` lines do not count. */
export function whatFollows(text: Buffer, from: number): { documents: number; garbageAt?: number } {
  let documents = 0;
  let at = skipSpace(text, from);
  while (at < text.length) {
    if (text[at] === 0x3a && text[at + 1] === 0x3a) {
      const lineEnd = text.indexOf(10, at);
      at = skipSpace(text, lineEnd === -1 ? text.length : lineEnd);
      continue;
    }
    if (text[at] !== 0x7b && text[at] !== 0x5b) return { documents, garbageAt: at };
    try {
      at = skipSpace(text, skipValue(text, at));
    } catch (thrown) {
      if (!(thrown instanceof JsonSyntaxError)) throw thrown;
      return { documents, garbageAt: at };
    }
    documents++;
  }
  return { documents };
}
