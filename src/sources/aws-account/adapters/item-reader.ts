import {
  absent,
  byDefault,
  type Fact,
  known,
  type ListValue,
  type Place,
  type UnknownReason,
  unknown,
} from '../../../model/fact.ts';
import { field, isObject, type Json, type JsonObject, placeOf, type ReadBy } from '../item.ts';

/**
 * What a missing key means: what AWS does where nobody set anything (`default`; the adapter cites the page), the value for which
 * AWS leaves the key out (`always`), that the thing is not there, or - when nothing is said - that the answer does not tell.
 */
export type WhenMissing<V> = { readonly default: V } | { readonly always: V } | 'absent' | undefined;

/** Reads leaves of one answer of AWS by path, in AWS's words, whatever their letter case. */
export interface ItemReader {
  readonly place: Place;
  /** The whole path of a path that is relative to this reader. */
  at(path: string): string;
  json(path: string): Json | undefined;
  string(path: string, missing?: WhenMissing<string>): Fact<string>;
  bool(path: string, missing?: WhenMissing<boolean>): Fact<boolean>;
  int(path: string, missing?: WhenMissing<number>): Fact<number>;
  /** Texts of which AWS keeps a set: sorted, so that the same set is the same value. */
  strings(path: string, missing?: 'empty'): Fact<ListValue<string>>;
  /** A list of things, each read by its own reader. */
  list<V>(path: string, read: (element: ItemReader) => V, missing?: 'empty'): Fact<ListValue<V>>;
  /** Whether something on the way to a path is there and holds nothing by name: then nothing is known to be missing. */
  isBroken(path: string): boolean;
  /** The reader of a thing within, which may be missing altogether. */
  within(path: string): ItemReader | undefined;
  known<V>(path: string, value: V): Fact<V>;
  byDefault<V>(path: string, value: V): Fact<V>;
  absent(path: string): Fact<never>;
  unknown(path: string, reason: UnknownReason, detail: string): Fact<never>;
}

export interface ReadFrom {
  readonly root: JsonObject;
  readonly place: Place;
  /** Who does not tell, for people: "AWS Config's item". */
  readonly holder: string;
  /** Path of `root` itself. */
  readonly base?: string;
  /** Told of every path that is asked for; tests compare them with AWS's schemas. */
  readonly onPath?: ((path: string) => void) | undefined;
}

export function itemReader(from: ReadFrom): ItemReader {
  return new Reader(from);
}

/** The reader of what a call answered about one thing. */
export function answerReader(readBy: ReadBy, id: string, root: JsonObject = {}): ItemReader {
  return itemReader({ root, place: placeOf(readBy, id), holder: `the answer of ${readBy.api}` });
}

/** A class, since an account has tens of thousands of readers: as closures they cost more than what they read. */
class Reader implements ItemReader {
  readonly place: Place;
  readonly holder: string;
  readonly #from: ReadFrom;

  constructor(from: ReadFrom) {
    this.place = from.place;
    this.holder = from.holder;
    this.#from = from;
  }

