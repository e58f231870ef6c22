import type { Fact } from '../../../model/fact.ts';
import type { Eval, Frame } from '../../evaluate/frame.ts';
import { and, not, or } from '../../evaluate/logic.ts';
import { isUndecided, type Kleene } from '../../evaluate/value.ts';
import { isFilled, type Make, someOf } from '../arguments.ts';
import { passesWithoutKey, type ReadCondition, readCondition } from './condition.ts';
import { allows, denies } from './statement.ts';

/**
 * `aws:MultiFactorAuthPresent` is missing from requests with long-term keys, `aws:MultiFactorAuthAge` from every request
 * without MFA. So an Allow must not pass without the key, and a Deny must strike without it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
const present = 'aws:multifactorauthpresent';
const age = 'aws:multifactorauthage';

type Test = (condition: ReadCondition) => boolean;

const allAre = ({ values }: ReadCondition, text: string): boolean =>
  values.known.length > 0 && values.known.every((value) => value.toLowerCase() === text);

const someIs = ({ values }: ReadCondition, text: string): boolean =>
  values.known.some((value) => value.toLowerCase() === text);

/** Holds only for requests with MFA. */
const holdsOnlyWithMfa: Test = (condition) => {
  const { operator, key } = condition;
  if (key === age && operator.base === 'null') return allAre(condition, 'false');
  if (passesWithoutKey(operator)) return false;
  if (key === present) return operator.base === 'bool' && allAre(condition, 'true');
  return key === age && /^numeric(less|equals)/.test(operator.base);
};

/** Holds for every request without MFA. */
const holdsWithoutMfa: Test = (condition) => {
  const { operator, key } = condition;
  if (operator.quantifier === 'any') return false;
  const strikesMissing = operator.quantifier === 'all' || operator.ifExists;
  if (key === present) return operator.base === 'bool' && strikesMissing && someIs(condition, 'false');
  if (key !== age) return false;
  if (operator.base === 'null') return someIs(condition, 'true');
  return strikesMissing && operator.base.startsWith('numericgreaterthan');
};

/** Only conditions on these keys matter; a value that is unknown leaves such a one unknown. */
function judged(frame: Frame, condition: Fact, test: Test): Kleene {
  const read = readCondition(frame, condition);
  if (isUndecided(read)) return read;
  if (read.key !== present && read.key !== age) return false;
  return read.values.doubt ?? test(read);
}

const anyCondition = (statement: Fact, test: Test): Eval<Kleene> =>
  someOf(statement, 'conditions', (frame, condition) => judged(frame, condition, test));

/** A Deny strikes only where all its conditions hold: any other one leaves a way around. */
const onlyConditions = (statement: Fact, test: Test): Eval<Kleene> =>
  and([
    isFilled(statement, 'conditions'),
    not(
      someOf(statement, 'conditions', (frame, condition) => {
        const answer = judged(frame, condition, test);
        return typeof answer === 'boolean' ? !answer : answer;
      }),
    ),
  ]);

export const demandsMfa: Make = ({ facts }) => {
  return (frame) => {
    const statement = (facts[0] as Eval<Fact>)(frame);
    return or([
      and([allows(statement), anyCondition(statement, holdsOnlyWithMfa)]),
      and([denies(statement), onlyConditions(statement, holdsWithoutMfa)]),
    ])(frame);
  };
};
