import { bool, defineKind, list, string } from '../kind.ts';

export const terraformRoot = defineKind({
  name: 'terraform-root',
  title: 'Root module',
  service: 'repository',
  onlyIn: ['repository'],
  onlyOwnRules: true,
  meaning: 'A directory of Terraform source that no local module call leads to: it is planned by itself',
  attributes: {
    directory: string('Its directory, from the repository root, with slashes'),
    backend: string(
      'Where its state is kept: s3, azurerm, cloud …; absent without a backend, on the local disk',
      {
        optional: true,
      },
    ),
    encrypted: bool('The backend is told to encrypt the state'),
    locked: bool('The backend locks the state, by a DynamoDB table or by a lock file of its own'),
    bucket: string('Bucket of the state', { optional: true }),
    key: string('Path of the state in its bucket', { optional: true }),
    sharesStateWith: list(
      string('directory'),
      'Directories of other root modules that keep their state in the same place',
    ),
  },
  relations: {},
});