  at(path: string): string {
    return joined(this.#from.base, path);
  }

  json(path: string): Json | undefined {
    this.#from.onPath?.(this.at(path));
    return lookUp(this.#from.root, path);
  }

  string(path: string, missing?: WhenMissing<string>): Fact<string> {
    return readLeaf(this, path, missing, missing === 'absent' ? toSomeText : toText);
  }

  bool(path: string, missing?: WhenMissing<boolean>): Fact<boolean> {
    return readLeaf(this, path, missing, toBool);
  }

  int(path: string, missing?: WhenMissing<number>): Fact<number> {
    return readLeaf(this, path, missing, toInt);
  }

  strings(path: string, missing?: 'empty'): Fact<ListValue<string>> {
    return sortedTexts(readList(this, path, missing, toText));
  }

  list<V>(path: string, read: (element: ItemReader) => V, missing?: 'empty'): Fact<ListValue<V>> {
    return readList(this, path, missing, (element, elementPath) =>
      isJsonObject(element) ? read(this.#inner(element, elementPath)) : undefined,
    );
  }

  isBroken(path: string): boolean {
    return hasBrokenHolder(this.#from.root, path);
  }

  within(path: string): ItemReader | undefined {
    const value = this.json(path);
    return isJsonObject(value) ? this.#inner(value, path) : undefined;
  }

  known<V>(path: string, value: V): Fact<V> {
    return known(value, this.place, this.at(path));
  }

  byDefault<V>(path: string, value: V): Fact<V> {
    return byDefault(value, this.place, this.at(path));
  }

  absent(path: string): Fact<never> {
    return absent(this.place, this.at(path));
  }

  unknown(path: string, reason: UnknownReason, detail: string): Fact<never> {
    return unknown(reason, detail, { place: this.place, path: this.at(path) });
  }

  #inner(root: JsonObject, path: string): ItemReader {
    const { place, holder, onPath } = this.#from;
    return new Reader({ root, place, holder, base: this.at(path), onPath });
  }
}

/** `null` from `convert` says that the value stands for nothing. */
function readLeaf<V>(
  reader: Reader,
  path: string,
  missing: WhenMissing<V>,
  convert: (value: Json) => V | undefined | null,
): Fact<V> {
  const value = reader.json(path);
  if (value === undefined)
    return reader.isBroken(path) ? unreadable(reader, path) : missingFact(reader, path, missing);
  const converted = convert(value);
  if (converted === null) return absent(reader.place, reader.at(path));
  return converted === undefined ? unreadable(reader, path) : known(converted, reader.place, reader.at(path));
}

function readList<V>(
  reader: Reader,
  path: string,
  missing: 'empty' | undefined,
  convert: (element: Json, path: string) => V | undefined,
): Fact<ListValue<V>> {
  const value = reader.json(path);
  const { place } = reader;
  if (value === undefined) {
    if (reader.isBroken(path)) return unreadable(reader, path);
    return missingFact(reader, path, missing === 'empty' ? { always: { items: [] } } : undefined);
  }
  if (!Array.isArray(value)) return unreadable(reader, path);
  const items = value.map((element: Json, index): Fact<V> => {
    const elementPath = `${path}[${index}]`;
    const read = convert(element, elementPath);
    return read === undefined ? unreadable(reader, elementPath) : known(read, place, reader.at(elementPath));
  });
  return known({ items }, place, reader.at(path));
}

/** A list of texts in the order of the texts, those that are not known last. */
export function sortedTexts(list: Fact<ListValue<string>>): Fact<ListValue<string>> {
  if (list.state !== 'known') return list;
  const text = (fact: Fact<string>) => (fact.state === 'known' ? fact.value : '\uffff');
  const items = [...list.value.items].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
  return { ...list, value: { ...list.value, items } };
}

function missingFact<V>(reader: Reader, path: string, missing: WhenMissing<V>): Fact<V> {
  const { place } = reader;
  if (missing === 'absent') return absent(place, reader.at(path));
  if (missing !== undefined && 'always' in missing) return known(missing.always, place, reader.at(path));
  if (missing !== undefined) return byDefault(missing.default, place, reader.at(path));
  return unknown('not-recorded', `${reader.holder} does not hold it`, { place, path: reader.at(path) });
}

function unreadable(reader: Reader, path: string): Fact<never> {
  const detail = 'AWS answered with a value of another type than it documents';
  return unknown('unreadable', detail, { place: reader.place, path: reader.at(path) });
}

function isJsonObject(value: Json | undefined): value is JsonObject {
  return isObject(value);
}

function joined(base: string | undefined, path: string): string {
  if (base === undefined || base === '') return path;
  return path === '' ? base : `${base}.${path}`;
}

function lookUp(root: JsonObject, path: string): Json | undefined {
  let current: Json | undefined = root;
  for (const name of path.split('.')) {
    if (!isJsonObject(current)) return undefined;
    current = field(current, name);
  }
  return current;
}

/** A text that was cut and is no JSON any more, say. Empty text says that nothing is set. */
function hasBrokenHolder(root: JsonObject, path: string): boolean {
  const steps = path.split('.');
  return steps.some((_, length) => {
    const holder = length === 0 ? root : lookUp(root, steps.slice(0, length).join('.'));
    return holder !== undefined && holder !== '' && !isJsonObject(holder);
  });
}

function toText(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** Empty text says that nothing is set: some answers hold it instead of leaving the key out. */
function toSomeText(value: Json): string | undefined | null {
  return value === '' ? null : toText(value);
}

/** Rule events and older history items hold scalars as text. */
function toBool(value: Json): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  return value === 'false' ? false : undefined;
}

function toInt(value: Json): number | undefined {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}
