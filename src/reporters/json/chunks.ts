const chunkSize = 65_536;

/**
 * The text of `JSON.stringify(value, null, 2)` and a last newline, in pieces of about 64 KiB. Lists and objects
 * down to `depth` are taken apart, so that only one of their members is text at a time; lists may be lazy.
 */
export function* jsonChunks(value: unknown, depth: number): Generator<string> {
  yield* innerChunks(value, depth, '');
  yield '\n';
}

/** The same text where it stands inside of another, indented by `indent`; without a last newline. */
export function* innerChunks(value: unknown, depth: number, indent: string): Generator<string> {
  let pending = '';
  for (const piece of pieces(value, depth, `\n${indent}`)) {
    pending += piece;
    if (pending.length < chunkSize) continue;
    yield pending;
    pending = '';
  }
  yield pending;
}

function* pieces(value: unknown, depth: number, margin: string): Generator<string> {
  if (depth > 0 && isList(value)) yield* listPieces(value, depth, margin);
  else if (depth > 0 && typeof value === 'object' && value !== null)
    yield* objectPieces(value, depth, margin);
  else yield whole(value, margin);
}

function* listPieces(list: Iterable<unknown>, depth: number, margin: string): Generator<string> {
  const inner = `${margin}  `;
  let separator = '[';
  for (const item of list) {
    yield separator + inner;
    yield* pieces(item, depth - 1, inner);
    separator = ',';
  }
  yield separator === '[' ? '[]' : `${margin}]`;
}

function* objectPieces(object: object, depth: number, margin: string): Generator<string> {
  const inner = `${margin}  `;
  let separator = '{';
  for (const [name, item] of Object.entries(object)) {
    if (item === undefined) continue;
    yield `${separator}${inner}${JSON.stringify(name)}: `;
    yield* pieces(item, depth - 1, inner);
    separator = ',';
  }
  yield separator === '{' ? '{}' : `${margin}}`;
}

/** Newlines of the text are all layout: JSON escapes those of the values. */
function whole(value: unknown, margin: string): string {
  return (JSON.stringify(value, null, 2) ?? 'null').replaceAll('\n', margin);
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
