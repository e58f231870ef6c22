import { optional, refuseMore, type Values } from './argument-words.ts';

/** `caja-policy repo [DIR]`, as it was typed. */
export interface RepoCommand {
  readonly name: 'repo';
  /** Left out: the repository around the working directory. */
  readonly directory?: string;
}

export const repoOptions = { requirement: { type: 'string', multiple: true } } as const;

export function repoCommand(words: readonly string[], _values: Values): RepoCommand {
  const [directory, ...rest] = words;
  refuseMore('repo', rest);
  return { name: 'repo', ...optional('directory', directory) };
}
