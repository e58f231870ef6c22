import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import type { FileLine } from '../../../model/location.ts';
import { isTooDeep } from '../nesting.ts';

/** A YAML value with its place. All scalars are texts: what GitHub makes of `true` is told by where it stands. */
export interface YamlNode extends FileLine {
  readonly text?: string;
  /** The first line of a text's content: of a block scalar (`|`) the line below its mark. */
  readonly textLine?: number;
  readonly items?: readonly YamlNode[];
  readonly entries?: ReadonlyMap<string, YamlNode>;
}

/** Files of workflows are small; a file of aliases of aliases is not. */
const mostNodes = 50_000;

/** Reads one YAML file; undefined where it is none, or too large once its aliases are followed. */
export async function readYamlTree(file: string, text: string): Promise<YamlNode | undefined> {
  if (isTooDeep(text)) return undefined;
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, schema: 'failsafe' } as const;
  const document = parsed(() => parseDocument(text, options));
  if (document === undefined || document.errors.length > 0 || document.contents === null) return undefined;
  const place = (node: Node): FileLine => {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return parsed(() => readNode(document.contents, { document, place, left: mostNodes }));
}

interface Tree {
  readonly document: Document.Parsed;
  readonly place: (node: Node) => FileLine;
  left: number;
}

function readNode(node: unknown, tree: Tree): YamlNode | undefined {
  const { document, place } = tree;
  tree.left -= 1;
  if (tree.left < 0) throw new RangeError('too many nodes');
  if (isAlias(node)) return readNode(node.resolve(document), tree);
  if (isScalar(node)) {
    const at = place(node);
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    return { ...at, text: String(node.value ?? ''), textLine: isBlock ? at.line + 1 : at.line };
  }
  if (isSeq(node)) return { ...place(node), items: node.items.flatMap((item) => readNode(item, tree) ?? []) };
  return isMap(node) ? { ...place(node), entries: entriesOf(node.items, tree) } : undefined;
}

function entriesOf(pairs: readonly Pair[], tree: Tree): ReadonlyMap<string, YamlNode> {
  const entries = new Map<string, YamlNode>();
  for (const { key, value } of pairs) {
    if (!isScalar(key) || value === null) continue;
    const child = readNode(value, tree);
    if (child !== undefined) entries.set(String(key.value), child);
  }
  return entries;
}

/** Nesting without end, and aliases of aliases. */
function parsed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError || error instanceof ReferenceError) return undefined;
    throw error;
  }
}

export function entry(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return node?.entries?.get(name);
}

export function textOf(node: YamlNode | undefined, name: string): string | undefined {
  return entry(node, name)?.text;
}

/** A text or a list of texts, as GitHub takes either for `needs`, `on` and `branches`. */
export function textsOf(node: YamlNode | undefined): readonly string[] {
  if (node?.text !== undefined) return node.text === '' ? [] : [node.text];
  return (node?.items ?? []).flatMap(({ text }) => text ?? []);
}
