import assert from 'node:assert/strict';
import type { Action } from '../../../src/sources/aws-account/action.ts';
import { actions } from '../../../src/sources/aws-account/actions.ts';
import { filledAccount } from './filled.ts';
import { answersOf, frozenClock, type Read, readAccount } from './reading.ts';

/** Two of everything that an audit asks for, and how they are read when all goes well. */
export const full = filledAccount(2);
export const still = frozenClock('2026-11-22T08:00:00Z');
export const calm = await readAccount(full, {}, { clock: still });
export const asked = actions.filter(({ scope }) => scope !== 'start');
export const services = [...new Set(asked.map(({ api }) => serviceOf(api)))];

/** Milliseconds in which whatever does answer here has answered, on a machine that is busy. */
export const patience = 1_500;

export function serviceOf(api: string): string {
  return api.split(':')[0] ?? '';
}

export function failedApis({ recording }: Read): readonly string[] {
  return [
    ...new Set(recording.answers.flatMap(({ api, error }) => (error === undefined ? [] : [api]))),
  ].sort();
}

/** What was read of everything else is what a calm read gives. */
export function assertUnharmed({ recording }: Read, isHarmed: (action: Action) => boolean): void {
  for (const action of asked.filter((one) => !isHarmed(one))) {
    const { api } = action;
    assert.deepEqual(answersOf(recording, api), answersOf(calm.recording, api), `${api} suffers`);
  }
}
