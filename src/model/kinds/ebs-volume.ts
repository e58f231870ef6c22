import { bool, defineKind, int, one, string } from '../kind.ts';

export const ebsVolume = defineKind({
  name: 'ebs-volume',
  title: 'EBS volume',
  service: 'ec2',
  meaning: 'An EBS volume',
  attributes: {
    encrypted: bool('Encrypted at rest'),
    kmsKeyId: string('KMS key, by ARN', { optional: true }),
    sizeGib: int('Size', { unit: 'GiB' }),
    volumeType: string('gp3, gp2, io2 …'),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
  },
});
