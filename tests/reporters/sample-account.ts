import type { Report } from '../../src/model/report.ts';
import { buildReport, finding } from './build-report.ts';

const account = '111122223333';
const live = (type: string, kind: string, region: string, arn: string, label: string) => ({
  key: `${account}/${region}/${type}/${label}`,
  kind,
  type,
  label,
  arn,
  account,
  region,
});
const liveDatabase = live(
  'AWS::RDS::DBInstance',
  'rds-instance',
  'eu-west-1',
  `arn:aws:rds:eu-west-1:${account}:db:caja-prod`,
  'caja-prod',
);
const liveBucket = live(
  'AWS::S3::Bucket',
  's3-bucket',
  'us-east-1',
  'arn:aws:s3:::caja-exports',
  'caja-exports',
);
const person = live(
  'AWS::IAM::User',
  'iam-user',
  'global',
  `arn:aws:iam::${account}:user/ops/maria`,
  'maria',
);

/** A live account of which one region and one kind could not be read. */
export const accountReport: Report = buildReport({
  source: {
    name: 'aws-account',
    subject: account,
    detail: { alias: 'caja-prod', regions: 'eu-west-1, us-east-1' },
    readAt: '2026-11-20T10:00:00Z',
  },
  resources: 212,
  findings: [
    finding({
      rule: 'iam/user-has-mfa',
      resource: person,
      message: 'maria can sign in to the console without MFA.',
    }),
    finding({
      rule: 's3/bucket-blocks-public-access',
      resource: liveBucket,
      message: 'caja-exports leaves public ACLs unblocked.',
    }),
    finding({
      rule: 'rds/instance-keeps-backups',
      resource: liveDatabase,
      verdict: 'unknown',
      message: 'AWS refused rds:DescribeDBInstances in eu-west-1, so the backups of caja-prod are not known.',
    }),
    finding({
      rule: 'rds/storage-is-encrypted',
      resource: liveDatabase,
      verdict: 'pass',
      message: 'caja-prod is encrypted.',
    }),
  ],
  gaps: [
    {
      reason: 'denied',
      message: 'AWS refused rds:DescribeDBInstances. Allow it to the role, or use the SecurityAudit policy.',
      incomplete: true,
      account,
      region: 'eu-west-1',
      api: 'rds:DescribeDBInstances',
      kinds: ['rds-instance'],
    },
    {
      reason: 'recorder-off',
      message: 'AWS Config records nothing in us-east-1. Turn the recorder on.',
      incomplete: true,
      account,
      region: 'us-east-1',
      kinds: ['*'],
    },
  ],
  ledger: [
    {
      account,
      region: 'eu-west-1',
      type: 'AWS::RDS::DBInstance',
      api: 'config:SelectResourceConfig',
      count: 3,
      readAt: '2026-11-20T10:00:02Z',
    },
    {
      account,
      region: 'eu-west-1',
      type: 'AWS::EC2::SecurityGroup',
      api: 'ec2:DescribeSecurityGroups',
      count: 41,
      readAt: '2026-11-20T10:00:04Z',
    },
    {
      account,
      region: 'global',
      type: 'AWS::IAM::User',
      api: 'iam:GetAccountAuthorizationDetails',
      count: 12,
      readAt: '2026-11-20T10:00:05Z',
    },
  ],
});
