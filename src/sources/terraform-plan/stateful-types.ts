import type { JsonObject } from './plan.ts';

/** What a resource keeps that is lost with it, in words for people. By type, without `aws_`. */
const kept: Readonly<Record<string, string>> = {
  acmpca_certificate_authority: 'the private key of a certificate authority',
  backup_logically_air_gapped_vault: 'recovery points',
  backup_vault: 'recovery points',
  cloudtrail_event_data_store: 'recorded events',
  cloudwatch_log_group: 'logs',
  codeartifact_repository: 'packages',
  codecommit_repository: 'source code',
  cognito_user_pool: 'the accounts of users',
  db_cluster_snapshot: 'a snapshot',
  db_instance: 'a database and its automated backups',
  db_snapshot: 'a snapshot',
  docdb_cluster: 'a database and its automated backups',
  docdb_cluster_snapshot: 'a snapshot',
  dynamodb_table: 'a table',
  ebs_snapshot: 'a snapshot',
  ebs_volume: 'a volume',
  ecr_repository: 'images',
  efs_file_system: 'files',
  elasticache_cluster: 'a cache',
  elasticache_replication_group: 'a cache',
  elasticache_serverless_cache: 'a cache',
  elasticsearch_domain: 'a search index',
  fsx_lustre_file_system: 'files',
  fsx_ontap_file_system: 'files',
  fsx_openzfs_file_system: 'files',
  fsx_windows_file_system: 'files',
  glacier_vault: 'archives',
  keyspaces_table: 'a table',
  kinesis_stream: 'records',
  kms_external_key: 'the key of everything that it encrypts',
  kms_key: 'the key of everything that it encrypts',
  kms_replica_external_key: 'the key of everything that it encrypts',
  kms_replica_key: 'the key of everything that it encrypts',
  memorydb_cluster: 'a database',
  mq_broker: 'messages',
  msk_cluster: 'records',
  neptune_cluster: 'a database and its automated backups',
  opensearch_domain: 'a search index',
  opensearchserverless_collection: 'a search index',
  qldb_ledger: 'a ledger',
  rds_cluster: 'a database and its automated backups',
  redshift_cluster: 'a data warehouse',
  redshiftserverless_namespace: 'a data warehouse',
  route53_zone: 'DNS records, and name servers that its domain points to',
  s3_bucket: 'objects',
  s3_directory_bucket: 'objects',
  secretsmanager_secret: 'a secret',
  timestreamwrite_table: 'a table',
};

export const statefulTypes: readonly string[] = Object.keys(kept).map((name) => `aws_${name}`);

/** What a resource keeps; undefined for one that keeps nothing, such as a replica, whose data lie elsewhere as well. */
export function keptBy(type: string, before: JsonObject): string | undefined {
  const name = type.slice('aws_'.length);
  if (!Object.hasOwn(kept, name)) return undefined;
  const isCopy = holdsText(before.replicate_source_db) || holdsText(before.replication_source_identifier);
  return isCopy || holdsText(before.replication_group_id) ? undefined : kept[name];
}

const databases = new Set([
  'aws_db_instance',
  'aws_rds_cluster',
  'aws_docdb_cluster',
  'aws_neptune_cluster',
  'aws_redshift_cluster',
]);

/** What becomes of the data when the resource is destroyed, half a sentence for people. Terraform goes by the state's settings. */
export function afterwards(type: string, before: JsonObject): string {
  if (databases.has(type)) {
    if (before.skip_final_snapshot === true) return 'no final snapshot is taken';
    return holdsText(before.final_snapshot_identifier)
      ? 'only a final snapshot stays'
      : 'whether a final snapshot stays cannot be told';
  }
  if (type === 'aws_s3_bucket' || type === 'aws_ecr_repository') {
    const emptied = before.force_destroy === true || before.force_delete === true;
    return emptied ? 'what is in it is deleted first' : 'AWS refuses while anything is in it';
  }
  if (type === 'aws_ebs_volume' && before.final_snapshot === true) return 'only a final snapshot stays';
  if (before.skip_destroy === true) return 'AWS keeps it, and nothing manages it any more';
  // Both are 30 days where nobody wrote them.
  const waits = type.startsWith('aws_kms_') || type === 'aws_secretsmanager_secret' ? 30 : undefined;
  const days = before.deletion_window_in_days ?? before.recovery_window_in_days ?? waits;
  if (typeof days === 'number' && days > 0) return `it can be taken back for ${days} days`;
  return 'nothing of it stays';
}

function holdsText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
