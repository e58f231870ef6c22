import { keyArn } from './keys.ts';
import { type Row, row } from './rows.ts';
import { arnOf, cajaTags, iamArn, type Tags, uuid } from './words.ts';

/** What AWS Config records of AWS Backup: two vaults, and who puts what into them. */
export function backupRows(): readonly Row[] {
  return [
    vaultRow('caja-prod-backup', 'caja-prod-database', cajaTags('backup', 'caja-prod-backup')),
    // Made on the way to a first backup; its key is the one that AWS offers.
    vaultRow('caja-prod-reporting', 'aws/backup', { Environment: 'prod', Service: 'reporting' }),
    planRow('caja-prod-backup', 35, cajaTags('backup', 'caja-prod-backup')),
    planRow('caja-prod-reporting', 3, { Environment: 'prod', Service: 'reporting' }),
    selectionRow('caja-prod-backup', [arnOf('rds', 'cluster:caja-prod-analytics')]),
    selectionRow('caja-prod-reporting', [arnOf('rds', 'db:caja-prod-reporting')]),
  ];
}

function vaultRow(name: string, key: string, tags: Tags): Row {
  const arn = arnOf('backup', `backup-vault:${name}`);
  return row('AWS::Backup::BackupVault', {
    id: name,
    name,
    arn,
    tags,
    configuration: { BackupVaultName: name, BackupVaultArn: arn, EncryptionKeyArn: keyArn(key) },
  });
}

function planRow(name: string, days: number, tags: Tags): Row {
  const id = uuid(`backup plan ${name}`);
  const arn = arnOf('backup', `backup-plan:${id}`);
  return row('AWS::Backup::BackupPlan', {
    id,
    name: id,
    arn,
    tags,
    configuration: {
      BackupPlanId: id,
      BackupPlanArn: arn,
      VersionId: uuid(`backup plan version ${name}`),
      BackupPlan: {
        BackupPlanName: name,
        BackupPlanRule: [
          {
            RuleName: 'daily',
            TargetBackupVault: name,
            ScheduleExpression: 'cron(0 3 ? * * *)',
            StartWindowMinutes: 60.0,
            CompletionWindowMinutes: 180.0,
            Lifecycle: { DeleteAfterDays: days },
          },
        ],
      },
    },
  });
}

/** AWS Config shows neither the tags nor the conditions of a selection. */
function selectionRow(plan: string, resources: readonly string[]): Row {
  const planId = uuid(`backup plan ${plan}`);
  const id = uuid(`backup selection ${plan}`);
  return row('AWS::Backup::BackupSelection', {
    id: `${planId}_${id}`,
    name: `${planId}_${id}`,
    configuration: {
      BackupPlanId: planId,
      SelectionId: id,
      BackupSelection: {
        SelectionName: `${plan}-databases`,
        IamRoleArn: iamArn('role/service-role/AWSBackupDefaultServiceRole'),
        Resources: resources,
      },
    },
    status: 'ResourceDiscovered',
  });
}
