import type { Fact } from '../../../model/fact.ts';
import type { Evidence } from './evidence.ts';
import { answerReader } from './item-reader.ts';
import { truthOf } from './truth-of.ts';

/**
 * Whether the account is enrolled; while it is being enrolled, that is neither.
 * https://docs.aws.amazon.com/compute-optimizer/latest/APIReference/API_GetEnrollmentStatus.html
 */
export function watchedForOversize(enrolment: Evidence, account: string): Fact<boolean> {
  const { readBy, pages, missing } = enrolment;
  const answer = answerReader(readBy, account, pages[0]?.output);
  if (missing !== undefined) return answer.unknown('status', missing.reason, missing.detail);
  return truthOf(answer, 'status', { Active: true, Inactive: false, Failed: false });
}
