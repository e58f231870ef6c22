import type { Fact, StructValue, Value } from '../../../model/fact.ts';
import { isStruct } from '../../../model/fact.ts';
import { type Eval, type Frame, step } from '../../evaluate/frame.ts';
import { and, not, or } from '../../evaluate/logic.ts';
import type { Kleene } from '../../evaluate/value.ts';
import { isFilled, type Make, someOf, textIs } from '../arguments.ts';

/** Makes a test of statements hold for documents too: one of their statements passes it. */
export function statementOrDocument(test: (statement: Fact) => Eval<Kleene>): Make {
  const someStatement = (document: Fact): Eval<Kleene> =>
    someOf(document, 'statements', (frame, statement) => test(statement)(frame));
  const recalled = recalling(someStatement);
  return ({ facts }) => {
    return (frame) => {
      const given = (facts[0] as Eval<Fact>)(frame);
      if (given.state !== 'known') return someStatement(given)(frame);
      if (!isDocumentValue(given.value)) return test(given)(frame);
      return recalled(frame, given, given.value);
    };
  };
}

/**
 * Asks about a document once: several rules ask the same of it, and of a policy so does every role that it is attached to. What
 * was read is evidence each time. It halves what these questions take.
 */
function recalling(
  ask: (document: Fact) => Eval<Kleene>,
): (frame: Frame, document: Fact, value: object) => Kleene {
  const answers = new WeakMap<object, { answer: Kleene; reads: readonly Fact[]; steps: number }>();
  return (frame, document, value) => {
    if (frame.keepsAll) return ask(document)(frame);
    const before = answers.get(value);
    if (before !== undefined) {
      for (const fact of before.reads) frame.reads.push(fact);
      step(frame, before.steps);
      return before.answer;
    }
    const [mark, steps] = [frame.reads.length, frame.steps];
    const answer = ask(document)(frame);
    answers.set(value, { answer, reads: frame.reads.slice(mark), steps: frame.steps - steps });
    return answer;
  };
}

const isDocumentValue = (value: Value): value is StructValue =>
  typeof value === 'object' && isStruct(value) && Object.hasOwn(value.fields, 'statements');

export const allows = (statement: Fact): Eval<Kleene> =>
  textIs(statement, 'effect', (text) => text === 'Allow');
export const denies = (statement: Fact): Eval<Kleene> =>
  textIs(statement, 'effect', (text) => text === 'Deny');

/** `"*"` and `{"AWS": "*"}` are the same; a service is not everyone. */
const isEveryone = (principal: Fact): Eval<Kleene> =>
  and([
    textIs(principal, 'identifier', (text) => text === '*'),
    textIs(principal, 'type', (text) => text === '*' || text === 'AWS'),
  ]);

/**
 * The statement's principals are everyone: `*`, or everyone but a few by NotPrincipal.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function addressesEveryone(statement: Fact): Eval<Kleene> {
  return or([
    someOf(statement, 'principals', (frame, principal) => isEveryone(principal)(frame)),
    and([
      isFilled(statement, 'notPrincipals'),
      not(someOf(statement, 'notPrincipals', (frame, principal) => isEveryone(principal)(frame))),
    ]),
  ]);
}

/** Only `*` itself: a Deny with NotPrincipal leaves some out. */
export const namesEveryone = (statement: Fact): Eval<Kleene> =>
  someOf(statement, 'principals', (frame, principal) => isEveryone(principal)(frame));
