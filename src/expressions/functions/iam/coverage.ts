import type { Fact } from '../../../model/fact.ts';
import { type Eval, type Frame, troubleHere } from '../../evaluate/frame.ts';
import { and, negated, or } from '../../evaluate/logic.ts';
import { type Kleene, type Undecided, undecided } from '../../evaluate/value.ts';
import { isFilled, listOf, type Make, textIs, textsOf } from '../arguments.ts';
import { covers, overlaps } from './patterns.ts';
import { statementOrDocument } from './statement.ts';

/** Action and NotAction, or Resource and NotResource. */
interface Element {
  readonly named: 'actions' | 'resources';
  readonly excluded: 'notActions' | 'notResources';
  /** Actions are compared without regard to case, resources with it. */
  readonly ignoreCase: boolean;
}

const action: Element = { named: 'actions', excluded: 'notActions', ignoreCase: true };
const resource: Element = { named: 'resources', excluded: 'notResources', ignoreCase: false };

/** The element names the subject, or names what it leaves out and the subject is not among that. */
function elementCovers(statement: Fact, element: Element, subject: string): Eval<Kleene> {
  const { named, excluded, ignoreCase } = element;
  return or([
    (frame) => listCovers(frame, statement, named, subject, ignoreCase),
    and([
      isFilled(statement, excluded),
      (frame) => {
        const { known, doubt } = textsOf(frame, listOf(frame, statement, excluded));
        if (known.some((pattern) => overlaps(pattern, subject, ignoreCase))) return false;
        return doubt ?? true;
      },
    ]),
  ]);
}

function listCovers(
  frame: Frame,
  statement: Fact,
  name: string,
  subject: string,
  ignoreCase: boolean,
): Kleene {
  const { known, doubt } = textsOf(frame, listOf(frame, statement, name));
  const covered = covers(known, subject, ignoreCase);
  if (covered === true) return true;
  if (covered === undefined) return tooManyPatterns(frame);
  return doubt ?? false;
}

function tooManyPatterns(frame: Frame): Undecided {
  return undecided(troubleHere(frame, 'unreadable', 'the patterns are too many to compare'));
}

const coversBy =
  (element: Element): Make =>
  ({ facts, values }) =>
  (frame) => {
    const statement = (facts[0] as Eval<Fact>)(frame);
    const subject = values[1]?.(frame);
    if (typeof subject !== 'string') return subject as Undecided;
    return elementCovers(statement, element, subject)(frame);
  };

export const coversAction = coversBy(action);
export const coversResource = coversBy(resource);

export const statementCoversAction = (statement: Fact, subject: string): Eval<Kleene> =>
  elementCovers(statement, action, subject);

/**
 * Actions by which a principal can give itself every other right. A NotAction that leaves one of them grants
 * administration; AWS's own PowerUserAccess, which leaves `iam:*` out, does not.
 */
const selfGranting = [
  'iam:AttachUserPolicy',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:AddUserToGroup',
  'iam:UpdateAssumeRolePolicy',
];

/** Every action is written `service:name`. */
const everyAction = (statement: Fact): Eval<Kleene> =>
  or([
    (frame) => listCovers(frame, statement, 'actions', '*:*', true),
    and([isFilled(statement, 'notActions'), (frame) => leavesSelfGranting(frame, statement)]),
  ]);

function leavesSelfGranting(frame: Frame, statement: Fact): Kleene {
  const { known, doubt } = textsOf(frame, listOf(frame, statement, 'notActions'));
  return leavesAdministration(known) ? (doubt ?? true) : false;
}

/** Leaving these out of everything still leaves a way to all the rest. */
export function leavesAdministration(leftOut: readonly string[]): boolean {
  return selfGranting.some((name) => covers(leftOut, name, true) === false);
}

/** Every ARN of one partition is every resource there is for the account. */
const partitions = ['aws', 'aws-cn', 'aws-us-gov'] as const;

/** Leaving some resources out (NotResource) leaves all the others. */
export const everyResource = (statement: Fact): Eval<Kleene> =>
  or([
    (frame) => coversSomePartition(frame, statement, 'resources'),
    and([
      isFilled(statement, 'notResources'),
      (frame) => negated(coversSomePartition(frame, statement, 'notResources')),
    ]),
  ]);

function coversSomePartition(frame: Frame, statement: Fact, name: string): Kleene {
  const { known, doubt } = textsOf(frame, listOf(frame, statement, name));
  const covered = partitions.map((partition) => covers(known, `arn:${partition}:*:*:*:*`, false));
  if (covered.includes(true)) return true;
  if (covered.includes(undefined)) return tooManyPatterns(frame);
  return doubt ?? false;
}

/** Conditions do not matter: whoever meets them is an administrator. */
export const grantsAdministration = statementOrDocument((statement) =>
  and([
    textIs(statement, 'effect', (effect) => effect === 'Allow'),
    everyAction(statement),
    everyResource(statement),
  ]),
);
