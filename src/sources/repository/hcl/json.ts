import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { FileLine } from '../../../model/location.ts';
import { isTooDeep } from '../nesting.ts';
import { jsonBlocks, type Nesting } from './json-blocks.ts';
import type {
  Literal,
  WrittenAttribute,
  WrittenBlock,
  WrittenComment,
  WrittenFile,
  WrittenMember,
} from './written.ts';

/** One `.tf.json` file as it is read. */
interface Reading {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly comments: WrittenComment[];
}

interface Body {
  readonly attributes: WrittenAttribute[];
  readonly blocks: WrittenBlock[];
}

/** A block, or several of one type, as the members of one object tell them. */
interface Group {
  readonly type: string;
  readonly nesting: Nesting;
  readonly labels: readonly string[];
  readonly at: Node;
}

/** Reads a `.tf.json` file: https://developer.hashicorp.com/terraform/language/syntax/json */
export function parseJson(file: string, text: string): WrittenFile {
  const lines = new LineCounter();
  const reading: Reading = { file, text: text.replace(/^\uFEFF/, ''), lines, comments: [] };
  if (isTooDeep(reading.text)) {
    const nothing: Body = { attributes: [], blocks: [] };
    return { file, text, body: nothing, comments: [], errors: [{ file, line: 1, column: 1 }] };
  }
  // JSON is YAML, and this parser knows where everything stands; a repeated key is no mistake in Terraform's JSON.
  const document = parseDocument(reading.text, { lineCounter: lines, uniqueKeys: false, schema: 'json' });
  const root = document.contents;
  const body: Body = { attributes: [], blocks: [] };
  if (isMap(root)) readMembers(root, jsonBlocks, { body, reading });
  const errors = document.errors.map((error) => lineAt(error.pos[0], reading));
  if (errors.length === 0 && (!isMap(root) || !isJson(reading.text)))
    errors.push({ file, line: 1, column: 1 });
  return { file, text, body, comments: reading.comments, errors };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Members whose names are blocks here become blocks, all others attributes. */
function readMembers(
  map: YAMLMap,
  nestings: Nesting['blocks'],
  into: { body: Body; reading: Reading },
): void {
  for (const pair of map.items) {
    const key = keyOf(pair);
    if (key === undefined) continue;
    const { name, node, value } = key;
    if (name === '//') into.reading.comments.push(...commentsIn(value, into.reading));
    else {
      const nesting = Object.hasOwn(nestings, name) ? nestings[name] : undefined;
      if (nesting === undefined) into.body.attributes.push(attributeOf(name, pair, into.reading));
      else readGroup(value, { type: name, nesting, labels: [], at: node }, into);
    }
  }
}

/** Objects of labels, and lists of them, down to the blocks themselves. */
function readGroup(value: unknown, group: Group, into: { body: Body; reading: Reading }): void {
  if (isSeq(value)) {
    for (const item of value.items)
      if (isMap(item)) readGroup(item, { ...group, at: value.items.length > 1 ? item : group.at }, into);
  } else if (isMap(value)) {
    if (group.labels.length < group.nesting.labels) readLabels(value, group, into);
    else into.body.blocks.push(blockOf(value, group, into.reading));
  }
}

function readLabels(map: YAMLMap, group: Group, into: { body: Body; reading: Reading }): void {
  for (const pair of map.items) {
    const key = keyOf(pair);
    if (key === undefined) continue;
    if (key.name === '//') into.reading.comments.push(...commentsIn(key.value, into.reading));
    else readGroup(key.value, { ...group, labels: [...group.labels, key.name], at: key.node }, into);
  }
}

function blockOf(map: YAMLMap, { type, labels, nesting, at }: Group, reading: Reading): WrittenBlock {
  const body: Body = { attributes: [], blocks: [] };
  readMembers(map, nesting.blocks, { body, reading });
  return { type, labels, body, endLine: endLineOf(map, reading), ...lineOf(at, reading) };
}

function attributeOf(name: string, pair: Pair, reading: Reading): WrittenAttribute {
  const value = pair.value as Node;
  const literal = literalOf(value);
  const members = membersOf(value, reading);
  return {
    name,
    endLine: endLineOf(value, reading),
    ...(literal === undefined ? {} : { literal }),
    ...(members === undefined ? {} : { members }),
    ...lineOf(pair.key as Node, reading),
  };
}

function literalOf(node: unknown): Literal | undefined {
  if (isScalar(node)) return scalarOf(node.value);
  if (isSeq(node)) {
    const items = node.items.map(literalOf);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (!isMap(node)) return undefined;
  const entries = node.items.map((pair) => [keyOf(pair)?.name, literalOf(pair.value)] as const);
  const isLiteral = entries.every(([key, value]) => key !== undefined && value !== undefined);
  return isLiteral ? (Object.fromEntries(entries) as Record<string, Literal>) : undefined;
}

/** Strings are templates in Terraform's JSON, too. */
function scalarOf(value: unknown): Literal | undefined {
  if (typeof value === 'string') {
    const text = value.replace(/([$%])\1\{/g, '');
    return /[$%]\{/.test(text) ? undefined : value.replace(/([$%])\1\{/g, '$1{');
  }
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function membersOf(node: unknown, reading: Reading): readonly WrittenMember[] | undefined {
  if (isSeq(node))
    return node.items.map((item, index) => memberOf(index, item as Node, { at: item as Node, reading }));
  if (!isMap(node)) return undefined;
  return node.items.flatMap((pair) => {
    const key = keyOf(pair);
    return key === undefined ? [] : [memberOf(key.name, key.value, { at: key.node, reading })];
  });
}

function memberOf(
  key: string | number,
  value: unknown,
  place: { at: Node; reading: Reading },
): WrittenMember {
  const { line, column } = lineOf(place.at, place.reading);
  const members = membersOf(value, place.reading);
  return members === undefined ? { key, line, column } : { key, line, column, members };
}

/** A comment is a member named `//`: a string, or a list of them, one a line. */
function commentsIn(value: unknown, reading: Reading): WrittenComment[] {
  if (isSeq(value)) return value.items.flatMap((item) => commentsIn(item, reading));
  if (!isScalar(value) || typeof value.value !== 'string') return [];
  const at = lineOf(value, reading);
  return [{ ...at, endLine: at.line, text: value.value.trim(), alone: true }];
}

function keyOf(pair: Pair): { name: string; node: Node; value: unknown } | undefined {
  const { key, value } = pair;
  if (!isScalar(key) || typeof key.value !== 'string' || value === null) return undefined;
  return { name: key.value, node: key, value };
}

function lineOf(node: Node, reading: Reading): FileLine {
  return lineAt(node.range?.[0] ?? 0, reading);
}

function endLineOf(node: Node, reading: Reading): number {
  return lineAt(Math.max((node.range?.[1] ?? 1) - 1, 0), reading).line;
}

function lineAt(offset: number, { file, lines }: Reading): FileLine {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}
