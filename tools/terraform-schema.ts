import { readFile, writeFile } from 'node:fs/promises';
import { linkTargets } from '../src/sources/terraform-plan/link-targets.ts';

// node --import tsx tools/terraform-schema.ts SCHEMA.json
// Takes from the AWS provider's schema what the resolver needs: which names are blocks, of which kind, and how links behave.

interface Block {
  readonly nesting?: 'list' | 'set' | 'single';
  readonly attributes?: Readonly<Record<string, readonly [string, unknown]>>;
  readonly blocks?: Readonly<Record<string, Block>>;
}
type Tree = { [name: string]: Tree };

const file = process.argv[2] ?? '../shared/schemas/terraform-aws-5.100.0.json';
const types = JSON.parse(await readFile(file, 'utf8')) as Record<string, Block>;
const blocks: Tree = {};
const collections: Record<string, string[]> = {};
const computedLinks: Record<string, string[]> = {};
for (const [type, block] of Object.entries(types)) {
  blocks[type] = treeOf(block);
  const names = Object.entries(block.attributes ?? {});
  const many = names.filter(
    ([name, [flags, kind]]) => flags !== 'c' && Array.isArray(kind) && !name.startsWith('tags'),
  );
  if (many.length > 0) collections[type] = many.map(([name]) => name);
  const computed = computedNames(block).filter((name) => linkTargets(name) !== undefined);
  if (computed.length > 0) computedLinks[type] = [...new Set(computed)].sort();
}
const source = 'Schema of the Terraform AWS provider 5.100.0 (terraform providers schema -json)';
const target = new URL('../src/sources/terraform-plan/schema/aws.json', import.meta.url);
await writeFile(target, `${JSON.stringify({ source, blocks, collections, computedLinks })}\n`);

/** Names of blocks, and of attributes that may be written as blocks. `*` marks sets, `=` single ones. */
function treeOf(block: Block): Tree {
  const tree: Tree = {};
  for (const [name, inner] of Object.entries(block.blocks ?? {})) {
    if (name === 'timeouts') continue;
    tree[`${inner.nesting === 'set' ? '*' : inner.nesting === 'single' ? '=' : ''}${name}`] = treeOf(inner);
  }
  for (const [name, [flags, kind]] of Object.entries(block.attributes ?? {})) {
    const [outer, element] = Array.isArray(kind) ? kind : [];
    if (flags === 'c' || !Array.isArray(element) || element[0] !== 'object') continue;
    tree[`${outer === 'set' ? '*' : ''}${name}`] = {};
  }
  return tree;
}

/** Attributes, of any depth, that the provider fills in when nobody writes them. */
function computedNames(block: Block): string[] {
  const own = Object.entries(block.attributes ?? {}).filter(
    ([, [flags]]) => flags.includes('c') && flags.includes('o'),
  );
  return [...own.map(([name]) => name), ...Object.values(block.blocks ?? {}).flatMap(computedNames)];
}
