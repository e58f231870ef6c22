import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Path } from './path.ts';

interface Found {
  readonly value: Node | undefined;
  /** The key that leads to it, where its parent is a mapping. */
  readonly key: Node | undefined;
  /** False when the path ends at a parent, because the rest of it is not there. */
  readonly whole: boolean;
}

/** Follows a path through mappings, lists and aliases as far as it goes. */
export function find(document: Document | undefined, path: Path): Found {
  let value = resolve(document, document?.contents);
  let key: Node | undefined;
  for (const step of path) {
    const next = child(value, step);
    if (next === undefined) return { value, key, whole: false };
    key = next.key;
    value = resolve(document, next.value) ?? next.key;
  }
  return { value, key, whole: true };
}

/** What an alias stands for; undefined for one that stands for nothing. */
export function resolve(document: Document | undefined, node: unknown): Node | undefined {
  if (document !== undefined && isAlias(node)) return node.resolve(document);
  return (node ?? undefined) as Node | undefined;
}

export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function child(
  node: Node | undefined,
  step: string | number,
): { key: Node | undefined; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => keyText(item) === String(step));
    return pair && { key: pair.key as Node, value: pair.value };
  }
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return value === undefined ? undefined : { key: undefined, value };
  }
  return undefined;
}
