import { bool, defineKind, string } from '../kind.ts';

export const actionUse = defineKind({
  name: 'action-use',
  title: 'Use of an action',
  service: 'pipeline',
  onlyIn: ['repository'],
  onlyOwnRules: true,
  meaning: 'A step or job of a GitHub Actions workflow that runs code of another repository or image',
  attributes: {
    action: string('What it uses: owner/name, with the path inside the repository; docker://image'),
    owner: string('Owner of the repository that holds it; of an image, docker'),
    reference: string('What stands behind the @: a commit, a tag, a branch, a digest', { optional: true }),
    pinned: bool('The reference is a full commit or a digest, which nobody can move'),
  },
  relations: {},
});
