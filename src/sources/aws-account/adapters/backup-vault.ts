import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemView } from './config-kind.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

type Vault = FactsOf<Kinds['backup-vault']>;

/** `AWS::Backup::BackupVault` of AWS Config. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeBackupVault.html */
export function adaptBackupVault(item: ItemReader, view: ItemView): Vault {
  return {
    vaultName: item.string('configuration.BackupVaultName', 'absent'),
    kmsKeyId: ownKey(item, view),
    locked: locked(item),
    policy: policyOf(item),
  };
}

/**
 * Every vault has a key, and where nobody chose one it is the account's `aws/backup`: only the key itself tells whose it is.
 * AWS's own keys work in their account alone, so that another account's key is somebody's own.
 */
function ownKey(item: ItemReader, view: ItemView): Fact<string> {
  const path = 'configuration.EncryptionKeyArn';
  const key = item.string(path);
  if (key.state !== 'known') return key;
  const account = item.place.source === 'aws-account' ? item.place.account : '';
  if (key.value.split(':')[4] !== account) return key;
  const [found] = view.where('AWS::KMS::Key', 'configuration.arn', key.value);
  const manager = found?.json('configuration.keyManager');
  if (manager === 'CUSTOMER') return key;
  if (manager === 'AWS') return item.absent(path);
  return item.unknown(path, 'not-recorded', `AWS Config does not show whose key ${key.value} is`);
}

/** AWS Config's published properties do not list the lock: its presence proves much, its absence nothing. */
function locked(item: ItemReader): Fact<boolean> {
  const path = 'configuration.LockConfiguration';
  const lock = item.within(path);
  const bounds = ['MinRetentionDays', 'MaxRetentionDays'].map((name) => lock?.json(name));
  return bounds.every((bound) => bound === undefined)
    ? item.unknown(path, 'not-recorded', 'AWS Config does not show whether the vault is locked')
    : item.known(path, true);
}

/** Free JSON is not among the published properties, and not every item holds it. */
function policyOf(item: ItemReader): Vault['policy'] {
  const path = 'configuration.AccessPolicy';
  return item.json(path) === undefined
    ? item.unknown(path, 'not-recorded', 'AWS Config does not show whether the vault has a policy')
    : policyFact(item, path, undefined);
}
