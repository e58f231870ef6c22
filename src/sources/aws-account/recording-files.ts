import type { ApiAnswer } from './answer.ts';
import { isRecord } from './plain.ts';
import { aggregateSelect } from './queries.ts';

/** The file that says what a recording holds. */
export const indexFile = 'recording.json';

/** Where the answers of one API lie, under the recording's directory. */
export function fileOf(answer: Pick<ApiAnswer, 'account' | 'region' | 'api'>): string {
  return `${answer.account}/${answer.region}/${answer.api.replace(':', '.')}.json`;
}

/** Sorted by region and API; pages of one API stay in their order. */
export function sortAnswers(answers: readonly ApiAnswer[]): readonly ApiAnswer[] {
  return [...answers].sort(
    (a, b) => compare(a.account, b.account) || compare(a.region, b.region) || compare(a.api, b.api),
  );
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One answer as it stands in a file: rows of AWS Config as JSON instead of text, so that people can read and compare them. */
export function toFile(answer: ApiAnswer): Readonly<Record<string, unknown>> {
  const { account: _account, region: _region, api, output, ...rest } = answer;
  return output === undefined ? rest : { ...rest, output: mapResults(api, output, JSON.parse) };
}

/** The output as the API gave it. */
export function fromFile(api: string, output: unknown): unknown {
  return mapResults(api, output, (row) => (typeof row === 'string' ? row : JSON.stringify(row)));
}

function mapResults(api: string, output: unknown, change: (row: string) => unknown): unknown {
  const rows = api === 'config:SelectResourceConfig' || api === aggregateSelect;
  if (!rows || !isRecord(output) || !Array.isArray(output.Results)) return output;
  return { ...output, Results: output.Results.map((row) => change(row as string)) };
}

export function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
