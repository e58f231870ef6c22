import { type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { suggest } from '../../model/suggestion.ts';
import { keyText } from './nodes.ts';

type Report = (node: Node, message: string, hint?: string) => void;

/** Aliases can multiply a small text beyond any memory: https://en.wikipedia.org/wiki/Billion_laughs_attack */
const mostValues = 100_000;
const deepest = 64;

/** The document as plain values. Problems go to `report`; what they touch becomes undefined. */
export function toPlain(document: Document, tags: readonly string[], report: Report): unknown {
  const walk = { document, tags, report, left: mostValues, isSpent: false };
  return plain(document.contents, walk, 0);
}

interface Walk {
  readonly document: Document;
  readonly tags: readonly string[];
  readonly report: Report;
  left: number;
  isSpent: boolean;
}

function plain(node: unknown, walk: Walk, depth: number): unknown {
  walk.left -= 1;
  if (isAlias(node)) {
    const target = node.resolve(walk.document);
    if (target !== undefined) return plain(target, walk, depth + 1);
    walk.report(
      node,
      `the alias \`*${node.source}\` stands for nothing`,
      'Write its anchor (`&name`) first.',
    );
    return undefined;
  }
  if (depth > deepest || walk.left <= 0) {
    const message =
      depth > deepest
        ? 'this is nested too deeply to be read'
        : 'aliases make this text too large to be read';
    // Told once: after it, nothing is left to spend.
    if (!walk.isSpent) walk.report(node as Node, message);
    walk.isSpent = true;
    walk.left = 0;
    return undefined;
  }
  const value = untagged(node, walk, depth);
  const tag = localTag(node as Node | null, walk);
  return tag === undefined ? value : { '!': tag, value };
}

function untagged(node: unknown, walk: Walk, depth: number): unknown {
  if (isMap(node)) {
    return Object.fromEntries(
      node.items.map((pair) => {
        const key = keyText(pair);
        if (key === '!') walk.report(pair.key as Node, 'the key `!` is not free for use');
        return [key, plain(pair.value, walk, depth + 1)];
      }),
    );
  }
  if (isSeq(node)) return node.items.map((item) => plain(item, walk, depth + 1));
  if (!isScalar(node)) return null;
  return isLocal(node.tag) && node.type === 'PLAIN' ? coreScalar(String(node.value)) : node.value;
}

function localTag(node: Node | null, walk: Walk): string | undefined {
  if (!node || !isLocal(node.tag)) return undefined;
  const name = node.tag.slice(1);
  if (walk.tags.includes(name)) return name;
  walk.report(node, `the tag \`${node.tag}\` means nothing here`, tagHint(node.tag, walk.tags));
  return undefined;
}

function tagHint(tag: string, tags: readonly string[]): string {
  if (/[.(]/.test(tag)) return 'Quote a condition that begins with `!`: YAML takes the word for a tag.';
  if (tags.length === 0) return 'No tags are used in this file.';
  return suggest(
    tag,
    tags.map((one) => `!${one}`),
  );
}

function isLocal(tag: string | undefined): tag is string {
  return tag?.startsWith('!') ?? false;
}

/** The parser leaves scalars with a tag of ours as text; without the tag they would be read by YAML's core schema. */
function coreScalar(text: string): unknown {
  if (text === '' || text === 'null' || text === '~') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
