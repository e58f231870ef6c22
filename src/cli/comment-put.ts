import { type GithubAnswer, type GithubClient, openGithub, type Wait } from './github-client.ts';
import { member } from './github-event.ts';

/** Where a comment belongs. */
export interface CommentPlace {
  /** `https://api.github.com` */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly pullRequest: number;
  readonly token: string;
}

export type PutResult =
  | { readonly done: 'created' | 'updated' | 'left'; readonly url: string }
  | { readonly done: 'nothing' }
  | { readonly done: 'refused'; readonly answer: GithubAnswer };

interface Found {
  readonly url: string;
  readonly page: string;
  readonly body: string;
}

const mostPages = 100;
const mostTries = 3;
/** Who writes with the token of a workflow: https://api.github.com/users/github-actions[bot] */
const actionsBot = 'github-actions[bot]';

interface Comment {
  readonly body: string;
  readonly mark: string;
  /** It tells nobody anything: none is begun for it. */
  readonly quiet: boolean;
}

/** Puts the comment in place of the one that carries the same mark, if this token's owner wrote one; else under the others. */
export async function putInPlace(place: CommentPlace, comment: Comment, wait: Wait): Promise<PutResult> {
  const client = openGithub(place.token, wait);
  for (let attempt = 1; ; attempt += 1) {
    const found = await find(client, place, comment.mark);
    if ('status' in found) return { done: 'refused', answer: found };
    const { own } = found;
    if (own === undefined && comment.quiet) return { done: 'nothing' };
    if (own !== undefined && sameText(own.body, comment.body)) return { done: 'left', url: own.page };
    const result = await write(client, place, { own, body: comment.body });
    if (result.done !== 'refused' || attempt === mostTries || !mayHaveMissed(result.answer, own))
      return result;
    await wait(attempt);
  }
}

async function write(
  client: GithubClient,
  place: CommentPlace,
  { own, body }: { readonly own: Found | undefined; readonly body: string },
): Promise<PutResult> {
  const answer = await client(
    own === undefined
      ? { method: 'POST', url: commentsOf(place), body: { body } }
      : { method: 'PATCH', url: own.url, body: { body } },
  );
  if (answer.status !== 200 && answer.status !== 201) return { done: 'refused', answer };
  return { done: own === undefined ? 'created' : 'updated', url: textOf(answer.body, 'html_url') };
}

/** Nobody knows what was written before an answer was lost, and comments are deleted meanwhile: then look again. */
function mayHaveMissed({ status }: GithubAnswer, own: Found | undefined): boolean {
  return status === 0 || status >= 500 || (status === 404 && own !== undefined);
}

/** The first comment with the mark that this token's owner wrote: anybody can write the mark. */
async function find(
  client: GithubClient,
  place: CommentPlace,
  mark: string,
): Promise<{ readonly own: Found | undefined } | GithubAnswer> {
  const isOwn = await ownership(client, place.api);
  let url: string | undefined = `${commentsOf(place)}?per_page=100`;
  for (let page = 0; url !== undefined && page < mostPages; page += 1) {
    const answer: GithubAnswer = await client({ method: 'GET', url });
    if (answer.status !== 200) return answer;
    const comments: readonly unknown[] = Array.isArray(answer.body) ? answer.body : [];
    const own = comments.find((one) => firstLine(textOf(one, 'body')) === mark && isOwn(member(one, 'user')));
    if (own !== undefined) return { own: foundIn(own, place) };
    url = answer.next;
  }
  return { own: undefined };
}

/** Whether somebody is who writes with this token. REST does not tell that to the token of a workflow, GraphQL does. */
async function ownership(client: GithubClient, api: string): Promise<(user: unknown) => boolean> {
  const query = 'query { viewer { databaseId } }';
  const { body } = await client({ method: 'POST', url: graphqlOf(api), body: { query } });
  const id = member(member(member(body, 'data'), 'viewer'), 'databaseId');
  if (typeof id === 'number') return (user) => member(user, 'id') === id;
  return (user) => member(user, 'login') === actionsBot && member(user, 'type') === 'Bot';
}

/** GitHub's own server has it at /graphql, an enterprise's at /api/graphql beside /api/v3. */
function graphqlOf(api: string): string {
  return api.endsWith('/api/v3') ? `${api.slice(0, -'/v3'.length)}/graphql` : `${api}/graphql`;
}

function commentsOf({ api, repository, pullRequest }: CommentPlace): string {
  return `${api}/repos/${repository}/issues/${pullRequest}/comments`;
}

function foundIn(comment: unknown, { api, repository }: CommentPlace): Found | undefined {
  const id = member(comment, 'id');
  if (typeof id !== 'number') return undefined;
  const url = `${api}/repos/${repository}/issues/comments/${id}`;
  return { url, page: textOf(comment, 'html_url'), body: textOf(comment, 'body') };
}

function textOf(thing: unknown, name: string): string {
  const value = member(thing, name);
  return typeof value === 'string' ? value : '';
}

export function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').trimEnd();
}

/** GitHub may give line ends back in another form. */
function sameText(left: string, right: string): boolean {
  return left.replaceAll('\r\n', '\n').trimEnd() === right.replaceAll('\r\n', '\n').trimEnd();
}
