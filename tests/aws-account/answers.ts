import type { ApiAnswer, Recording } from '../../src/sources/aws-account/answer.ts';
import { account } from './recordings.ts';

export const home = 'eu-west-1';
export const arnOf = (service: string, resource: string) =>
  `arn:aws:${service}:${home}:${account}:${resource}`;

/** One more answer, about one thing or of another region. */
export function answered(
  api: string,
  output: object,
  { input = {}, region = home }: { readonly input?: object; readonly region?: string } = {},
): ApiAnswer {
  const where = { account, region, api, readAt: '2026-11-20T02:00:00.000Z', input: { ...input } };
  return 'kind' in output
    ? { ...where, error: output as NonNullable<ApiAnswer['error']> }
    : { ...where, output };
}

export function withAnswers(recording: Recording, ...answers: readonly ApiAnswer[]): Recording {
  const regions = [...new Set([...recording.regions, ...answers.map(({ region }) => region)])];
  return {
    ...recording,
    regions: regions.filter((region) => region !== 'global').sort(),
    answers: [...recording.answers, ...answers],
  };
}
