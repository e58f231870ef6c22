import { type Problem, UserError } from '../../model/user-error.ts';
import type { CommonOptions } from '../arguments.ts';
import type { CommentCommand } from '../comment-arguments.ts';
import { type CommentPlace, firstLine, putInPlace } from '../comment-put.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type GithubAnswer, realWait, type Wait } from '../github-client.ts';
import { member, readEvent } from '../github-event.ts';
import { repositoryName } from '../github-links.ts';
import { readGiven } from '../given-file.ts';
import type { Io } from '../io.ts';
import { printable } from '../printable.ts';
import { tool } from '../version.ts';

const mark = new RegExp(`^<!-- ${tool.name}:[A-Za-z0-9._/:-]+ -->$`);
const quietLine = `<!-- ${tool.name}:nothing-new -->`;
const forks =
  'On pull requests from forks GitHub hands out a token that only reads; --if-allowed makes a warning of this.';

/** `caja-policy comment FILE`: one comment for each stack, renewed in place. */
export async function putComment(
  command: CommentCommand,
  options: CommonOptions,
  io: Io,
  wait: Wait = realWait,
): Promise<ExitCode> {
  const body = await readComment(command.file, io);
  const place = await placeOf(command, io);
  const [first = '', second = ''] = body.split('\n', 2);
  const comment = { body, mark: firstLine(first), quiet: second.trimEnd() === quietLine };
  const result = await putInPlace(place, comment, wait);
  const say = (line: string) => options.quiet || io.stderr.write(`${printable(line)}\n`);
  switch (result.done) {
    case 'nothing':
      say('No comment: there is nothing to tell, and none to renew.');
      return exitCodes.clean;
    case 'left':
      say(`Comment left as it is: ${result.url}`);
      return exitCodes.clean;
    case 'refused':
      return refuse(result.answer, place, command, io);
    default:
      say(`Comment ${result.done}: ${result.url}`);
      return exitCodes.clean;
  }
}

async function readComment(file: string, io: Io): Promise<string> {
  const hint = 'Write one: caja-policy plan plan.json --report comment=comment.md';
  const text = new TextDecoder().decode(await readGiven(file, { name: 'the report', hint }, io));
  if (mark.test(firstLine(text))) return text;
  const message =
    'this is no report for a comment: its first line is not the mark by which it is found again';
  throw new UserError([{ at: `${file}:1`, message, hint }]);
}

/** Everything that is missing is told at once. */
async function placeOf(command: CommentCommand, io: Io): Promise<CommentPlace> {
  const { environment } = io;
  const problems: Problem[] = [];
  const repository = command.repository ?? environment.GITHUB_REPOSITORY ?? '';
  if (!repositoryName.test(repository) || /(^|\/)\.\.?(\/|$)/.test(repository))
    problems.push({
      at: '--repository',
      message: 'which repository?',
      hint: 'Write --repository OWNER/NAME.',
    });
  const given = command.pullRequest ?? String((await readEvent(io)).pullRequest ?? '');
  if (!/^[1-9]\d{0,9}$/.test(given))
    problems.push({
      at: '--pull-request',
      message: 'which pull request?',
      hint: 'Write --pull-request NUMBER.',
    });
  // A line end in it would make Node quote the whole header.
  const token = (environment.GITHUB_TOKEN ?? '').trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    const hint =
      'In a workflow: env: { GITHUB_TOKEN: "${' + '{ github.token }}" }, with pull-requests: write.';
    problems.push({ at: 'GITHUB_TOKEN', message: 'there is no token to write with', hint });
  }
  const api = (environment.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
  if (!isSafe(api)) {
    const hint = 'It looks like https://api.github.com or https://HOST/api/v3.';
    problems.push({ at: 'GITHUB_API_URL', message: 'this is no address to send a token to', hint });
  }
  if (problems.length > 0) throw new UserError(problems);
  return { api, repository, pullRequest: Number(given), token };
}

/** Encrypted, or on this machine. */
function isSafe(api: string): boolean {
  if (!URL.canParse(api)) return false;
  const { protocol, hostname, username, search, hash } = new URL(api);
  const plain = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return (protocol === 'https:' || plain) && `${username}${search}${hash}` === '';
}

function refuse(
  answer: GithubAnswer,
  { repository, pullRequest }: CommentPlace,
  { ifAllowed }: CommentCommand,
  io: Io,
): ExitCode {
  const said = member(answer.body, 'message');
  const told = typeof said === 'string' ? said.replace(/\s+/g, ' ').slice(0, 200) : '';
  const words = told === '' ? '' : `: GitHub says "${told}"`;
  const at = `${repository}#${pullRequest}`;
  if (answer.status === 403 && ifAllowed) {
    io.stderr.write(printable(`Warning: ${at}: the token may not write a comment${words}.\n`));
    return exitCodes.clean;
  }
  const [message, hint] = reasonOf(answer.status);
  throw new UserError([{ at, message: `${message}${words}`, hint }]);
}

function reasonOf(status: number): readonly [message: string, hint: string] {
  switch (status) {
    case 0:
      return ['GitHub cannot be reached', 'Look at GITHUB_API_URL and at the way out of this network.'];
    case 401:
      return ['GitHub does not know this token', 'Give GITHUB_TOKEN a token that is still valid.'];
    case 403:
      return ['the token may not write a comment', `Give the job pull-requests: write. ${forks}`];
    case 404:
      return [
        'there is no such pull request, or the token may not see it',
        'Look at --repository and --pull-request.',
      ];
    case 422:
      return ['GitHub does not take this comment', 'Comments have at most 65,536 characters; is it locked?'];
    default:
      return [`GitHub does not write the comment (status ${status})`, 'Run it again later.'];
  }
}
