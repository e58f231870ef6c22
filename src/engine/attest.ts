import type { Attestation, Policy, Requirement } from '../model/policy.ts';
import type { AttestationResult } from '../model/report.ts';

const day = 86_400_000;

/** Whether each attestation still holds; `today` is an ISO date (UTC). */
export function judgeAttestations(policy: Policy, today: string): readonly AttestationResult[] {
  const requirements = new Map(policy.requirements.map((one) => [one.id, one]));
  return [...policy.attestations]
    .sort((a, b) =>
      a.requirement < b.requirement ? -1 : a.requirement > b.requirement ? 1 : a.on < b.on ? 1 : -1,
    )
    .map((attestation) => {
      const { requirement, by, on, evidence } = attestation;
      return {
        requirement,
        by,
        on,
        evidence,
        status: statusOf(attestation, requirements.get(requirement), today),
      };
    });
}

function statusOf(
  attestation: Attestation,
  requirement: Requirement | undefined,
  today: string,
): AttestationResult['status'] {
  const age = (Date.parse(today) - Date.parse(attestation.on)) / day;
  if (age < 0) return 'in-the-future';
  const limit = requirement?.maximumAgeDays;
  return limit !== undefined && age > limit ? 'stale' : 'valid';
}
