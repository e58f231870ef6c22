import type { Fact, Value } from '../../../model/fact.ts';
import { isStruct } from '../../../model/fact.ts';
import type { Eval } from '../../evaluate/frame.ts';
import { and, not, or } from '../../evaluate/logic.ts';
import type { Kleene } from '../../evaluate/value.ts';
import { isFilled, type Make, someOf, textIs } from '../arguments.ts';

/** Makes a test of statements hold for documents too: one of their statements passes it. */
export function statementOrDocument(test: (statement: Fact) => Eval<Kleene>): Make {
  return ({ facts }) => {
    return (frame) => {
      const given = (facts[0] as Eval<Fact>)(frame);
      const isDocument = given.state !== 'known' || isDocumentValue(given.value);
      if (!isDocument) return test(given)(frame);
      return someOf(given, 'statements', (inner, statement) => test(statement)(inner))(frame);
    };
  };
}

const isDocumentValue = (value: Value): boolean =>
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
