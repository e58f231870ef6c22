import { bool, defineKind, list, string } from '../kind.ts';

export const change = defineKind({
  name: 'change',
  title: 'Planned change',
  service: 'changes',
  onlyIn: ['terraform-plan'],
  onlyOwnRules: true,
  meaning: 'What a plan does to one resource that exists already',
  attributes: {
    address: string('Address of the resource before the change'),
    action: string('update, replace, delete or forget'),
    stateful: bool('The resource keeps data that are lost with it'),
    holds: string('What it keeps, in words for people', { optional: true }),
    afterwards: string('What becomes of its data when it is destroyed, in words for people'),
    replacedBecause: list(string('attribute'), 'Attributes that force a replacement'),
    liftedGuards: list(
      string('guard'),
      'Guards that stood before and do not stand afterwards, in words for people',
    ),
  },
  relations: {},
});
