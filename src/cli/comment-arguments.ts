import { mistake, optional, refuseMore, type Values } from './argument-words.ts';

/** `caja-policy comment FILE`: puts a Markdown report under a pull request, in place of the one before. */
export interface CommentCommand {
  readonly name: 'comment';
  readonly file: string;
  /** `owner/name`; else GITHUB_REPOSITORY. */
  readonly repository?: string;
  /** Number of the pull request; else the event's. */
  readonly pullRequest?: string;
  /** A token that may only read is no mistake: pull requests from forks have no other. */
  readonly ifAllowed: boolean;
}

export const commentOptions = {
  repository: { type: 'string' },
  'pull-request': { type: 'string' },
  'if-allowed': { type: 'boolean' },
} as const;

export function commentCommand(words: readonly string[], values: Values): CommentCommand {
  const [file, ...rest] = words;
  if (file === undefined) {
    const hint =
      'Write: caja-policy comment comment.md, after caja-policy plan … --report comment=comment.md';
    throw mistake('comment', 'which report?', hint);
  }
  refuseMore('comment', rest);
  return {
    name: 'comment',
    file,
    ...optional('repository', values.repository),
    ...optional('pullRequest', values['pull-request']),
    ifAllowed: values['if-allowed'] === true,
  };
}
