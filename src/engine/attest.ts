import type { Attestation, Policy, Requirement } from '../model/policy.ts';
import type { AttestationResult } from '../model/report.ts';
import { daysBetween, daysLater } from './days.ts';

/** A clause that people can answer, with the newest that the policy states about it. */
export interface Statement {
  readonly clause: Attestable;
  readonly attestation?: Attestation;
  /** Whole days since then; negative when that day is still to come. */
  readonly ageDays?: number;
}

type Attestable = Requirement & { readonly maximumAgeDays: number };

/**
 * What the policy states about every clause that it could state, in the order of their ids. Nothing is missing where there is
 * no policy file to state it in, and in environments that the clause does not bind.
 */
export function statementsOf(policy: Policy, today: string, environment: string): readonly Statement[] {
  if (policy.file === '') return [];
  return policy.requirements
    .filter(isAttestable)
    .filter(({ environments }) => binds(environments, environment))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((clause) => {
      const attestation = newest(policy.attestations, clause.id, today);
      if (attestation === undefined) return { clause };
      return { clause, attestation, ageDays: daysBetween(attestation.on, today) };
    });
}

/** Whether each statement still holds, and for how long. */
export function judgeAttestations(
  statements: readonly Statement[],
  today: string,
): readonly AttestationResult[] {
  return statements.map(({ clause: { id, maximumAgeDays }, attestation, ageDays = 0 }) => {
    if (attestation === undefined) return { requirement: id, status: 'missing', maximumAgeDays };
    const { by, on, evidence } = attestation;
    const expires = daysLater(on, maximumAgeDays);
    const daysLeft = daysBetween(today, expires);
    const status = ageDays < 0 ? 'in-the-future' : daysLeft < 0 ? 'stale' : 'valid';
    return { requirement: id, by, on, evidence, status, maximumAgeDays, expires, daysLeft };
  });
}

function isAttestable(clause: Requirement): clause is Attestable {
  return clause.sources.includes('attest') && clause.maximumAgeDays !== undefined;
}

function binds(environments: readonly string[], environment: string): boolean {
  return environments.length === 0 || environment === '' || environments.includes(environment);
}

/** The newest of the past; a day that is still to come is shown only where there is no other. */
function newest(all: readonly Attestation[], clause: string, today: string): Attestation | undefined {
  const own = all.filter(({ requirement }) => requirement === clause).sort((a, b) => (a.on < b.on ? 1 : -1));
  return own.find(({ on }) => on <= today) ?? own.at(-1);
}
