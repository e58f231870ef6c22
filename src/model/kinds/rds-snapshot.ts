import { bool, defineKind, list, string } from '../kind.ts';

export const rdsSnapshot = defineKind({
  name: 'rds-snapshot',
  title: 'RDS snapshot',
  service: 'rds',
  meaning: 'A snapshot of an instance or a cluster',
  attributes: {
    databaseId: string('Instance, cluster or snapshot that it was made from', { optional: true }),
    encrypted: bool('Encrypted at rest'),
    sharedWith: list(string('account'), 'Accounts that may restore it; `all` is everyone'),
  },
  relations: {},
});
