import type { Received } from './exchange.ts';

type Json = Readonly<Record<string, unknown>>;

/** One page of the whole output. Tokens are offsets. */
export function cutPage({ api, input }: Received, output: Json): Json {
  const size = Number(input.Limit ?? input.limit ?? input.MaxResults ?? input.MaxItems ?? 100);
  const from = Number(input.NextToken ?? input.nextToken ?? input.Marker ?? 0);
  const lists = Object.values(output).filter(Array.isArray);
  const more = lists.some((list) => list.length > from + size);
  const page = Object.fromEntries(
    Object.entries(output).map(([name, value]) => [
      name,
      Array.isArray(value) && isPaged(api) ? value.slice(from, from + size) : value,
    ]),
  );
  return more && isPaged(api) ? { ...page, ...tokenFor(api, String(from + size)) } : page;
}

function isPaged(api: string): boolean {
  return !/DescribeRegions|Recorder|BatchGet/.test(api);
}

/** The token as each service writes it. */
export function tokenFor(api: string, token: string): Json {
  if (api.startsWith('iam:')) return { IsTruncated: true, Marker: token };
  return /Discovered/.test(api) ? { nextToken: token } : { NextToken: token };
}
