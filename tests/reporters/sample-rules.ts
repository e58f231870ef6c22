import type { ReportRule } from '../../src/model/report.ts';

type SampleRule = Omit<ReportRule, 'counts'>;

/** Rules as a report shows them, in Caja's words; counts come with the findings. */
export const sampleRules: readonly SampleRule[] = [
  {
    id: 'rds/instance-keeps-backups',
    title: 'RDS instances keep automated backups for the required days',
    severity: 'critical',
    requirements: ['DR-1', 'RDS-3'],
    rationale:
      'Automated backups are the only way back after data is lost or damaged. AWS keeps them for one day when nobody says otherwise.',
    remediation:
      'Set the days in Terraform:\n\n```hcl\nresource "aws_db_instance" "main" {\n  backup_retention_period = 7\n}\n```\n\nor change the instance in the console under *Modify → Backup*.',
    references: [
      'aws-fsbp/RDS.11',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
    ],
  },
  {
    id: 'security-group/admits-no-one-to-databases',
    title: 'Security groups do not admit the internet to database ports',
    severity: 'critical',
    requirements: ['NET-4'],
    rationale: 'A database that the internet can reach is found by scanners within minutes.',
    remediation: "Name the service's security group as the source instead of an address range.",
    references: ['cis-aws-foundations@3.0.0/5.2'],
  },
  {
    id: 's3/bucket-blocks-public-access',
    title: 'S3 buckets block public access',
    severity: 'high',
    requirements: ['SEC-4'],
    rationale: 'One wrong ACL or bucket policy opens every object to everyone.',
    remediation: 'Declare an `aws_s3_bucket_public_access_block` with all four settings on.',
    references: ['aws-fsbp/S3.8'],
  },
  {
    id: 'rds/storage-is-encrypted',
    title: 'RDS storage is encrypted',
    severity: 'high',
    requirements: ['RDS-4', 'SEC-1'],
    rationale: 'Snapshots and replicas of unencrypted storage are unencrypted for good.',
    remediation:
      'Set `storage_encrypted = true`; an existing instance has to be restored from an encrypted copy.',
    references: ['aws-fsbp/RDS.3'],
  },
  {
    id: 'iam/user-has-mfa',
    title: 'People who sign in to the console use MFA',
    severity: 'high',
    requirements: ['IAM-3'],
    rationale: 'A stolen password is enough without it.',
    remediation: 'Have the person add a device, or take the console password away.',
    references: ['cis-aws-foundations@3.0.0/1.10'],
  },
  {
    id: 'vpc/has-flow-logs',
    title: 'VPCs write flow logs',
    severity: 'medium',
    requirements: ['MON-5'],
    rationale: 'Without them nobody can say afterwards who talked to whom.',
    remediation: 'Add an `aws_flow_log` for the VPC.',
    references: ['aws-fsbp/EC2.6'],
  },
  {
    id: 'tagging/resource-has-required-tags',
    title: 'Resources carry the required tags',
    severity: 'low',
    requirements: ['COST-2'],
    rationale: 'Costs and owners cannot be told apart without tags.',
    remediation: "Set them once in the provider's `default_tags`.",
    references: [],
  },
  {
    id: 'kms/key-rotates',
    title: 'KMS keys rotate every year',
    severity: 'info',
    requirements: ['SEC-2'],
    rationale: 'Rotation limits what one leaked key opens.',
    remediation: 'Set `enable_key_rotation = true`.',
    references: ['aws-fsbp/KMS.4'],
  },
];

export const sampleRequirements: Readonly<Record<string, string>> = {
  'COST-2': 'Resources are tagged by project, environment and owner',
  'DR-1': 'Databases keep automated backups for 7 days',
  'IAM-3': 'People sign in with MFA',
  'MON-5': 'Network traffic is logged',
  'NET-4': 'Security groups are restrictive for each tier',
  'RDS-3': 'Backups of the database are automated',
  'RDS-4': 'The database is encrypted at rest',
  'SEC-1': 'Data is encrypted at rest',
  'SEC-2': 'Keys are managed in KMS and rotate',
  'SEC-4': 'Buckets are private',
};
