import type { Fact, ListValue } from '../../../model/fact.ts';
import { type Eval, type Frame, troubleHere } from '../../evaluate/frame.ts';
import { and, negated, not, or } from '../../evaluate/logic.ts';
import { some } from '../../evaluate/quantifiers.ts';
import { isUndecided, type Kleene, undecided } from '../../evaluate/value.ts';
import { isFilled, someOf, type Texts } from '../arguments.ts';
import { fits } from '../glob.ts';
import { isNegative, type ReadCondition, readCondition } from './condition.ts';
import { everyResource, statementCoversAction } from './coverage.ts';
import { mayName } from './named-actions.ts';
import { deniesAll, inPartition, mayTouch, reaches, type Target } from './reach.ts';
import { allows, denies } from './statement.ts';

/** One right: an action, and on what. */
export interface Right {
  readonly action: string;
  /** Nothing: one resource of any name will do. */
  readonly on?: Target;
  /** The service that a role is passed to. */
  readonly service?: string;
}

/**
 * Keys that whoever holds the rights can meet in his ordinary work, so that a condition on them takes no right away.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const met =
  /^aws:(multifactorauth(present|age)|sourceip|vpcsourceip|sourcevpce?|securetransport|currenttime|epochtime|tokenissuetime|useragent|requestedregion|principal(account|orgid|orgpaths)|resource(account|orgid|orgpaths))$/;

/** Attached, this gives everything; a list of allowed policies without it and its like is a narrow one. */
const strongest = ['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::aws:policy/IAMFullAccess'];

/** Whether a condition can hold for the right. `avoided` is the answer for conditions that the holder decides about. */
function canHold(frame: Frame, condition: Fact, right: Right, avoided: boolean): Kleene {
  const read = readCondition(frame, condition);
  if (isUndecided(read)) return read;
  const { operator, key } = read;
  if (met.test(key)) return avoided;
  if (operator.base === 'null') return cannotTell(frame, key);
  if (key === 'iam:passedtoservice') return servicePasses(read, right);
  if (isNegative(operator.base)) return cannotTell(frame, key);
  // These confine a right to targets that are no danger, if they name any.
  if (key === 'iam:permissionsboundary' || key === 'iam:associatedresourcearn') {
    return anyValue(read.values, (value) => /^[*?]+$/.test(value));
  }
  if (key === 'iam:policyarn') {
    return anyValue(read.values, (value) => strongest.some((arn) => fits(arn, inPartition(value))));
  }
  return cannotTell(frame, key);
}

function servicePasses({ operator, values }: ReadCondition, { service }: Right): Kleene {
  const matches = (value: string): boolean =>
    service === undefined ? /^[*?]+$/.test(value) : fits(service, value);
  if (!isNegative(operator.base)) return anyValue(values, matches);
  // Any service but those: some remain.
  return service === undefined ? (values.doubt ?? true) : negated(anyValue(values, matches));
}

function anyValue({ known, doubt }: Texts, test: (value: string) => boolean): Kleene {
  return known.some(test) ? true : (doubt ?? false);
}

function cannotTell(frame: Frame, key: string): Kleene {
  const detail = `nobody can tell from here whether the condition on ${key} keeps the right within bounds`;
  return undecided(troubleHere(frame, 'ambiguous', detail));
}

const allConditions = (statement: Fact, right: Right, avoided: boolean): Eval<Kleene> =>
  not(someOf(statement, 'conditions', (frame, one) => negated(canHold(frame, one, right, avoided))));

const grants = (statement: Fact, right: Right): Eval<Kleene> =>
  first(
    and([allows(statement), statementCoversAction(statement, right.action)]),
    right.on === undefined ? hasResource(statement) : reaches(statement, right.on),
    allConditions(statement, right, true),
  );

/** Nearly all statements are about other actions: their resources and conditions are not looked at. */
const first =
  (test: Eval<Kleene>, ...rest: readonly Eval<Kleene>[]): Eval<Kleene> =>
  (frame) => {
    const answer = test(frame);
    return answer === false ? false : and([() => answer, ...rest])(frame);
  };

const hasResource = (statement: Fact): Eval<Kleene> =>
  or([isFilled(statement, 'resources'), isFilled(statement, 'notResources')]);

const takes = (statement: Fact, right: Right): Eval<Kleene> =>
  first(
    denies(statement),
    statementCoversAction(statement, right.action),
    right.on === undefined ? everyResource(statement) : deniesAll(statement, right.on),
    allConditions(statement, right, false),
  );

/** One statement of all the documents passes the test. */
const someStatement =
  (documents: ListValue, test: (statement: Fact) => Eval<Kleene>): Eval<Kleene> =>
  (frame) =>
    some(frame, frame.reads.length, documents, (outer, document) =>
      someOf(document, 'statements', (inner, statement) => test(statement)(inner))(outer),
    );

/** Allowed by a statement, and denied by none. */
export const holdsRight = (documents: ListValue, right: Right): Eval<Kleene> =>
  and([
    someStatement(documents, (statement) => ifNamed(statement, right, grants)),
    not(someStatement(documents, (statement) => ifNamed(statement, right, takes))),
  ]);

const never: Eval<Kleene> = () => false;

/** Most statements have nothing to do with a right, and the same ones are asked for each user of a group. */
const ifNamed = (
  statement: Fact,
  right: Right,
  test: (statement: Fact, right: Right) => Eval<Kleene>,
): Eval<Kleene> => (mayName(statement, right.action) ? test(statement, right) : never);

/** A right on a resource whose name cannot be told: possible where a statement touches any of its sort. */
export const mayHoldRight = (documents: ListValue, right: Right & { on: Target }): Eval<Kleene> =>
  someStatement(documents, (statement) =>
    first(
      and([allows(statement), statementCoversAction(statement, right.action)]),
      (frame) => mayTouch(frame, statement, right.on),
      allConditions(statement, right, true),
    ),
  );

/** The statement passes any role to a service, and no condition says to which ones or for what. */
export const passesAnyRoleBy = (statement: Fact): Eval<Kleene> =>
  grants(statement, { action: 'iam:PassRole', on: { service: 'iam', tail: 'role/*' } });
