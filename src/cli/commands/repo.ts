import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../model/user-error.ts';
import { readRepository } from '../../sources/repository/inventory.ts';
import { findRepositoryRoot } from '../../sources/repository/terraform-source.ts';
import type { CommonOptions } from '../arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import { finish } from '../finish.ts';
import type { Io } from '../io.ts';
import { load } from '../load.ts';
import type { RepoCommand } from '../repo-arguments.ts';
import { withWaivers } from '../source.ts';

/** `caja-policy repo [DIR]`: judges what a repository's own files show. DIR is taken for its root, whatever lies around it. */
export async function judgeRepository(
  { directory }: RepoCommand,
  options: CommonOptions,
  io: Io,
): Promise<ExitCode> {
  const loaded = await load(options, io);
  const root = directory === undefined ? await findRepositoryRoot(io.cwd) : resolve(io.cwd, directory);
  if (directory !== undefined) await refuseMissing(directory, root);
  const { inventory, textOf } = await readRepository(root, directory);
  const holdsSource = inventory.resources.some(
    ({ kind }) => kind === 'terraform-root' || kind === 'action-use',
  );
  const holdsNothing = !holdsSource && inventory.source.detail.workflows === '0';
  // What could not be understood was there all the same.
  if (holdsNothing && inventory.gaps.length === 0) refuseEmpty(directory ?? '.');
  const reading = { after: inventory, moved: {} };
  const { waiversBelow } = await import('../../sources/repository/all-waivers.ts');
  return finish(reading, withWaivers(loaded, await waiversBelow(root)), {
    environment: undefined,
    options,
    io,
    surroundings: { sourceText: textOf },
  });
}

async function refuseMissing(directory: string, path: string): Promise<void> {
  const isDirectory = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (isDirectory) return;
  const hint =
    'Name the folder that the repository was checked out into, or leave it out for the one around you.';
  throw new UserError([{ at: directory, message: 'there is no such folder', hint }]);
}

/** A mistyped folder must not look like a repository that has everything still to do. */
function refuseEmpty(directory: string): never {
  const hint = 'Name the root of the repository: the folder that holds .github and the Terraform source.';
  const message = 'there is neither Terraform source nor a workflow in it';
  throw new UserError([{ at: directory, message, hint }]);
}
