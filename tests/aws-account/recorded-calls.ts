import type { ApiAnswer, Failure, Recording } from '../../src/sources/aws-account/answer.ts';
import { inventoryQuery } from '../../src/sources/aws-account/queries.ts';
import { account, region } from './recordings.ts';

export type Json = Readonly<Record<string, unknown>>;

const readAt = '2026-11-20T02:00:00.000Z';

/** Answers in their order; a failure stands for a call that gave nothing. */
export function recorded(
  ...calls: readonly (readonly [api: string, output: object, input?: Json])[]
): Recording {
  return {
    format: 1,
    identity: { account, arn: `arn:aws:sts::${account}:assumed-role/audit/audit` },
    startedAt: readAt,
    regions: [region],
    answers: calls.map(([api, output, input = {}]): ApiAnswer => {
      const where = { account, region, api, readAt, input };
      return 'kind' in output ? { ...where, error: output as Failure } : { ...where, output };
    }),
  };
}

/** The inventory of AWS Config with these rows, beside other calls. */
export function config(...rows: readonly object[]): readonly [string, object, Json] {
  const whole = { accountId: account, awsRegion: region, configurationItemStatus: 'OK' };
  const Results = rows.map((row) => JSON.stringify({ ...whole, ...row }));
  return ['config:SelectResourceConfig', { Results }, { Expression: inventoryQuery }];
}
