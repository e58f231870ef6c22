import { bool, defineKind, one, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const ecrRepository = defineKind({
  name: 'ecr-repository',
  title: 'ECR repository',
  service: 'ecr',
  meaning: 'A private repository for container images',
  attributes: {
    repositoryName: string('Name of the repository', { optional: true }),
    scansOnPush: bool(
      "Images are scanned when they are pushed, by the repository's or the registry's setting",
    ),
    immutableTags: bool('A tag cannot be moved to another image'),
    encryption: string('AES256, KMS or KMS_DSSE'),
    kmsKeyId: string('KMS key, by ARN', { optional: true }),
    expiresUntagged: bool('A lifecycle rule removes untagged images'),
    policy: policyDocument('The repository policy', { optional: true }),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
  },
});
