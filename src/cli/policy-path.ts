import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** Where the policy lies in the repository around the working directory, as findings point into it; `false` when it lies outside. */
export async function policyPathIn(file: string, cwd: string): Promise<string | false> {
  if (file === '') return false;
  const { findRepositoryRoot } = await import('../sources/repository/terraform-source.ts');
  const root = await realpath(await findRepositoryRoot(cwd));
  const path = relative(root, await realpath(resolve(cwd, file)));
  const isOutside = path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  return isOutside ? false : path.split(sep).join('/');
}
