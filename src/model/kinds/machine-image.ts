import { bool, defineKind, list, string } from '../kind.ts';

export const machineImage = defineKind({
  name: 'machine-image',
  title: 'Machine image',
  service: 'ec2',
  meaning: 'An Amazon machine image of the account',
  attributes: {
    encrypted: bool('All its snapshots are encrypted'),
    public: bool('Everyone may start it'),
    sharedWith: list(string('account'), 'Accounts and organisations that may start it; `all` is everyone'),
  },
  relations: {},
});
