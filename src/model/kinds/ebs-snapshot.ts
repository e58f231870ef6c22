import { bool, defineKind, list, string } from '../kind.ts';

export const ebsSnapshot = defineKind({
  name: 'ebs-snapshot',
  title: 'EBS snapshot',
  service: 'ec2',
  meaning: 'A snapshot of an EBS volume',
  attributes: {
    encrypted: bool('Encrypted at rest'),
    public: bool('Everyone may make volumes of it'),
    sharedWith: list(string('account'), 'Accounts that may make volumes of it; `all` is everyone'),
  },
  relations: {},
});
