import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../model/user-error.ts';
import type { Io } from './io.ts';

/** What a file is, in the words of a mistake: `the plan`, and how to make one. */
export interface GivenFile {
  readonly name: string;
  readonly hint: string;
}

export const givenPlan: GivenFile = {
  name: 'the plan',
  hint: 'Make one: terraform plan -out=tfplan && terraform show -json tfplan > plan.json',
};

/** The bytes of a file that the command line names; `-` is standard input. */
export async function readGiven(path: string, { name, hint }: GivenFile, io: Io): Promise<Uint8Array> {
  if (path === '-') return io.readStdin();
  try {
    return await readFile(resolve(io.cwd, path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const message = code === 'ENOENT' ? 'there is no such file' : `${name} cannot be read (${String(code)})`;
    throw new UserError([{ at: path, message, hint }]);
  }
}

/** The path of a stack however it was typed: `.\infra\prod\` is `infra/prod`. */
export function stackPath(typed: string): string {
  return typed.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '');
}
