import type { Fact } from '../../../model/fact.ts';
import { type Eval, type Frame, troubleHere } from '../../evaluate/frame.ts';
import { and, not } from '../../evaluate/logic.ts';
import { isUndecided, type Kleene, undecided } from '../../evaluate/value.ts';
import { someOf } from '../arguments.ts';
import { readCondition } from './condition.ts';
import { narrowing } from './narrowing.ts';
import { addressesEveryone, allows, statementOrDocument } from './statement.ts';

/** Allowed, to everyone, and no condition of the statement narrows that. */
export const everyoneIsAdmitted = (statement: Fact): Eval<Kleene> =>
  and([allows(statement), addressesEveryone(statement), not(isNarrowed(statement))]);

export const admitsEveryone = statementOrDocument(everyoneIsAdmitted);

/** All conditions of a statement must hold: one that narrows is enough. */
const isNarrowed = (statement: Fact): Eval<Kleene> =>
  someOf(statement, 'conditions', (frame, condition) => narrows(frame, statement, condition));

function narrows(frame: Frame, statement: Fact, condition: Fact): Kleene {
  const read = readCondition(frame, condition);
  if (isUndecided(read)) return read;
  const { operator, key, values } = read;
  const required = narrowing(operator, key, values.known, true);
  if (required === 'does-not') return false;
  const alone = narrowing(operator, key, values.known, false);
  if (alone === 'does-not') {
    const demanded = demands(statement, key)(frame);
    if (demanded !== true) return demanded;
  }
  if (values.doubt !== undefined) return values.doubt;
  return required === 'narrows' ? true : cannotTell(frame, key);
}

/** `Null: { key: "false" }`: the key has to be there. */
const demands = (statement: Fact, key: string): Eval<Kleene> =>
  someOf(statement, 'conditions', (frame, condition) => {
    const read = readCondition(frame, condition);
    if (isUndecided(read)) return read;
    if (read.key !== key || read.operator.base !== 'null') return false;
    if (read.values.known.some((value) => value.toLowerCase() !== 'false')) return false;
    return read.values.doubt ?? read.values.known.length > 0;
  });

function cannotTell(frame: Frame, key: string): Kleene {
  const detail = `nobody can tell from here whether the condition on ${key} narrows who is admitted`;
  return undecided(troubleHere(frame, 'ambiguous', detail));
}
