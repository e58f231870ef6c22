import { UserError } from '../../model/user-error.ts';
import type { CommonOptions } from '../arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { ExplainCommand } from '../explain-arguments.ts';
import type { Io } from '../io.ts';

export async function explain(_command: ExplainCommand, _options: CommonOptions, _io: Io): Promise<ExitCode> {
  throw new UserError([{ at: 'explain', message: 'not built yet', hint: '' }]);
}
