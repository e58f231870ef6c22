import { type Known, literalOf, parseCondition, type Term } from './condition-tree.ts';

/** Events on which a change is offered or made: what a pipeline is there for. */
export const changeEvents: ReadonlySet<string> = new Set([
  'push',
  'pull_request',
  'pull_request_target',
  'merge_group',
]);
export const reviewEvents: ReadonlySet<string> = new Set(['pull_request', 'pull_request_target']);
/** Images are made of what is released, too. */
export const releaseEvents: ReadonlySet<string> = new Set([...changeEvents, tagsOnly(), 'release']);

/** A push that is heard for tags alone: no change of a branch starts it. */
export function tagsOnly(): string {
  return 'push (tags)';
}

/**
 * The events on which something with this `if` may run. A condition is taken to hold unless it certainly does not: GitHub
 * decides many of them by what happened before.
 */
export function eventsUnder(condition: string | undefined, events: readonly string[]): readonly string[] {
  const term = condition === undefined ? undefined : parseCondition(condition);
  if (term === undefined) return events;
  return events.filter((event) => truth(worth(term, { event, fails: undefined })) !== false);
}

/** Whether it only runs once something before it has failed, or the run was cancelled. */
export function onlyAfterFailure(condition: string | undefined): boolean {
  const term = condition === undefined ? undefined : parseCondition(condition);
  if (term === undefined) return false;
  return truth(worth(term, { event: undefined, fails: false })) === false;
}

/** Without one of these, a job is skipped along with one that it needs: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds */
export function outlivesSkipped(condition: string | undefined): boolean {
  return condition !== undefined && /\b(always|cancelled|failure)\s*\(/i.test(condition);
}

interface Moment {
  /** Undefined: any. */
  readonly event: string | undefined;
  /** Whether something before has failed; undefined: perhaps. */
  readonly fails: boolean | undefined;
}

/** What a term is at a moment; undefined where that cannot be told. */
function worth(term: Term, moment: Moment): Known | undefined {
  switch (term.sort) {
    case 'literal':
      return term.value;
    case 'name':
      return valueOfName(term.name, moment);
    case 'not': {
      const told = truth(worth(term.of, moment));
      return told === undefined ? undefined : !told;
    }
    case 'call':
      return valueOfCall(term.name, term.of, moment);
    case 'and':
    case 'or':
      return joined(term.sort === 'or', [term.left, term.right], moment);
    case 'equal': {
      const told = equal(term.left, term.right, moment);
      return told === undefined ? undefined : told === term.wanted;
    }
  }
}

/** `||` is decided by one that holds, `&&` by one that does not. */
function joined(decides: boolean, terms: readonly Term[], moment: Moment): boolean | undefined {
  const told = terms.map((term) => truth(worth(term, moment)));
  if (told.includes(decides)) return decides;
  return told.includes(undefined) ? undefined : !decides;
}

function truth(value: Known | undefined): boolean | undefined {
  return value === undefined ? undefined : Boolean(value);
}

function equal(left: Term, right: Term, moment: Moment): boolean | undefined {
  const [a, b] = [worth(left, moment), worth(right, moment)];
  if (a !== undefined && b !== undefined) return sameValue(a, b);
  const [name, text] = left.sort === 'name' ? [left.name, b] : [right.sort === 'name' ? right.name : '', a];
  return typeof text === 'string' && !couldBegin(name, text, moment) ? false : undefined;
}

/** GitHub compares texts without case, and different sorts as numbers. */
function sameValue(a: Known, b: Known): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  return typeof a === typeof b ? a === b : Number(a) === Number(b);
}

function valueOfName(name: string, { event }: Moment): Known | undefined {
  if (event === undefined) return undefined;
  const isReview = event.startsWith('pull_request');
  if (name === 'github.event_name') return event.replace(/ \(.*/, '');
  if (!isReview && /^github\.(base_ref|head_ref)$/.test(name)) return '';
  return !isReview && /^github\.event\.pull_request(\.|$)/.test(name) && event.startsWith('push')
    ? null
    : undefined;
}

function valueOfCall(name: string, of: readonly Term[], moment: Moment): Known | undefined {
  const [first, second] = of;
  if (name === 'always' || (name === 'success' && moment.fails === false)) return true;
  if (name === 'failure' || name === 'cancelled')
    return moment.fails === undefined ? undefined : moment.fails;
  if (name !== 'startswith' || first?.sort !== 'name' || second === undefined) return undefined;
  const text = literalOf(second);
  return typeof text === 'string' && !couldBegin(first.name, text, moment) ? false : undefined;
}

/** Whether the branch or tag of a run may be this one, or begin so. On a pull request it is refs/pull/NUMBER/merge. */
function couldBegin(name: string, text: string, { event }: Moment): boolean {
  if (event?.startsWith('pull_request (') === true || event === 'pull_request') {
    if (name === 'github.ref') return 'refs/pull/'.startsWith(text) || text.startsWith('refs/pull/');
    return name !== 'github.ref_name' || /^\d*(\/|$)/.test(text);
  }
  return event !== tagsOnly() || name !== 'github.ref' || !text.startsWith('refs/heads/');
}
