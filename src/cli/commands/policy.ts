import { dirname, resolve } from 'node:path';
import { count } from '../../reporters/text.ts';
import type { CommonOptions } from '../arguments.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { type Loaded, load } from '../load.ts';
import { datesOf } from '../policy-dates.ts';
import { printable } from '../printable.ts';
import { withWaivers } from '../source.ts';

/**
 * `caja-policy policy check`: loading finds the mistakes; here what is sound is summed up, and what runs out soon is named.
 * What has run out is no mistake in the file: it counts where things are judged.
 */
export async function checkPolicy(options: CommonOptions, io: Io): Promise<ExitCode> {
  const loaded = await load(options, io);
  const { policy, rules } = await withInlineWaivers(loaded, io);
  const inline = policy.waivers.length - loaded.policy.waivers.length;
  const lines = [
    `${policy.file}: ${policy.name} is sound.`,
    `${rules.length} rules, ${policy.requirements.length} requirements, ${count(policy.environments.length, 'environment')}, ` +
      `${count(policy.accounts.length, 'account')}, ${count(policy.waivers.length, 'waiver')}` +
      `${inline === 0 ? '' : ` (${inline} in the source)`}, ${count(policy.attestations.length, 'attestation')}.`,
    `The gate fails at ${policy.gate.failOn}; a plan is judged on ${policy.gate.plan === 'all' ? 'all findings' : 'those it introduces'}.`,
    ...datesOf(policy, io.now().toISOString().slice(0, 10)),
  ];
  io.stdout.write(`${printable(lines.join('\n'))}\n`);
  return exitCodes.clean;
}

/** The waivers beside blocks of the repository that the policy lies in: they run out like the others. */
async function withInlineWaivers(loaded: Loaded, io: Io): Promise<Loaded> {
  const { file } = loaded.policy;
  if (file === '') return loaded;
  const { waiversAround } = await import('../../sources/repository/all-waivers.ts');
  return withWaivers(loaded, await waiversAround(dirname(resolve(io.cwd, file))));
}
