import type { Action } from '../../src/sources/aws-account/action.ts';

/** What an account that has none of it answers; undefined where that depends on the question. */
export function emptyOutput(action: Action): Readonly<Record<string, unknown>> | undefined {
  if (action.each !== undefined) return undefined;
  if (action.lists === undefined) return plainAnswers[action.api] ?? { [action.fields[0] ?? '']: [] };
  const lists = Object.keys(action.lists).map((path) => path.split('.'));
  return Object.fromEntries(
    lists.map(([name = '', inner]) => [name, inner === undefined ? [] : { [inner]: [], Quantity: 0 }]),
  );
}

/** Answers that are no lists. */
const plainAnswers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'compute-optimizer:GetEnrollmentStatus': { status: 'Inactive', statusReason: 'Account not opted in' },
};
