import { actionOf, findAction } from '../../src/sources/aws-account/actions.ts';
import { type ApiAnswer, globalRegion, type Recording } from '../../src/sources/aws-account/answer.ts';
import { withoutToken } from '../../src/sources/aws-account/paging.ts';
import { countQuery, inventoryQuery } from '../../src/sources/aws-account/queries.ts';
import type { Json, Received, Told } from '../../tests/aws-account/endpoint/exchange.ts';
import { cutPage } from '../../tests/aws-account/endpoint/pages.ts';
import { type Renamer, renamer } from './rename.ts';

/** A large account, made of a small one: its resources as often as it takes, each time under other names and ids. */
export interface BigAccount {
  /** Rows of AWS Config, over all regions. */
  readonly rows: number;
  readonly rowsIn: (region: string) => number;
  readonly regions: readonly string[];
  /** What it has to say to a call; as if it were account `id`, where that is given. */
  readonly tell: (call: Received, id?: string) => Told;
}

/** The lists of one call, every page in one, and what they become in each copy. */
type Held = (input: Json) => Json | undefined;

/** At least so many rows of AWS Config. What AWS tells of all copies alike (its own policies, say) is there once. */
export function bigAccount(sample: Recording, size: number): BigAccount {
  const rename = renamer(sample);
  const [base, twice] = [1, 2].map((copies) => countOf(inventoryOf(sample, copies, rename))) as [
    number,
    number,
  ];
  const copies = 1 + Math.max(0, Math.ceil((size - base) / (twice - base)));
  const held = new Map<string, Held>();
  const inventory = inventoryOf(sample, copies, rename);
  for (const [region, rows] of inventory) {
    const counts = countsOf(rows);
    held.set(keyOf('config:GetDiscoveredResourceCounts', region), () => ({ resourceCounts: counts }));
    const counted = counts.map(({ resourceType, count }) =>
      JSON.stringify({ resourceType, 'COUNT(*)': count }),
    );
    held.set(keyOf('config:SelectResourceConfig', region), ({ Expression }) => ({
      Results: Expression === countQuery ? counted : rows,
    }));
  }
  for (const [key, answers] of callsOf(sample)) {
    if (!held.has(key)) held.set(key, heldBy(answers, copies, rename));
  }
  const { account, arn } = sample.identity;
  // The same calls come from every account: what is told then costs no more than its text.
  const told = new Map<string, string>();
  return {
    rows: countOf(inventory),
    rowsIn: (region) => inventory.get(region)?.length ?? 0,
    regions: sample.regions,
    tell: (call, id = account) => {
      const question = JSON.stringify(call).replaceAll(id, account);
      const known = JSON.parse(question) as Received;
      const answer =
        told.get(question) ?? JSON.stringify(tellBy(held, known, { account, arn }, sample.regions));
      told.set(question, answer);
      return JSON.parse(answer.replaceAll(account, id)) as Told;
    },
  };
}

type Inventory = ReadonlyMap<string, readonly string[]>;

function inventoryOf(sample: Recording, copies: number, rename: Renamer): Inventory {
  return new Map(
    rowsIn(sample).map(([region, rows]) => [region, distinct(multiplied(rows, copies, rename))] as const),
  );
}

function countOf(inventory: Inventory): number {
  return [...inventory.values()].reduce((sum, rows) => sum + rows.length, 0);
}

function tellBy(
  held: ReadonlyMap<string, Held>,
  call: Received,
  { account, arn }: { readonly account: string; readonly arn: string },
  regions: readonly string[],
): Told {
  const { api, region, input } = call;
  if (api === 'sts:GetCallerIdentity')
    return { output: { Account: account, Arn: arn, UserId: 'AROAEXAMPLE' } };
  if (api === 'ec2:DescribeRegions')
    return {
      output: { Regions: regions.map((RegionName) => ({ RegionName, OptInStatus: 'opt-in-not-required' })) },
    };
  const place = findAction(api)?.scope === 'account' ? globalRegion : region;
  const whole = held.get(keyOf(api, place))?.(input);
  if (whole === undefined || Object.keys(whole).length === 0) {
    const none = findAction(api)?.noneIs?.[0] ?? 'AccessDeniedException';
    return { refusal: { status: 404, code: none, message: 'There is none' } };
  }
  return { output: cutPage(call, whole, Number.POSITIVE_INFINITY) };
}

function keyOf(api: string, region: string): string {
  return `${region} ${api}`;
}

function rowsIn(sample: Recording): readonly (readonly [string, readonly string[]])[] {
  return sample.regions.map((region) => {
    const pages = sample.answers.filter(
      (answer) => answer.region === region && answer.input.Expression === inventoryQuery,
    );
    return [
      region,
      pages.flatMap(({ output }) => (output as { Results: readonly string[] }).Results),
    ] as const;
  });
}

