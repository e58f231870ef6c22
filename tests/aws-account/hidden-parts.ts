import { findAction } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Failure, Recording } from '../../src/sources/aws-account/answer.ts';
import { at } from '../../src/sources/aws-account/paging.ts';
import { isRecord, type JsonRecord } from '../../src/sources/aws-account/plain.ts';
import { isInventory } from '../../src/sources/aws-account/queries.ts';

/** A part of a recording that is hidden, for people, and what is left. */
export interface Hidden {
  readonly what: string;
  readonly recording: () => Recording;
}

const denied: Failure = { name: 'AccessDenied', message: 'not authorized to perform it', kind: 'denied' };
const throttled: Failure = { name: 'ThrottlingException', message: 'Rate exceeded', kind: 'throttled' };

/** Always the same few of many, from all over the list. */
export function sampleOf<T>(all: readonly T[], most: number): readonly T[] {
  const step = all.length / Math.min(most, all.length);
  return Array.from({ length: Math.min(most, all.length) }, (_, index) => all[Math.floor(index * step)] as T);
}

/** One answer of those that are asked thing by thing. */
export function aboutOneThing(whole: Recording, how: 'stopped' | 'refused'): readonly Hidden[] {
  return whole.answers
    .filter(({ api }) => findAction(api)?.each !== undefined)
    .filter(({ api }) => how === 'refused' || findAction(api)?.optional !== true)
    .map((hidden) => ({
      what: `${hidden.api} ${JSON.stringify(hidden.input).slice(0, 160)}`,
      recording: () => instead(whole, hidden, how === 'stopped' ? [] : [failed(hidden, denied)]),
    }));
}

/** Every list cut in the middle: the page that follows was never asked for, or failed. */
export function inPages(whole: Recording): readonly Hidden[] {
  return whole.answers.flatMap((answer) => {
    const { token, fields = [], lists = {} } = findAction(answer.api) ?? {};
    if (token === undefined) return [];
    const name = [...fields, ...Object.keys(lists)].find((field) => Array.isArray(at(answer.output, field)));
    const elements = name === undefined ? undefined : at(answer.output, name);
    if (name === undefined || !Array.isArray(elements) || elements.length === 0) return [];
    const next = token === 'StartRecordName' ? 'NextRecordName' : token;
    const output = { ...replaced(answer.output, name.split('.'), elements.slice(0, elements.length / 2)) };
    const first = { ...answer, output: { ...output, IsTruncated: true, [next]: 'next' } };
    const second = failed({ ...answer, input: { ...answer.input, [token]: 'next' } }, throttled);
    const what = `${name} of ${answer.api} in ${answer.region}`;
    return [
      { what: `${what}, interrupted`, recording: () => instead(whole, answer, [first]) },
      { what: `${what}, throttled`, recording: () => instead(whole, answer, [first, second]) },
    ];
  });
}

/** Every type of item without one of its parts, as AWS Config's recorder leaves them where it may not look. */
export function configItemsWithout(whole: Recording): readonly Hidden[] {
  const rows = whole.answers.filter(isInventory).flatMap(({ output }) => rowsOf(output));
  const types = [...new Set(rows.map(({ resourceType }) => String(resourceType)))].sort();
  return types.flatMap((type) =>
    ['configuration', 'supplementaryConfiguration', 'tags'].map((part) => ({
      what: `${type} without its ${part}`,
      recording: () => withRows(whole, (row) => (row.resourceType === type ? without(row, part) : row)),
    })),
  );
}

/** Every answer of an API without one field: `SecurityGroupRules.ToPort`, in all elements of the lists on the way. */
export function withoutField(whole: Recording, api: string, path: string): Recording {
  const answers = whole.answers.map((answer) =>
    answer.api === api ? { ...answer, output: dropped(answer.output, path.split('.')) } : answer,
  );
  return { ...whole, answers };
}

function dropped(value: unknown, [name = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element) => dropped(element, [name, ...rest]));
  if (!isRecord(value) || !(name in value)) return value;
  return rest.length === 0 ? without(value, name) : { ...value, [name]: dropped(value[name], rest) };
}

function withRows(whole: Recording, change: (row: JsonRecord) => JsonRecord): Recording {
  const answers = whole.answers.map((answer) => {
    if (!isInventory(answer)) return answer;
    const Results = rowsOf(answer.output).map((row) => JSON.stringify(change(row)));
    return { ...answer, output: { ...(answer.output as object), Results } };
  });
  return { ...whole, answers };
}

function rowsOf(output: unknown): readonly JsonRecord[] {
  const results = at(output, 'Results');
  return Array.isArray(results) ? results.map((row) => JSON.parse(String(row)) as JsonRecord) : [];
}

function without(record: JsonRecord, name: string): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

function failed({ output: _output, ...answer }: ApiAnswer, error: Failure): ApiAnswer {
  return { ...answer, error };
}

function instead(whole: Recording, hidden: ApiAnswer, left: readonly ApiAnswer[]): Recording {
  return { ...whole, answers: whole.answers.flatMap((answer) => (answer === hidden ? left : [answer])) };
}

function replaced(output: unknown, [name, ...rest]: readonly string[], value: unknown): JsonRecord {
  const holder = isRecord(output) ? output : {};
  if (name === undefined) return holder;
  return { ...holder, [name]: rest.length === 0 ? value : replaced(holder[name], rest, value) };
}
