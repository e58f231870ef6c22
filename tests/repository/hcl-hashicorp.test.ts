import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse as hashicorp } from '@cdktn/hcl2json';
import { parseTerraform } from '../../src/sources/repository/hcl/parse.ts';
import type {
  Literal,
  WrittenAttribute,
  WrittenBlock,
  WrittenBody,
} from '../../src/sources/repository/hcl/written.ts';

const folders = ['fixtures', '../shared/corpus/inputs'];
const files = folders.flatMap(terraformFiles);

function terraformFiles(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('.tf')).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

test('every file of ours says the same to the parser of HashiCorp', async () => {
  assert.ok(files.length > 100, `only ${files.length} files`);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const { body, errors } = await parseTerraform(file, text);
    assert.deepEqual(errors, [], file);
    const theirs = await hashicorp(file, text);
    assert.deepEqual(asHashicorp(body, theirs), theirs, file);
  }
});

test('blocks and attributes stand where the parser of HashiCorp misses them', async () => {
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const block = (await parseTerraform(file, text)).body.blocks.at(-1);
    for (const item of [block, deepest(block?.body)]) if (item !== undefined) await isMissed(text, item);
  }
});

/** Where a block or an argument should begin and something else stands, HashiCorp's parser says so, and says where. */
async function isMissed(text: string, item: WrittenBlock | WrittenAttribute): Promise<void> {
  const lines = text.split('\n');
  const line = lines[item.line - 1] ?? '';
  lines[item.line - 1] = `${line.slice(0, item.column - 1)})${line.slice(item.column - 1)}`;
  const where = `x.tf:${item.line},${item.column}-${item.column + 1}: Argument or block definition required`;
  await assert.rejects(hashicorp('x.tf', lines.join('\n')), (error) => String(error).includes(where), where);
}

function deepest(body: WrittenBody | undefined): WrittenAttribute | undefined {
  if (body === undefined) return undefined;
  return deepest(body.blocks.at(-1)?.body) ?? body.attributes.at(-1);
}

/**
 * What was parsed in the shape of HashiCorp's answer. A value that must be evaluated is theirs, provided that theirs is a
 * template; so a literal of theirs must be one of ours.
 */
function asHashicorp(body: WrittenBody, theirs: unknown): unknown {
  const answer: Record<string, unknown> = {};
  for (const { name, literal } of body.attributes) {
    const their = (theirs as Record<string, unknown>)[name];
    answer[name] =
      literal === undefined && JSON.stringify(their).match(/(?<!\$)\$\{|(?<!%)%\{/)
        ? their
        : escaped(literal);
  }
  for (const { type, labels, body: inner } of body.blocks) {
    const path = [type, ...labels];
    const before = at(answer, path) as unknown[] | undefined;
    const same = (at(theirs, path) as unknown[] | undefined)?.[before?.length ?? 0];
    put(answer, path, [...(before ?? []), asHashicorp(inner, same ?? {})]);
  }
  return answer;
}

function escaped(literal: Literal | undefined): unknown {
  if (typeof literal === 'string') return escapedText(literal);
  if (Array.isArray(literal)) return literal.map(escaped);
  if (typeof literal !== 'object' || literal === null) return literal;
  return Object.fromEntries(
    Object.entries(literal).map(([key, value]) => [escapedText(key), escaped(value)]),
  );
}

function escapedText(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}

function at(tree: unknown, [head, ...rest]: readonly string[]): unknown {
  if (head === undefined) return tree;
  return at((tree as Record<string, unknown> | undefined)?.[head], rest);
}

function put(tree: Record<string, unknown>, [head, ...rest]: readonly string[], value: unknown): void {
  if (head === undefined) return;
  if (rest.length === 0) tree[head] = value;
  else {
    tree[head] ??= {};
    put(tree[head] as Record<string, unknown>, rest, value);
  }
}
