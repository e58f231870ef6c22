import { bool, defineKind, int, string } from '../kind.ts';

export const attestation = defineKind({
  name: 'attestation',
  title: 'Statement',
  service: 'attestations',
  onlyIn: ['aws-account', 'repository'],
  onlyOwnRules: true,
  meaning:
    'What the policy states about a clause that people can answer: the newest statement, or that there is none',
  attributes: {
    clause: string('Id of the clause'),
    says: string('Title of the clause'),
    attested: bool('Somebody states that it is met'),
    by: string('Who states it', { optional: true }),
    on: string('The day on which it was seen: 2026-11-12', { optional: true }),
    ageDays: int('Days since then; negative when that day is still to come', {
      unit: 'days',
      optional: true,
    }),
    maximumAgeDays: int('For how many days a statement of this clause holds', { unit: 'days' }),
  },
  relations: {},
});
