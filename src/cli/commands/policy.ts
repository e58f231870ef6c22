import type { CommonOptions } from '../arguments.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { load } from '../load.ts';
import { printable } from '../printable.ts';

const day = 86_400_000;
const soon = 30;

/** `caja-policy policy check`: loading finds the mistakes; here what is sound is summed up, and what runs out soon is named. */
export async function checkPolicy(options: CommonOptions, io: Io): Promise<ExitCode> {
  const { policy, rules } = await load(options, io);
  const today = Date.parse(io.now().toISOString().slice(0, 10));
  const lines = [
    `${policy.file}: ${policy.name} is sound.`,
    `${rules.length} rules, ${policy.requirements.length} requirements, ${count(policy.environments.length, 'environment')}, ` +
      `${count(policy.accounts.length, 'account')}, ` +
      `${count(policy.waivers.length, 'waiver')}, ${count(policy.attestations.length, 'attestation')}.`,
    `The gate fails at ${policy.gate.failOn}; a plan is judged on ${policy.gate.plan === 'all' ? 'all findings' : 'those it introduces'}.`,
  ];
  for (const waiver of policy.waivers) {
    const left = Math.round((Date.parse(waiver.expires) - today) / day);
    if (left < 0) lines.push(`${waiver.at}: the waiver of ${waiver.rule} expired on ${waiver.expires}.`);
    else if (left <= soon)
      lines.push(
        `${waiver.at}: the waiver of ${waiver.rule} expires in ${count(left, 'day')}, on ${waiver.expires}.`,
      );
  }
  io.stdout.write(`${printable(lines.join('\n'))}\n`);
  return exitCodes.clean;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
