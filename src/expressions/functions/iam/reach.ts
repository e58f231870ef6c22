import type { Fact } from '../../../model/fact.ts';
import { type Eval, type Frame, troubleHere } from '../../evaluate/frame.ts';
import { and, or } from '../../evaluate/logic.ts';
import { type Kleene, undecided } from '../../evaluate/value.ts';
import { isFilled, listOf, textsOf } from '../arguments.ts';
import { covers, overlaps } from './patterns.ts';

/**
 * What a right is needed on: the last part of an ARN, whatever the account and region. `role/*` of `iam` is every role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export interface Target {
  readonly service: string;
  readonly tail: string;
}

/** An identity policy is of use in its own account alone, so the account that an ARN names does not matter. */
const subjectOf = ({ service, tail }: Target): string =>
  service === 'iam' ? `arn:aws:iam::*:${tail}` : `arn:aws:${service}:*:*:${tail}`;

function tailOf(pattern: string, service: string): string | undefined {
  const [prefix, , named, region, account, ...rest] = pattern.split(':');
  const fits = prefix === 'arn' && named === service && region !== undefined && account !== undefined;
  return fits && rest.length > 0 ? rest.join(':') : undefined;
}

/** An account lies in one partition, and so does all that its policies can be about: `aws-cn` is `aws` there. */
export const inPartition = (pattern: string): string => pattern.replace(/^arn:aws-[a-z-]+:/, 'arn:aws:');

function coversTarget(patterns: readonly string[], target: Target): boolean | undefined {
  if (covers(patterns.map(inPartition), subjectOf(target), false) === true) return true;
  const tails = patterns.flatMap((pattern) => tailOf(pattern, target.service) ?? []);
  return covers(tails, target.tail, false);
}

function meetsTarget(pattern: string, target: Target): boolean {
  const tail = tailOf(pattern, target.service);
  // A star for the account would reach into the tail otherwise.
  if (tail !== undefined) return overlaps(tail, target.tail, false);
  return overlaps(inPartition(pattern), subjectOf(target), false);
}

/** Resource or NotResource cover the whole target. */
export const reaches = (statement: Fact, target: Target): Eval<Kleene> =>
  or([
    (frame) => listCovers(frame, statement, 'resources', target),
    and([
      isFilled(statement, 'notResources'),
      (frame) => {
        const { known, doubt } = textsOf(frame, listOf(frame, statement, 'notResources'));
        if (known.some((pattern) => meetsTarget(pattern, target))) return false;
        return doubt ?? true;
      },
    ]),
  ]);

function listCovers(frame: Frame, statement: Fact, name: string, target: Target): Kleene {
  const { known, doubt } = textsOf(frame, listOf(frame, statement, name));
  const covered = coversTarget(known, target);
  if (covered === true) return true;
  if (covered === undefined) {
    return undecided(troubleHere(frame, 'unreadable', 'the patterns are too many to compare'));
  }
  return doubt ?? false;
}

/** Some part of the target is covered, or may be. */
export function mayTouch(frame: Frame, statement: Fact, target: Target): boolean {
  const { known, doubt } = textsOf(frame, listOf(frame, statement, 'resources'));
  if (doubt !== undefined || known.some((pattern) => meetsTarget(pattern, target))) return true;
  return isFilled(statement, 'notResources')(frame) !== false;
}

/** A Deny by NotResource that leaves a part of the target out: what remains may be the part that counts. */
export const deniesAll = (statement: Fact, target: Target): Eval<Kleene> =>
  or([
    reaches(statement, target),
    and([
      isFilled(statement, 'notResources'),
      (frame) => {
        const all = listCovers(frame, statement, 'notResources', target);
        if (all !== false) return all === true ? false : all;
        const detail = 'nobody can tell from here whether what a Deny leaves out is enough';
        return undecided(troubleHere(frame, 'ambiguous', detail));
      },
    ]),
  ]);
