import {
  type Absent,
  type Fact,
  isList,
  isMap,
  isStruct,
  type ListValue,
  type MapValue,
  unknown,
} from '../../model/fact.ts';
import type { Shape } from '../expression.ts';
import { type Eval, type Frame, note } from './frame.ts';
import { type Result, type Undecided, undecided } from './value.ts';

const emptyList: ListValue = { items: [] };
const emptyMap: MapValue = { entries: {} };

/** Takes the value out of a fact and notes the fact as read. Absent is "", empty, or nothing at all. */
export function reader(of: Eval<Fact>, shape: Shape): Eval<Result> {
  const taker = takers[shape];
  return (frame) => taker(frame, of(frame));
}

export function take(frame: Frame, fact: Fact, shape: Shape): Result {
  return takers[shape](frame, fact);
}

const takers: Readonly<Record<Shape, (frame: Frame, fact: Fact) => Result>> = {
  bool: takeBool,
  int: takeInt,
  string: takeText,
  timestamp: takeTimestamp,
  list: takeList,
  map: takeMap,
  struct: (_frame, fact) => misshapen(fact, 'a value'),
};

export function takeBool(frame: Frame, fact: Fact): boolean | Undecided {
  note(frame, fact);
  if (fact.state === 'known')
    return typeof fact.value === 'boolean' ? fact.value : misshapen(fact, 'true or false');
  return fact.state === 'absent' ? notThere(fact) : undecided(fact);
}

export function takeInt(frame: Frame, fact: Fact): number | Undecided {
  note(frame, fact);
  if (fact.state === 'known') {
    return Number.isSafeInteger(fact.value) ? (fact.value as number) : misshapen(fact, 'a whole number');
  }
  return fact.state === 'absent' ? notThere(fact) : undecided(fact);
}

export function takeText(frame: Frame, fact: Fact): string | Undecided {
  note(frame, fact);
  if (fact.state === 'known') return typeof fact.value === 'string' ? fact.value : misshapen(fact, 'text');
  return fact.state === 'absent' ? '' : undecided(fact);
}

export function takeList(frame: Frame, fact: Fact): ListValue | Undecided {
  note(frame, fact);
  if (fact.state === 'known') return isList(fact.value) ? fact.value : misshapen(fact, 'a list');
  return fact.state === 'absent' ? emptyList : undecided(fact);
}

export function takeMap(frame: Frame, fact: Fact): MapValue | Undecided {
  note(frame, fact);
  if (fact.state === 'known') return isMap(fact.value) ? fact.value : misshapen(fact, 'a map');
  return fact.state === 'absent' ? emptyMap : undecided(fact);
}

function takeTimestamp(frame: Frame, fact: Fact): number | Undecided {
  const text = takeText(frame, fact);
  if (typeof text !== 'string') return text;
  if (fact.state === 'absent') return notThere(fact);
  return parseTimestamp(text) ?? misshapen(fact, 'a time');
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970, or nothing for a text that is no time. */
export function parseTimestamp(text: string): number | undefined {
  const milliseconds = rfc3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** A named member of a struct, whatever the state of the struct. */
export function memberOf(holder: Fact, name: string): Fact {
  if (holder.state !== 'known') return holder;
  if (!isStruct(holder.value)) return unreadable(holder, 'attributes');
  return holder.value.fields[name] ?? unanswered(holder, name);
}

export function unanswered(holder: Pick<Fact, 'place' | 'path'>, name: string): Fact {
  const path = holder.path === '' ? name : `${holder.path}.${name}`;
  return unknown('not-read', `nothing was read for ${name}`, { place: holder.place, path });
}

function notThere(fact: Absent): Undecided {
  const { place, path } = fact;
  return undecided(
    unknown('absent', 'it is not there, and the condition does not ask has() first', { place, path }),
  );
}

function misshapen(fact: Fact, wanted: string): Undecided {
  return undecided(unreadable(fact, wanted));
}

function unreadable({ place, path }: Fact, wanted: string) {
  return unknown('unreadable', `it is not ${wanted}, as it should be`, { place, path });
}
