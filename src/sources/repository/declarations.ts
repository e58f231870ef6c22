import type { WrittenBlock, WrittenFile } from './hcl/written.ts';

/** What one module declares under one name. */
export interface Declaration {
  /** Where it is declared. */
  readonly block: WrittenBlock;
  /** The block and the blocks of override files that are merged into it, in the order in which they are. */
  readonly parts: readonly WrittenBlock[];
}

/** A module's resources, data sources and calls by their names: files in Terraform's order, override files last. */
export function declarationsOf(files: readonly WrittenFile[]): ReadonlyMap<string, Declaration> {
  const declarations = new Map<string, Declaration>();
  for (const file of files)
    for (const block of file.body.blocks) {
      const name = nameOf(block);
      if (name === undefined) continue;
      const before = declarations.get(name);
      declarations.set(
        name,
        before === undefined
          ? { block, parts: [block] }
          : { block: before.block, parts: [...before.parts, block] },
      );
    }
  return declarations;
}

function nameOf({ type, labels }: WrittenBlock): string | undefined {
  const [first, second] = labels;
  if (type === 'module') return first === undefined ? undefined : `module.${first}`;
  if (first === undefined || second === undefined) return undefined;
  if (type === 'data') return `data.${first}.${second}`;
  return type === 'resource' ? `${first}.${second}` : undefined;
}
