import { bool, defineKind, list, string } from '../kind.ts';

export const change = defineKind({
  name: 'change',
  title: 'Planned change',
  service: 'changes',
  onlyIn: ['terraform-plan'],
  meaning: 'What a plan does to one resource that exists already',
  attributes: {
    address: string('Address of the resource before the change'),
    action: string('update, replace, delete or forget'),
    stateful: bool('The resource keeps data that are lost with it'),
    keepsData: bool(
      'Though it goes, a final snapshot, a skipped destruction or a retained object keeps its data',
    ),
    replacedBecause: list(string('attribute'), 'Attributes that force a replacement'),
    liftedGuards: list(
      string('guard'),
      'Guards that stood before and do not stand afterwards, in words for people',
    ),
  },
  relations: {},
});
