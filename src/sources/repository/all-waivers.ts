import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type InlineWaivers, inlineWaivers } from './inline-waivers.ts';
import { moduleDirectories } from './module-directories.ts';
import { findRepositoryRoot, openTerraformSource } from './terraform-source.ts';

/** Every waiver that stands beside a block below a directory. Only modules that hold one are parsed. */
export async function waiversBelow(directory: string): Promise<InlineWaivers> {
  const source = await openTerraformSource(directory);
  const read: InlineWaivers[] = [];
  for (const one of await moduleDirectories(source.root, '.')) {
    const texts = await source.texts(one);
    if (!texts.some(({ text }) => text.includes('caja:'))) continue;
    const { files } = await source.module(one);
    read.push(...files.map(inlineWaivers));
  }
  return {
    waivers: read.flatMap(({ waivers }) => waivers),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** The waivers of the repository around a directory; none where there is no repository: a home directory is no source. */
export async function waiversAround(directory: string): Promise<InlineWaivers> {
  const root = await findRepositoryRoot(directory);
  const isRepository = await stat(join(root, '.git')).then(
    () => true,
    () => false,
  );
  return isRepository ? waiversBelow(root) : { waivers: [], problems: [] };
}
