import type { Json } from './plan.ts';

/** One setting that protects something, and how its value looks while it does. */
export interface SettingGuard {
  readonly path: readonly (string | number)[];
  readonly stands: (value: Json | undefined) => boolean;
  /** For people: "deletion protection". */
  readonly name: string;
}

const on = (value: Json | undefined): boolean => value === true || value === 'true';
const off = (value: Json | undefined): boolean => value === false || value === 'false';
const above0 = (value: Json | undefined) => Number(value ?? 0) > 0;
const filled = (value: Json | undefined) => typeof value === 'string' && value !== '';
const is = (text: string) => (value: Json | undefined) => value === text;

const guard = (name: string, path: string, stands: SettingGuard['stands'] = on): SettingGuard => ({
  name,
  path: path.split('.').map((step) => (step === '0' ? 0 : step)),
  stands,
});

const deletionProtection = guard('deletion protection', 'deletion_protection');
const backups = guard('automated backups', 'backup_retention_period', above0);
const finalSnapshot = guard('the final snapshot on deletion', 'skip_final_snapshot', off);
const rotation = guard('key rotation', 'enable_key_rotation');
const publicBlocks = [
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
];
const publicAccessBlock = publicBlocks.map((name) => guard(`the public access block (${name})`, name));
const database = [deletionProtection, backups, finalSnapshot];

/** Settings by type, `aws_` left out. */
export const settingGuards: Readonly<Record<string, readonly SettingGuard[]>> = {
  alb: [guard('deletion protection', 'enable_deletion_protection')],
  backup_vault: [guard('the refusal to delete recovery points', 'force_destroy', off)],
  cloudtrail: [
    guard('the logging of the trail', 'enable_logging'),
    guard('the trail in all regions', 'is_multi_region_trail'),
    guard('the validation of log files', 'enable_log_file_validation'),
  ],
  cloudfront_distribution: [guard('the web ACL', 'web_acl_id', filled)],
  cognito_user_pool: [guard('deletion protection', 'deletion_protection', is('ACTIVE'))],
  config_configuration_recorder_status: [guard('the recording of AWS Config', 'is_enabled')],
  db_instance: database,
  docdb_cluster: database,
  dynamodb_table: [
    guard('deletion protection', 'deletion_protection_enabled'),
    guard('point-in-time recovery', 'point_in_time_recovery.0.enabled'),
  ],
  ebs_encryption_by_default: [guard('the encryption of new volumes', 'enabled')],
  ecr_repository: [
    guard('immutable image tags', 'image_tag_mutability', is('IMMUTABLE')),
    guard('the refusal to delete a repository with images', 'force_delete', off),
  ],
  efs_backup_policy: [guard('automatic backups', 'backup_policy.0.status', is('ENABLED'))],
  elasticache_replication_group: [guard('automatic snapshots', 'snapshot_retention_limit', above0)],
  guardduty_detector: [guard('GuardDuty', 'enable')],
  instance: [guard('termination protection', 'disable_api_termination')],
  kms_key: [rotation, guard('the key being enabled', 'is_enabled')],
  lb: [guard('deletion protection', 'enable_deletion_protection')],
  neptune_cluster: database,
  networkfirewall_firewall: [guard('deletion protection', 'delete_protection')],
  opensearch_domain: [guard('encryption at rest', 'encrypt_at_rest.0.enabled')],
  rds_cluster: database,
  rds_global_cluster: [deletionProtection],
  redshift_cluster: [
    guard('automated snapshots', 'automated_snapshot_retention_period', above0),
    finalSnapshot,
  ],
  s3_account_public_access_block: publicAccessBlock,
  s3_bucket: [guard('the refusal to delete a bucket with objects', 'force_destroy', off)],
  s3_bucket_public_access_block: publicAccessBlock,
  s3_bucket_versioning: [guard('versioning', 'versioning_configuration.0.status', is('Enabled'))],
  secretsmanager_secret: [
    // Null is Terraform's own default of 30 days.
    guard('the recovery window', 'recovery_window_in_days', (days) => days === null || above0(days)),
  ],
};

/** A resource that is nothing but a guard: without it the guard is gone. */
export interface WholeGuard {
  /** Attributes that name what it guards; empty when that is the account. */
  readonly of: readonly string[];
  readonly name: string;
}

/** Resources by type, `aws_` left out. Where settings are listed above too, one of them stood. */
export const wholeGuards: Readonly<Record<string, WholeGuard>> = {
  accessanalyzer_analyzer: { of: [], name: 'the access analyzer' },
  backup_plan: { of: [], name: 'the backup plan' },
  backup_selection: { of: ['plan_id'], name: 'the selection of what is backed up' },
  backup_vault_lock_configuration: { of: ['backup_vault_name'], name: "the backup vault's lock" },
  cloudtrail: { of: [], name: 'the trail' },
  config_configuration_recorder: { of: [], name: 'the recorder of AWS Config' },
  config_configuration_recorder_status: { of: ['name'], name: 'the recording of AWS Config' },
  ebs_encryption_by_default: { of: [], name: 'the encryption of new volumes' },
  ebs_snapshot_block_public_access: { of: [], name: 'the block of public snapshots' },
  ec2_image_block_public_access: { of: [], name: 'the block of public images' },
  efs_backup_policy: { of: ['file_system_id'], name: 'automatic backups' },
  flow_log: {
    of: ['vpc_id', 'subnet_id', 'eni_id', 'transit_gateway_id', 'transit_gateway_attachment_id'],
    name: 'the flow log',
  },
  guardduty_detector: { of: [], name: 'GuardDuty' },
  iam_account_password_policy: { of: [], name: 'the password policy' },
  macie2_account: { of: [], name: 'Macie' },
  s3_account_public_access_block: { of: [], name: "the account's public access block" },
  s3_bucket_object_lock_configuration: { of: ['bucket'], name: 'the object lock' },
  s3_bucket_public_access_block: { of: ['bucket'], name: 'the public access block' },
  s3_bucket_replication_configuration: { of: ['bucket'], name: 'the replication' },
  s3_bucket_versioning: { of: ['bucket'], name: 'versioning' },
  secretsmanager_secret_rotation: { of: ['secret_id'], name: "the secret's rotation" },
  securityhub_account: { of: [], name: 'Security Hub' },
  wafv2_web_acl_association: { of: ['resource_arn'], name: 'the web ACL' },
};
