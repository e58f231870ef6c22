import type { Fact } from '../../../model/fact.ts';
import type { Eval, Frame } from '../../evaluate/frame.ts';
import { and, not } from '../../evaluate/logic.ts';
import { isUndecided, type Kleene } from '../../evaluate/value.ts';
import { listOf, type Make, someOf, textsOf } from '../arguments.ts';
import { readCondition } from './condition.ts';
import { statementCoversAction } from './coverage.ts';
import { denies, namesEveryone } from './statement.ts';

/** What of a bucket a Resource pattern covers. A bucket policy can name no other bucket than its own. */
type Part = 'bucket' | 'objects';

function coversPart(pattern: string, part: Part): boolean {
  if (/^\*+$/.test(pattern)) return true;
  const match = /^arn:[^:]*:s3:::(.*)$/.exec(pattern);
  const path = match?.[1];
  if (path === undefined) return /^arn:[*:]*\*$/.test(pattern);
  const slash = path.indexOf('/');
  const name = slash < 0 ? path : path.slice(0, slash);
  // `bucket*` covers the bucket and, since a star crosses slashes, its objects.
  if (slash < 0) return part === 'bucket' || name.endsWith('*');
  return part === 'objects' && /^\*+$/.test(path.slice(slash + 1));
}

const resourcesCover =
  (statement: Fact, part: Part): Eval<Kleene> =>
  (frame) => {
    const { known, doubt } = textsOf(frame, listOf(frame, statement, 'resources'));
    return known.some((pattern) => coversPart(pattern, part)) ? true : (doubt ?? false);
  };

/** Every condition holds for plain HTTP. `aws:SecureTransport` is in every request, so no suffix changes that. */
const strikesPlainHttp = (statement: Fact): Eval<Kleene> =>
  not(
    someOf(statement, 'conditions', (frame, condition) => {
      const answer = isPlainHttp(frame, condition);
      return typeof answer === 'boolean' ? !answer : answer;
    }),
  );

function isPlainHttp(frame: Frame, condition: Fact): Kleene {
  const read = readCondition(frame, condition);
  if (isUndecided(read)) return read;
  if (read.key !== 'aws:securetransport' || read.operator.base !== 'bool') return false;
  if (read.values.known.some((value) => value.toLowerCase() === 'false')) return true;
  return read.values.doubt ?? false;
}

/**
 * Bucket and objects may be denied by two statements.
 * https://repost.aws/knowledge-center/s3-bucket-policy-for-config-rule
 */
export const deniesPlainHttp: Make = ({ facts }) => {
  return (frame) => {
    const document = (facts[0] as Eval<Fact>)(frame);
    const denied = (part: Part): Eval<Kleene> =>
      someOf(document, 'statements', (inner, statement) =>
        and([
          denies(statement),
          namesEveryone(statement),
          strikesPlainHttp(statement),
          statementCoversAction(statement, 's3:*'),
          resourcesCover(statement, part),
        ])(inner),
      );
    return and([denied('bucket'), denied('objects')])(frame);
  };
};
