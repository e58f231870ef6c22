import { adaptBackupPlan } from '../backup-plan.ts';
import { selection } from '../backup-selection.ts';
import { adaptBackupVault, vaultParts } from '../backup-vault.ts';
import { type Area, claim } from '../claim.ts';
import { adaptDbParameterGroup, adaptRdsClusterParameterGroup } from '../db-parameter-group.ts';
import { adaptDbSubnetGroup } from '../db-subnet-group.ts';
import { backupReplication } from '../rds-parts.ts';
import {
  adaptDbClusterSnapshot,
  adaptDbSnapshot,
  adaptDbSnapshotCopy,
  adaptRdsClusterSnapshotCopy,
  nameOfSnapshot,
} from '../rds-snapshot.ts';

const name = { name: nameOfSnapshot };

/** What is claimed of RDS beside its instances and clusters, and of AWS Backup. */
export const databases: Area = {
  claims: [
    ['aws_backup_plan', claim('backup-plan', adaptBackupPlan)],
    ['aws_backup_vault', claim('backup-vault', adaptBackupVault)],
    ['aws_db_cluster_snapshot', claim('rds-snapshot', adaptDbClusterSnapshot, name)],
    ['aws_db_parameter_group', claim('db-parameter-group', adaptDbParameterGroup)],
    ['aws_db_snapshot', claim('rds-snapshot', adaptDbSnapshot, name)],
    ['aws_db_snapshot_copy', claim('rds-snapshot', adaptDbSnapshotCopy, name)],
    ['aws_db_subnet_group', claim('db-subnet-group', adaptDbSubnetGroup)],
    ['aws_rds_cluster_parameter_group', claim('db-parameter-group', adaptRdsClusterParameterGroup)],
    ['aws_rds_cluster_snapshot_copy', claim('rds-snapshot', adaptRdsClusterSnapshotCopy, name)],
  ],
  satellites: [backupReplication.type, selection.type, ...Object.values(vaultParts).map(({ type }) => type)],
};
