import type { ServiceAnswer } from './service-answer.ts';

/** What services of this area answer in a region, or for the account (`global`). */
export function governanceAnswers(_region: string): readonly ServiceAnswer[] {
  return [];
}
