import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../model/user-error.ts';
import { readTerraformPlan } from '../../sources/terraform-plan/inventory.ts';
import type { Command, CommonOptions } from '../arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import { finish } from '../finish.ts';
import type { Io } from '../io.ts';
import { load } from '../load.ts';

type PlanCommand = Extract<Command, { name: 'plan' }>;

/** `caja-policy plan FILE`: rules and policy first, so that a typo is told before a big plan is read. */
export async function judgePlan(command: PlanCommand, options: CommonOptions, io: Io): Promise<ExitCode> {
  const loaded = await load(options, io, command.environment);
  const bytes = await readPlan(command.file, io);
  const subject = command.file === '-' ? 'standard input' : command.file;
  const stack = command.stack?.replace(/^\.\//, '').replace(/\/+$/, '');
  const reading = readTerraformPlan(bytes, stack === undefined ? { subject } : { subject, stack });
  return finish(reading, loaded, { environment: command.environment, options, io });
}

async function readPlan(file: string, io: Io): Promise<Uint8Array> {
  if (file === '-') return io.readStdin();
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const message = code === 'ENOENT' ? 'there is no such file' : `the plan cannot be read (${String(code)})`;
    const hint = 'Make one: terraform plan -out=tfplan && terraform show -json tfplan > plan.json';
    throw new UserError([{ at: file, message, hint }]);
  }
}
