import { formatProblem, UserError } from '../model/user-error.ts';
import { type Command, type CommonOptions, parseArguments } from './arguments.ts';
import { bugReport } from './bug-report.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { printable } from './printable.ts';

/** argv → exit code. Mistakes are told in words; a stack trace means a bug of ours. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const { command, options } = parseArguments(argv);
    return await run(command, options, io);
  } catch (error) {
    if (error instanceof UserError) {
      for (const problem of error.problems) io.stderr.write(`${printable(formatProblem(problem))}\n`);
    } else {
      io.stderr.write(bugReport(error));
    }
    return exitCodes.mistake;
  }
}

async function run(command: Command, options: CommonOptions, io: Io): Promise<ExitCode> {
  switch (command.name) {
    case 'version': {
      const { tool } = await import('./version.ts');
      io.stdout.write(`${tool.version}\n`);
      return exitCodes.clean;
    }
    case 'help': {
      const { helpText } = await import('./help.ts');
      io.stdout.write(helpText(command.topic));
      return exitCodes.clean;
    }
    case 'plan': {
      const { judgePlan } = await import('./commands/plan.ts');
      return judgePlan(command, options, io);
    }
    case 'account': {
      const { judgeAccount } = await import('./commands/account.ts');
      return judgeAccount(command, options, io);
    }
    case 'repo': {
      const { judgeRepository } = await import('./commands/repo.ts');
      return judgeRepository(command, options, io);
    }
    case 'explain': {
      const { explain } = await import('./commands/explain.ts');
      return explain(command, options, io);
    }
    case 'rules-new': {
      const { newRule } = await import('./commands/rules-new.ts');
      return newRule(command, options, io);
    }
    case 'policy-init': {
      const { initPolicy } = await import('./commands/policy-init.ts');
      return initPolicy(command, options, io);
    }
    case 'comment': {
      const { putComment } = await import('./commands/comment.ts');
      return putComment(command, options, io);
    }
    case 'audit-role': {
      const { printAuditRole } = await import('./commands/audit-role.ts');
      return printAuditRole(command, options.quiet, io);
    }
    case 'rules-list':
    case 'rules-show':
    case 'rules-test': {
      const { answerRules } = await import('./commands/rules.ts');
      return answerRules(command, options, io);
    }
    case 'policy-check': {
      const { checkPolicy } = await import('./commands/policy.ts');
      return checkPolicy(options, io);
    }
  }
}
