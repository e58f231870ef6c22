import { UserError } from '../../model/user-error.ts';
import type { CommonOptions } from '../arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { PolicyCommand } from '../policy-arguments.ts';

export async function initPolicy(
  _command: Extract<PolicyCommand, { name: 'policy-init' }>,
  _options: CommonOptions,
  _io: Io,
): Promise<ExitCode> {
  throw new UserError([{ at: 'policy-init', message: 'not built yet', hint: '' }]);
}
