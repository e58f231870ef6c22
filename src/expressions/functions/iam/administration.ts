import type { Fact, ListValue, Unknown } from '../../../model/fact.ts';
import type { Frame } from '../../evaluate/frame.ts';
import { blend, gather, isUndecided, type Kleene, type Undecided } from '../../evaluate/value.ts';
import { listOf, type Make, textOf, textsOf } from '../arguments.ts';
import { withAwsDocuments } from './aws-policies.ts';
import { everyResource, leavesAdministration } from './coverage.ts';
import { covers, overlaps } from './patterns.ts';

/** What statements give together on every resource: actions, and all actions but some. */
interface Granted {
  readonly actions: string[];
  readonly allBut: (readonly string[])[];
}

interface Sum {
  readonly surely: Granted;
  /** With everything that is not known yet. */
  readonly perhaps: Granted;
  doubt: Unknown[] | undefined;
}

const noDoubt = (): Granted => ({ actions: [], allBut: [] });

/** `*:*` is covered, or what one statement leaves out is given by the others. */
function isEverything({ actions, allBut }: Granted): boolean {
  if (covers(actions, '*:*', true) === true) return true;
  return allBut.some((left, index) =>
    leavesAdministration(left.filter((pattern) => !isGiven(pattern, actions, allBut, index))),
  );
}

function isGiven(
  pattern: string,
  actions: readonly string[],
  allBut: readonly (readonly string[])[],
  except: number,
): boolean {
  if (covers(actions, pattern, true) === true) return true;
  return allBut.some(
    (left, index) => index !== except && !left.some((other) => overlaps(other, pattern, true)),
  );
}

/** Adds what a statement gives; of an unknown list, everything may be in it. */
function addStatement(frame: Frame, statement: Fact, sum: Sum): void {
  const effect = textOf(frame, statement, 'effect');
  if (effect !== 'Allow' && !isUndecided(effect)) return;
  const everywhere = everyResource(statement)(frame);
  if (everywhere === false) return;
  const actions = textsOf(frame, listOf(frame, statement, 'actions'));
  const excluded = textsOf(frame, listOf(frame, statement, 'notActions'));
  const unsure = [effect, everywhere].filter(isUndecided);
  const certain = unsure.length === 0;
  if (certain) sum.surely.actions.push(...actions.known);
  sum.perhaps.actions.push(...(actions.doubt === undefined ? actions.known : ['*']));
  if (excluded.known.length > 0) {
    if (certain && excluded.doubt === undefined) sum.surely.allBut.push(excluded.known);
    sum.perhaps.allBut.push(excluded.known);
  } else if (excluded.doubt !== undefined) sum.perhaps.actions.push('*');
  for (const doubt of [...unsure, actions.doubt, excluded.doubt])
    if (doubt !== undefined) sum.doubt = gather(sum.doubt, doubt);
}

function addList(sum: Sum, list: ListValue | Undecided): readonly Fact[] {
  const open = isUndecided(list) ? list : list.open && { unknowns: [list.open] };
  if (open !== undefined) {
    sum.doubt = gather(sum.doubt, open);
    sum.perhaps.actions.push('*');
  }
  return isUndecided(list) ? [] : list.items;
}

/** Every action on every resource, by all the documents together. Conditions and Denies do not matter. */
function administersBy(frame: Frame, documents: ListValue): Kleene {
  const sum: Sum = { surely: noDoubt(), perhaps: noDoubt(), doubt: undefined };
  for (const document of addList(sum, documents))
    for (const statement of addList(sum, listOf(frame, document, 'statements')))
      addStatement(frame, statement, sum);
  if (isEverything(sum.surely)) return true;
  return sum.doubt === undefined || !isEverything(sum.perhaps) ? false : { unknowns: sum.doubt };
}

export const administers: Make = ({ values }) => {
  return (frame) => {
    const granted = values[0]?.(frame) as ListValue | Undecided;
    const names = textsOf(frame, values[1]?.(frame) as ListValue | Undecided);
    return administersBy(frame, withAwsDocuments(granted, names, blend));
  };
};
