import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type InlineWaivers, inlineWaivers, mayHoldWaivers } from './inline-waivers.ts';
import { moduleDirectories } from './module-directories.ts';
import { findRepositoryRoot, isRepositoryRoot, openTerraformSource } from './terraform-source.ts';
import { workflowWaivers } from './workflows/waivers.ts';

/** Every waiver that stands beside a block or a workflow's step below a directory. Only modules that hold one are parsed. */
export async function waiversBelow(directory: string): Promise<InlineWaivers> {
  const source = await openTerraformSource(directory);
  const read: InlineWaivers[] = [await workflowWaiversBelow(source.root)];
  const { directories } = await moduleDirectories(source.root, '.');
  for (const one of directories) {
    const texts = await source.texts(one);
    if (!texts.some(({ text }) => mayHoldWaivers(text))) continue;
    const { files } = await source.module(one);
    read.push(...files.map(inlineWaivers));
  }
  return together(read);
}

/** The waivers of the workflows of a repository, by its root. */
export async function workflowWaiversBelow(root: string): Promise<InlineWaivers> {
  const folder = '.github/workflows';
  const names = await readdir(join(root, folder)).catch(() => []);
  const read: InlineWaivers[] = [];
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)).sort()) {
    // What cannot be read is told where workflows are judged.
    const text = await readFile(join(root, folder, name), 'utf8').catch(() => '');
    if (mayHoldWaivers(text)) read.push(workflowWaivers(`${folder}/${name}`, text));
  }
  return together(read);
}

function together(read: readonly InlineWaivers[]): InlineWaivers {
  return {
    waivers: read.flatMap(({ waivers }) => waivers),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** The waivers of the repository around a directory; none where there is no repository: a home directory is no source. */
export async function waiversAround(directory: string): Promise<InlineWaivers> {
  const root = await findRepositoryRoot(directory);
  return (await isRepositoryRoot(root)) ? waiversBelow(root) : { waivers: [], problems: [] };
}
