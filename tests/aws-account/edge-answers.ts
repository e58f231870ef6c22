import assert from 'node:assert/strict';
import { actionOf } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Failure, Recording } from '../../src/sources/aws-account/answer.ts';
import { inventoryQuery } from '../../src/sources/aws-account/queries.ts';
import { account, facts, region, resourcesOf } from './recordings.ts';

export type Json = Readonly<Record<string, unknown>>;

const readAt = '2026-11-20T02:00:00.000Z';

/** One answer, asked as the table of actions says. */
export function answer(api: string, output: Json | Failure, input: Json = {}, where = region): ApiAnswer {
  const { scope, input: always } = actionOf(api);
  const base = { account, region: scope === 'account' ? 'global' : where, api, readAt };
  const asked = { ...always, ...input };
  return 'kind' in output
    ? { ...base, input: asked, error: output as Failure }
    : { ...base, input: asked, output };
}

export function rows(...items: readonly Json[]): ApiAnswer {
  const complete = { accountId: account, awsRegion: region, configurationItemStatus: 'OK' };
  const Results = items.map((item) => JSON.stringify({ ...complete, ...item }));
  return answer('config:SelectResourceConfig', { Results }, { Expression: inventoryQuery });
}

export function recording(...answers: readonly ApiAnswer[]): Recording {
  const identity = { account, arn: `arn:aws:sts::${account}:assumed-role/audit/audit` };
  return { format: 1, identity, startedAt: readAt, regions: [region, 'us-east-1'], answers };
}

/** Some facts of the only resource of a kind. */
export function only(kind: string, answers: readonly ApiAnswer[], ...names: readonly string[]) {
  const [resource, another] = resourcesOf(recording(...answers), kind);
  assert.ok(resource !== undefined && another === undefined, `not exactly one ${kind}`);
  return facts(resource, ...names);
}
