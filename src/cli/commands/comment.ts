import { UserError } from '../../model/user-error.ts';
import type { CommonOptions } from '../arguments.ts';
import type { CommentCommand } from '../comment-arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';

export async function putComment(
  _command: CommentCommand,
  _options: CommonOptions,
  _io: Io,
): Promise<ExitCode> {
  throw new UserError([{ at: 'comment', message: 'not built yet', hint: '' }]);
}
