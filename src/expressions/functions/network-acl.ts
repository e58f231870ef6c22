import type { Fact, ListValue } from '../../model/fact.ts';
import { protocolName } from '../../model/protocols.ts';
import { type Frame, troubleHere } from '../evaluate/frame.ts';
import { memberOf, takeBool } from '../evaluate/read.ts';
import { gather, isUndecided, type Kleene, type Undecided, undecided } from '../evaluate/value.ts';
import { type Arguments, type Make, numberOf, textOf } from './arguments.ts';
import { parseRange, type Range } from './cidr.ts';

/** Traffic that is asked about: everything, or one port of one protocol. */
export type Traffic = 'all' | { readonly protocol: string; readonly port: number };

/** What one entry decides, as far as it can be told: nothing where it speaks of other traffic. */
export interface AclEntry {
  readonly number: number;
  readonly allow: boolean;
  readonly range: Range;
}

/**
 * Whether an ACL lets most of the internet in: of all IPv4 or all IPv6 addresses, those whose first fitting entry allows are
 * more than half. Ranges that are denied before everybody else is let in leave it open to the world.
 */
export function admitsMost(entries: readonly AclEntry[], family: 4 | 6): boolean {
  const ordered = entries
    .filter((entry) => entry.range.family === family)
    .sort((a, b) => a.number - b.number || Number(a.allow) - Number(b.allow));
  const edges = [...new Set(ordered.flatMap(({ range }) => [range.first, range.last + 1n]))].sort((a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
  let admitted = 0n;
  for (const [index, first] of edges.entries()) {
    const next = edges[index + 1];
    if (next === undefined) break;
    const decides = ordered.find(({ range }) => range.first <= first && first <= range.last);
    if (decides?.allow === true) admitted += next - first;
  }
  return admitted * 2n > 1n << (family === 4 ? 32n : 128n);
}

const whole = (family: 4 | 6): Range => ({
  family,
  first: 0n,
  last: (1n << (family === 4 ? 32n : 128n)) - 1n,
});
const everything: readonly Range[] = [whole(4), whole(6)];

export const aclAdmitsWorld: Make = ({ values }: Arguments) => {
  const [list, protocol, port] = values;
  return (frame): Kleene => {
    const entries = list?.(frame) as ListValue | Undecided;
    if (isUndecided(entries)) return entries;
    const traffic = trafficOf(protocol?.(frame), port?.(frame));
    if (isUndecided(traffic)) return traffic;
    return judge(frame, entries, traffic);
  };
};

function trafficOf(protocol: unknown, port: unknown): Traffic | Undecided {
  if (isUndecided(protocol)) return protocol;
  if (isUndecided(port)) return port;
  return typeof protocol === 'string' && typeof port === 'number'
    ? { protocol: protocolName(protocol), port }
    : 'all';
}

/** What the ACL would be if everything unknown denied, and if everything unknown allowed: where both agree, that is it. */
interface Bounds {
  readonly least: AclEntry[];
  readonly most: AclEntry[];
  doubt?: ReturnType<typeof gather>;
}

function judge(frame: Frame, { items, open }: ListValue, traffic: Traffic): Kleene {
  const bounds: Bounds = { least: [], most: [] };
  for (const item of items) addEntry(frame, item, traffic, bounds);
  if (open !== undefined) addUnknown(bounds, undecided(open));
  const admits = (entries: readonly AclEntry[]) => admitsMost(entries, 4) || admitsMost(entries, 6);
  const [least, most] = [admits(bounds.least), admits(bounds.most)];
  return least === most || bounds.doubt === undefined ? least : { unknowns: bounds.doubt };
}

function addUnknown(bounds: Bounds, why: Undecided): void {
  bounds.doubt = gather(bounds.doubt, why);
  for (const range of everything) {
    bounds.least.push({ number: -1, allow: false, range });
    bounds.most.push({ number: -1, allow: true, range });
  }
}

function addEntry(frame: Frame, item: Fact, traffic: Traffic, bounds: Bounds): void {
  if (item.state === 'unknown') {
    addUnknown(bounds, undecided(item));
    return;
  }
  const fits = speaksOf(frame, item, traffic);
  if (fits === false) return;
  const allow = takeBool(frame, memberOf(item, 'allow'));
  const number = numberOf(frame, item, 'ruleNumber');
  const text = textOf(frame, item, 'cidr');
  const range = typeof text === 'string' ? parseRange(text) : undefined;
  const parts = [fits, allow, number, text].filter(isUndecided);
  if (parts.length === 0 && range !== undefined && typeof allow === 'boolean' && typeof number === 'number') {
    bounds.least.push({ number, allow, range });
    bounds.most.push({ number, allow, range });
    return;
  }
  for (const part of parts) bounds.doubt = gather(bounds.doubt, part);
  // A range that nobody can read is none that AWS knows.
  if (parts.length === 0) bounds.doubt = gather(bounds.doubt, notRange(frame));
  const ranges = range === undefined ? everything : [range];
  const first = typeof number === 'number' ? number : -1;
  if (allow !== true)
    bounds.least.push(...ranges.map((one) => ({ number: first, allow: false, range: one })));
  if (allow !== false) bounds.most.push(...ranges.map((one) => ({ number: first, allow: true, range: one })));
}

function notRange(frame: Frame): Undecided {
  return undecided(troubleHere(frame, 'unreadable', 'the text is not an IP range'));
}

/** Whether an entry decides about that traffic at all. */
function speaksOf(frame: Frame, item: Fact, traffic: Traffic): Kleene {
  const text = textOf(frame, item, 'protocol');
  if (isUndecided(text)) return text;
  const protocol = protocolName(text);
  if (protocol === '-1') return true;
  if (traffic === 'all' || protocol !== traffic.protocol) return false;
  const first = numberOf(frame, item, 'fromPort');
  const last = numberOf(frame, item, 'toPort');
  if (typeof first === 'number' && first > traffic.port) return false;
  if (typeof last === 'number' && last < traffic.port) return false;
  return isUndecided(first) ? first : isUndecided(last) ? last : true;
}
