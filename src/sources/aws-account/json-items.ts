/** What is told of JSON while it is read: each item by itself, so that no more than one is held as text. */
export interface JsonTake {
  /** One element of `configurationItems`. */
  readonly item: (text: string) => void;
  /** A whole top-level value, its items left out. */
  readonly document: (text: string) => void;
}

/** The text cannot be read; the message says why, without quoting it. */
export class BrokenJson extends Error {
  override readonly name = 'BrokenJson';
}

export interface JsonReader {
  readonly write: (chunk: Buffer) => void;
  /** Says that nothing follows; a value that is not finished is broken then. */
  readonly end: () => void;
}

/** Messages and events are smaller by far: whatever exceeds this beside its items is no file of AWS Config. */
const mostBeside = 64 * 1024 * 1024;

const listBefore = /"configurationItems"\s*:\s*\[$/;

const [quote, backslash] = [0x22, 0x5c];
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Reads JSON objects, one after the other, from bytes. The snapshot of a large account is longer than any string of
 * JavaScript can be, so that it cannot be parsed as a whole.
 */
export function jsonItems(take: JsonTake): JsonReader {
  const state: State = {
    beside: gather(),
    item: gather(),
    depth: 0,
    text: 'outside',
    inItems: false,
    chunk: Buffer.alloc(0),
    from: 0,
  };
  return {
    write: (chunk) => {
      state.chunk = chunk;
      state.from = 0;
      for (let index = 0; index < chunk.length; index++) {
        const byte = chunk[index] ?? 0;
        if (state.text !== 'outside') state.text = afterText(state.text, byte);
        else if (byte === openObject || byte === openList) open(state, byte, index);
        else if (byte === closeObject || byte === closeList) close(state, index, take);
        else other(state, byte);
      }
      if (!isBetween(state)) keep(state, state.inItems ? state.item : state.beside, chunk.length);
      if (state.beside.size() > mostBeside)
        throw new BrokenJson('it holds far too much beside configuration items');
    },
    end: () => {
      if (state.depth > 0) throw new BrokenJson('it is cut short');
    },
  };
}

/** Within a text nothing opens or closes; a backslash takes the next byte with it. */
type InText = 'outside' | 'inside' | 'escaped';

interface State {
  readonly beside: Gathered;
  readonly item: Gathered;
  depth: number;
  text: InText;
  inItems: boolean;
  chunk: Buffer;
  /** Where in the chunk begins what is not kept yet. */
  from: number;
}

function afterText(text: InText, byte: number): InText {
  if (text === 'escaped') return 'inside';
  if (byte === backslash) return 'escaped';
  return byte === quote ? 'outside' : 'inside';
}

function open(state: State, byte: number, index: number): void {
  if (isBetween(state)) {
    if (byte !== openObject) throw misplaced(state);
    state.from = index;
  }
  state.depth += 1;
  if (byte !== openList || state.depth !== 2 || state.inItems) return;
  keep(state, state.beside, index + 1);
  state.inItems = listBefore.test(state.beside.tail());
}

function close(state: State, index: number, take: JsonTake): void {
  state.depth -= 1;
  if (state.depth < 0) throw misplaced(state);
  if (state.inItems && state.depth === 2) {
    keep(state, state.item, index + 1);
    take.item(state.item.take());
  } else if (state.inItems && state.depth === 1) {
    state.inItems = false;
    state.from = index;
  } else if (state.depth === 0) {
    keep(state, state.beside, index + 1);
    take.document(state.beside.take());
  }
}

function other(state: State, byte: number): void {
  if (byte === quote && !isBetween(state)) state.text = 'inside';
  else if (isBetween(state) && !isSpace(byte, state.inItems)) throw misplaced(state);
}

/** Between two values, or between two items. */
function isBetween({ depth, inItems }: State): boolean {
  return depth === 0 || (inItems && depth === 2);
}

function misplaced({ depth }: State): BrokenJson {
  return new BrokenJson(depth <= 0 ? 'it is not a JSON object' : 'one of its items is not an object');
}

function keep(state: State, into: Gathered, end: number): void {
  if (end > state.from) into.add(state.chunk.subarray(state.from, end));
  state.from = end;
}

interface Gathered {
  readonly add: (bytes: Buffer) => void;
  readonly size: () => number;
  /** Its last characters. */
  readonly tail: () => string;
  /** All of it as text; nothing is left. */
  readonly take: () => string;
}

function gather(): Gathered {
  let parts: Buffer[] = [];
  let size = 0;
  const joined = () => {
    if (parts.length > 1) parts = [Buffer.concat(parts)];
    return parts[0] ?? Buffer.alloc(0);
  };
  return {
    add: (bytes) => {
      parts.push(bytes);
      size += bytes.length;
    },
    size: () => size,
    tail: () => joined().subarray(-64).toString('utf8'),
    take: () => {
      const text = joined().toString('utf8');
      parts = [];
      size = 0;
      return text;
    },
  };
}

/** Space between JSON values, and the commas between items. */
function isSpace(byte: number, withComma: boolean): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || (withComma && byte === 0x2c);
}
