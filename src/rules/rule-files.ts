import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { UserError } from '../model/user-error.ts';
import type { RuleFile } from './rule-reading.ts';
import type { SourceText } from './yaml/document.ts';

/** The catalogue's place in a rules folder; it is not a rule. */
export const catalogueFile = 'requirements.yaml';

/** Reads every rule file under a folder, in the order of their paths. Paths start from `cwd`, and messages name them so. */
export async function readRuleFiles(folder: string, cwd = '.'): Promise<RuleFile[]> {
  const paths = await listFiles(folder, cwd);
  const wrong = paths.filter((path) => path.endsWith('.yml'));
  if (wrong.length > 0) {
    const hint = 'Rule files end in .yaml; one of another name would be passed over in silence.';
    throw new UserError(
      wrong.map((path) => ({
        at: shownPath(join(folder, path), cwd),
        message: 'this file is not read',
        hint,
      })),
    );
  }
  const rules = paths.filter((path) => path.endsWith('.yaml') && path !== catalogueFile);
  if (rules.length === 0) {
    throw new UserError([{ at: shownPath(folder, cwd), message: 'there are no rules in this folder' }]);
  }
  return Promise.all(
    rules.map(async (path) => ({
      ...(await readSource(join(folder, path), cwd)),
      id: path
        .split(sep)
        .join('/')
        .replace(/\.yaml$/, ''),
    })),
  );
}

/** Reads a text file that a person named, or tells them that it cannot be read. */
export async function readSource(path: string, cwd = '.'): Promise<SourceText> {
  try {
    return { path: shownPath(path, cwd), text: await readFile(resolve(cwd, path), 'utf8') };
  } catch (error) {
    throw new UserError([{ at: shownPath(path, cwd), message: `the file cannot be read: ${reason(error)}` }]);
  }
}

async function listFiles(folder: string, cwd: string): Promise<string[]> {
  try {
    const entries = await readdir(resolve(cwd, folder), { recursive: true });
    return entries.filter((path) => /\.ya?ml$/.test(path)).sort();
  } catch (error) {
    throw new UserError([
      { at: shownPath(folder, cwd), message: `the folder cannot be read: ${reason(error)}` },
    ]);
  }
}

/** As people name it: below the working directory without it, with `/` everywhere. */
function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, resolve(cwd, path));
  const shown = near === '' || near.startsWith('..') ? path : near;
  return shown.split(sep).join('/');
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'it is not there';
  if (code === 'EACCES') return 'access to it is denied';
  if (code === 'EISDIR' || code === 'ENOTDIR') return 'it is not what was expected: a file or a folder';
  return 'the system refuses it';
}
