import { isIP } from 'node:net';
import type { Fact, ListValue } from '../../model/fact.ts';
import { focus } from '../evaluate/focus.ts';
import { type Frame, troubleHere } from '../evaluate/frame.ts';
import { isUndecided, type Kleene, open, type Undecided, undecided } from '../evaluate/value.ts';
import { type Arguments, type Make, textsOf } from './arguments.ts';

/** All addresses from first to last of one family. */
export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const bitsOf = { 4: 32, 6: 128 } as const;
const mappedPrefix = 0xffffn << 32n;

/**
 * The range a text means, or nothing when it is not one. Strict: no octal or short forms, because AWS knows none.
 * An address without a length is that address alone; bits beyond the length do not count, as in AWS.
 */
export function parseRange(text: string): Range | undefined {
  const [address = '', length, more] = text.split('/');
  const family = isIP(address);
  if (more !== undefined || address.includes('%') || (family !== 4 && family !== 6)) return undefined;
  const bits = bitsOf[family];
  if (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return undefined;
  const host = BigInt(bits - prefix);
  const first = ((family === 4 ? numberOf4(address) : numberOf6(address)) >> host) << host;
  return { family, first, last: first + (1n << host) - 1n };
}

function numberOf4(address: string): bigint {
  return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function numberOf6(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const gap = Array.from({ length: 8 - left.length - right.length }, () => 0n);
  return [...left, ...(tail === undefined ? [] : gap), ...right].reduce(
    (sum, group) => (sum << 16n) + group,
    0n,
  );
}

function groups(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const address = numberOf4(group);
    return [address >> 16n, address & 0xffffn];
  });
}

/** `::ffff:10.0.0.0/104` means the same addresses as `10.0.0.0/8`. */
function asIpv4(range: Range): Range | undefined {
  if (range.family === 4) return range;
  if (range.first >> 32n !== 0xffffn || range.last >> 32n !== 0xffffn) return undefined;
  return { family: 4, first: range.first - mappedPrefix, last: range.last - mappedPrefix };
}

export function contains(outer: Range, inner: Range): boolean {
  const fits = (a: Range | undefined, b: Range | undefined): boolean =>
    a !== undefined && b !== undefined && a.family === b.family && a.first <= b.first && b.last <= a.last;
  return fits(outer, inner) || fits(asIpv4(outer), asIpv4(inner));
}

/** Whether the ranges together leave no address of a family out. */
export function coverAll(ranges: readonly Range[], family: 4 | 6): boolean {
  const own = ranges
    .flatMap((range) => (range.family === family ? [range] : family === 4 ? (asIpv4(range) ?? []) : []))
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  let next = 0n;
  for (const { first, last } of own) {
    if (first > next) return false;
    if (last >= next) next = last + 1n;
  }
  return next === 1n << BigInt(bitsOf[family]);
}

/** An empty text is no range (a rule whose peer is a group); any other that cannot be read leaves the answer unknown. */
export const coversWorld: Make = ({ values }: Arguments) => {
  const [ranges] = values;
  return (frame): Kleene => {
    const start = frame.reads.length;
    const list = ranges?.(frame) as ListValue | Undecided;
    const texts = textsOf(frame, list);
    const read = texts.known.filter((text) => text !== '').map(parseRange);
    const known = read.filter((range) => range !== undefined);
    if (coverAll(known, 4) || coverAll(known, 6)) {
      if (!isUndecided(list)) focus(frame, start, list, coversAlone);
      return true;
    }
    if (known.length < read.length) return open(unreadable(frame), texts.doubt);
    return texts.doubt ?? false;
  };
};

/** One range may be the whole world by itself; without such a one it is covered by all of them together. */
function coversAlone(fact: Fact): boolean {
  if (fact.state !== 'known' || typeof fact.value !== 'string') return false;
  const range = parseRange(fact.value);
  return range !== undefined && (coverAll([range], 4) || coverAll([range], 6));
}

export const cidrCovers: Make = ({ values }: Arguments) => {
  const [left, right] = values;
  return (frame): Kleene => {
    const outer = left?.(frame);
    const inner = right?.(frame);
    if (typeof outer !== 'string' || typeof inner !== 'string') return open(outer, inner);
    if (outer === '' || inner === '') return false;
    const [a, b] = [parseRange(outer), parseRange(inner)];
    return a === undefined || b === undefined ? unreadable(frame) : contains(a, b);
  };
};

/** The text is not quoted: it may be sensitive. */
function unreadable(frame: Frame) {
  return undecided(troubleHere(frame, 'unreadable', 'the text is not an IP range'));
}
