import { UserError } from '../../model/user-error.ts';
import type { CommonOptions } from '../arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { RulesCommand } from '../rules-arguments.ts';

export async function newRule(
  _command: Extract<RulesCommand, { name: 'rules-new' }>,
  _options: CommonOptions,
  _io: Io,
): Promise<ExitCode> {
  throw new UserError([{ at: 'rules-new', message: 'not built yet', hint: '' }]);
}
