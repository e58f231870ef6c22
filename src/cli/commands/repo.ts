import { UserError } from '../../model/user-error.ts';
import type { CommonOptions } from '../arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { RepoCommand } from '../repo-arguments.ts';

export async function judgeRepository(
  _command: RepoCommand,
  _options: CommonOptions,
  _io: Io,
): Promise<ExitCode> {
  throw new UserError([{ at: 'repo', message: 'not built yet', hint: '' }]);
}