function countsOf(rows: readonly string[]): readonly { resourceType: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const { resourceType } = JSON.parse(row) as { resourceType: string };
    counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
  }
  return [...counts].sort().map(([resourceType, count]) => ({ resourceType, count }));
}

function callsOf(sample: Recording): ReadonlyMap<string, readonly ApiAnswer[]> {
  const calls = new Map<string, ApiAnswer[]>();
  for (const answer of sample.answers) {
    const key = keyOf(answer.api, answer.region);
    calls.set(key, [...(calls.get(key) ?? []), answer]);
  }
  return calls;
}

/** Texts as often as it takes; one that is the same under every name is there once. */
function multiplied(texts: readonly string[], copies: number, rename: Renamer): readonly string[] {
  return Array.from({ length: copies }, (_, copy) => texts.map((text) => rename(text, copy))).flatMap(
    (renamed, copy) => (copy === 0 ? renamed : renamed.filter((text, index) => text !== texts[index])),
  );
}

/** Aliases of AWS's own keys and default groups are there once in every region. */
function distinct(rows: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const { resourceType, resourceId, arn } = JSON.parse(row) as Json;
    const identity = `${resourceType} ${arn ?? resourceId}`;
    return !seen.has(identity) && seen.add(identity);
  });
}

/** Answers about single things are those of the copy that is asked about; lists hold every copy. */
function heldBy(answers: readonly ApiAnswer[], copies: number, rename: Renamer): Held {
  const [first] = answers;
  if (first === undefined || first.error !== undefined) return () => undefined;
  const { each, inputs } = actionOf(first.api);
  if (each === undefined && inputs === undefined) {
    const whole = lists(
      answers.map(({ output }) => output as Json),
      copies,
      rename,
    );
    return () => whole;
  }
  const named = Object.entries(first.input).find(([, value]) => Array.isArray(value))?.[0];
  if (named !== undefined) {
    const whole = lists(
      answers.map(({ output }) => output as Json),
      copies,
      rename,
    );
    return (input) => onlyOf(whole, input[named]);
  }
  const byQuestion = new Map<string, Json>();
  for (const { input, output } of answers) {
    for (let copy = 0; copy < copies; copy++) {
      const question = rename(questionOf(input), copy);
      byQuestion.set(question, JSON.parse(rename(JSON.stringify(output ?? {}), copy)) as Json);
    }
  }
  return (input) => byQuestion.get(questionOf(input));
}

/** Several things may be asked about at once: each element says which one it is about. */
function onlyOf(whole: Json, asked: unknown): Json {
  const wanted = new Set(Array.isArray(asked) ? asked : []);
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.filter((element: Json) => Object.values(element).some((one) => wanted.has(one)))
        : value,
    ]),
  );
}

/** The SDK sends `Z1` for `/hostedzone/Z1`. */
function questionOf(input: Json): string {
  const entries = Object.entries(withoutToken(input)).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries)).replaceAll('/hostedzone/', '');
}

function lists(pages: readonly Json[], copies: number, rename: Renamer): Json {
  const whole: Record<string, unknown> = {};
  for (const page of pages) {
    for (const [name, value] of Object.entries(page)) {
      const before = whole[name];
      if (Array.isArray(value)) whole[name] = [...(Array.isArray(before) ? before : []), ...value];
      else if (!/^(IsTruncated|.*Marker|.*Token)$/.test(name)) whole[name] = value;
    }
  }
  if ('ConfigurationRecorders' in whole || 'ConfigurationRecordersStatus' in whole) return whole;
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]) => [name, many(name, value, copies, rename)]),
  );
}

function many(name: string, value: unknown, copies: number, rename: Renamer): unknown {
  if (Array.isArray(value)) {
    const texts = value.map((element) => JSON.stringify(element));
    return multiplied(texts, copies, rename).map((text) => JSON.parse(text) as unknown);
  }
  if (name === 'Content') return report(String(value), copies, rename);
  const inner = value as Json | null;
  if (typeof inner !== 'object' || inner === null || !Array.isArray(inner.Items)) return value;
  // CloudFront wraps its lists; where pages end is for whoever cuts them.
  const { Marker: _from, NextMarker: _next, IsTruncated: _more, Items, ...rest } = inner;
  return { ...rest, Items: many('Items', Items, copies, rename) };
}

/** The credential report: one head, one root, and the users of every copy. */
function report(text: string, copies: number, rename: Renamer): string {
  const [head = '', root = '', ...users] = text.trimEnd().split('\n');
  return [head, root, ...multiplied(users, copies, rename), ''].join('\n');
}
