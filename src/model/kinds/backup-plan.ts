import { bool, defineKind, int, list, many, string, struct } from '../kind.ts';

const backupRule = struct(
  'BackupRule',
  {
    ruleName: string('Name of the rule'),
    vaultName: string('Vault that takes the backups'),
    retentionDays: int('Days that backups are kept; absent is for ever', { unit: 'days', optional: true }),
    continuous: bool('It allows point-in-time recovery'),
    copyRegions: list(string('region'), 'Regions that get a copy'),
  },
  'One rule of a backup plan',
);

export const backupPlan = defineKind({
  name: 'backup-plan',
  title: 'Backup plan',
  service: 'backup',
  meaning: 'When AWS Backup backs up what, and for how long',
  attributes: {
    planName: string('Name of the plan', { optional: true }),
    rules: list(backupRule, 'Its rules'),
    vaultNames: list(string('vault'), 'Vaults that its rules write to'),
    selected: list(string('resource'), 'What it backs up, however that is selected'),
    copyRegions: list(string('region'), 'Regions that get a copy by any of its rules'),
  },
  relations: {
    vaults: many('backup-vault', { mine: 'vaultNames' }, 'Vaults that its rules write to'),
  },
});
