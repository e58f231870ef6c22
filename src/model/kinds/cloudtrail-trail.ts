import { bool, defineKind, one, string } from '../kind.ts';

export const cloudtrailTrail = defineKind({
  name: 'cloudtrail-trail',
  title: 'CloudTrail trail',
  service: 'cloudtrail',
  meaning: 'A trail that records API activity',
  attributes: {
    trailName: string('Name of the trail'),
    multiRegion: bool('It records every region'),
    globalServiceEvents: bool('It records IAM, STS and other global services'),
    organizationTrail: bool("It records the organisation's accounts"),
    logFileValidation: bool('Digests prove that log files were not changed'),
    kmsKeyId: string('KMS key of the log files', { optional: true }),
    bucketName: string('Bucket that takes the log files', { optional: true }),
    logGroupArn: string('CloudWatch log group that takes the events', { optional: true }),
    logging: bool('It is recording now'),
    delivers: bool('Its bucket took the last log file', { onlyIn: ['aws-account'] }),
    managementEvents: string('All, ReadOnly, WriteOnly, None, or Some where sources are left out'),
  },
  relations: {
    bucket: one('s3-bucket', { mine: 'bucketName' }, 'The bucket that takes its log files'),
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key of its log files'),
  },
});
