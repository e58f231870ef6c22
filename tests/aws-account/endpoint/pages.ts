import type { Json, Received } from './exchange.ts';
import { inputSchema, isStructure, membersOf, membersOfSchema, outputSchema, resolve } from './schema.ts';

const sizes = [
  'Limit',
  'limit',
  'MaxResults',
  'maxResults',
  'MaxItems',
  'MaxRecords',
  'PageSize',
  'ResourcesPerPage',
];

/** How an API is paged, as far as the SDK's own description of it tells. */
export interface Paging {
  /** The field of the question that takes the token. */
  readonly asked: string;
  /** The field of the answer, or of the one structure in it, that gives the next one. */
  readonly told: string;
  /** The structure that holds list and token, where that is not the answer itself. */
  readonly inside: string | undefined;
}

/** Undefined where an API has no pages. */
export function pagingOf(api: string): Paging | undefined {
  const asked = membersOfSchema(inputSchema(api)).find(({ name }) =>
    /^((next|pagination|page)?token|marker|nextmarker|startrecordname)$/i.test(name),
  )?.name;
  if (asked === undefined) return undefined;
  const members = membersOfSchema(outputSchema(api));
  const candidates = [`Next${asked}`, asked, asked.replace('Start', 'Next')];
  const tokenIn = (names: readonly string[]) => candidates.find((candidate) => names.includes(candidate));
  const told = tokenIn(members.map(({ name }) => name));
  if (told !== undefined) return { asked, told, inside: undefined };
  for (const { name, schema } of members) {
    const inner = resolve(schema);
    const found = isStructure(inner) ? tokenIn(membersOf(inner).map((member) => member.name)) : undefined;
    if (found !== undefined) return { asked, told: found, inside: name };
  }
  throw new Error(`${api} takes ${asked}, and nothing in its answer gives it`);
}

/** One page of the whole output, no longer than `longest`. Tokens are offsets, and names where an API goes on at a name. */
export function cutPage({ api, input }: Received, output: Json, longest: number): Json {
  const paging = pagingOf(api);
  if (paging === undefined) return output;
  const asked = sizes.map((name) => input[name]).find((size) => size !== undefined);
  const size = Math.min(Number(asked ?? 100), longest);
  const { inside } = paging;
  if (inside === undefined) return cut(output, { api, input, paging, size });
  return { ...output, [inside]: cut((output[inside] ?? {}) as Json, { api, input, paging, size }) };
}

interface Cut {
  readonly api: string;
  readonly input: Json;
  readonly paging: Paging;
  readonly size: number;
}

function cut(holder: Json, { api, input, paging, size }: Cut): Json {
  const lists = Object.values(holder).filter(Array.isArray);
  const from = offsetOf(input, paging, lists[0]);
  const more = lists.some((list) => list.length > from + size);
  const page = Object.fromEntries(
    Object.entries(holder).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.slice(from, from + size) : value,
    ]),
  );
  const told = namesIn(api, paging);
  return {
    ...page,
    ...(told.has('IsTruncated') ? { IsTruncated: false } : {}),
    // Route 53 and CloudFront repeat the question's marker beside the next one.
    ...(told.has('Marker') && paging.told !== 'Marker' ? { Marker: input[paging.asked] ?? '' } : {}),
    ...(more ? tokenFor(api, String(from + size), lists[0]?.[from + size]) : {}),
  };
}

/** Route 53 goes on at a record. */
function offsetOf(input: Json, { asked }: Paging, list: readonly Json[] = []): number {
  const token = input[asked];
  if (token === undefined) return 0;
  if (asked !== 'StartRecordName') return Number(token);
  const { StartRecordType, StartRecordIdentifier } = input;
  return list.findIndex(
    ({ Name, Type, SetIdentifier }) =>
      Name === token && Type === StartRecordType && SetIdentifier === StartRecordIdentifier,
  );
}

/** The token as each service writes it. */
export function tokenFor(api: string, token: string, next?: Json): Json {
  const paging = pagingOf(api);
  if (paging === undefined) throw new Error(`${api} has no pages`);
  const said = { IsTruncated: true };
  if (paging.asked === 'StartRecordName') {
    return {
      ...said,
      NextRecordName: next?.Name,
      NextRecordType: next?.Type,
      ...(next?.SetIdentifier === undefined ? {} : { NextRecordIdentifier: next.SetIdentifier }),
    };
  }
  return { ...(namesIn(api, paging).has('IsTruncated') ? said : {}), [paging.told]: token };
}

function namesIn(api: string, { inside }: Paging): ReadonlySet<string> {
  const members = membersOfSchema(outputSchema(api));
  const holder = inside === undefined ? undefined : members.find(({ name }) => name === inside);
  const held = holder === undefined ? members : membersOfSchema(holder.schema);
  return new Set(held.map(({ name }) => name));
}
