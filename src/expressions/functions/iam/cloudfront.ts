import type { Fact } from '../../../model/fact.ts';
import { type Eval, type Frame, troubleHere } from '../../evaluate/frame.ts';
import { and, not, or } from '../../evaluate/logic.ts';
import { isUndecided, type Kleene, undecided } from '../../evaluate/value.ts';
import { isFilled, listOf, type Make, someOf, textIs } from '../arguments.ts';
import { readCondition } from './condition.ts';

const exact = new Set(['stringequals', 'stringlike', 'arnequals', 'arnlike']);

/** The condition lets through what one distribution asks for, and nothing else. */
function namesDistribution(frame: Frame, condition: Fact): Kleene {
  const read = readCondition(frame, condition);
  if (isUndecided(read)) return read;
  const { operator, key } = read;
  if (key !== 'aws:sourcearn' || operator.ifExists || operator.quantifier === 'all') return false;
  if (!exact.has(operator.base)) return false;
  const values = listOf(frame, condition, 'values');
  if (isUndecided(values)) return values;
  const named = values.items.map(isOneDistribution);
  if (named.some((answer) => answer === false) || named.length === 0) return false;
  if (values.open !== undefined) return undecided(values.open);
  const doubt = values.items.find((value, index) => named[index] === undefined && value.state === 'unknown');
  return doubt?.state === 'unknown' ? undecided(doubt) : true;
}

const oneDistribution = /^arn:[^:*?]+:cloudfront::\d{12}:distribution\/[A-Za-z0-9-]+$/;

/** An ARN without wildcards, also one that is still to come: what makes it is a distribution of the plan. */
function isOneDistribution(value: Fact): boolean | undefined {
  if (value.state === 'known') return oneDistribution.test(String(value.value));
  if (value.state === 'absent') return false;
  const [only, ...others] = value.references;
  if (only === undefined || others.length > 0 || only.targets.length !== 1) return undefined;
  return /\baws_cloudfront_distribution\..+\.(arn|id)$/.test(only.text) ? true : undefined;
}

const isService = (principal: Fact): Eval<Kleene> =>
  and([
    textIs(principal, 'type', (text) => text === 'Service'),
    textIs(principal, 'identifier', (text) => text === 'cloudfront.amazonaws.com'),
  ]);

/**
 * The user behind an identity, by ARN or by canonical id. Canonical ids of people look the same.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
const isIdentity =
  (principal: Fact): Eval<Kleene> =>
  (frame) => {
    const identifier =
      principal.state === 'known'
        ? (principal.value as { fields: Record<string, Fact> }).fields.identifier
        : undefined;
    if (identifier?.state === 'unknown' && identifier.references.length === 1) {
      const [only] = identifier.references;
      if (
        /\baws_cloudfront_origin_access_identity\..+\.(iam_arn|s3_canonical_user_id)$/.test(only?.text ?? '')
      )
        return true;
    }
    const canonical = textIs(principal, 'type', (text) => text === 'CanonicalUser')(frame);
    if (canonical === true)
      return undecided(troubleHere(frame, 'ambiguous', 'a canonical user id does not show whose it is'));
    return textIs(principal, 'identifier', (text) => /^arn:[^:]+:iam::cloudfront:user\//.test(text))(frame);
  };

/** Nobody but one distribution of CloudFront: its service under a condition, or an origin access identity. */
export const admitsOnlyCloudFront: Make = ({ facts }) => {
  return (frame) => {
    const statement = (facts[0] as Eval<Fact>)(frame);
    const tied = someOf(statement, 'conditions', namesDistribution);
    const isOther = (principal: Fact) => not(or([and([isService(principal), tied]), isIdentity(principal)]));
    return and([
      isFilled(statement, 'principals'),
      not(isFilled(statement, 'notPrincipals')),
      not(someOf(statement, 'principals', (inner, principal) => isOther(principal)(inner))),
    ])(frame);
  };
};
