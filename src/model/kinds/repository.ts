import { defineKind, list, string } from '../kind.ts';

export const repository = defineKind({
  name: 'repository',
  title: 'Repository',
  service: 'repository',
  onlyIn: ['repository'],
  onlyOwnRules: true,
  meaning: 'The repository that holds the Terraform source: its layout',
  attributes: {
    terraformDirectories: list(
      string('directory'),
      'Directories that hold Terraform source, from the repository root, with slashes',
    ),
  },
  relations: {},
});
