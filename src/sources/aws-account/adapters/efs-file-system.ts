import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isObject } from '../item.ts';
import { unquote } from '../normalise-values.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';
import { truthOf } from './truth-of.ts';

type FileSystem = FactsOf<Kinds['efs-file-system']>;

/** `AWS::EFS::FileSystem` of AWS Config, in the words of its CloudFormation resource. */
export function adaptEfsFileSystem(item: ItemReader): FileSystem {
  const encrypted = item.bool('configuration.Encrypted');
  return {
    encrypted,
    kmsKeyId: kmsKeyId(item, encrypted),
    // https://docs.aws.amazon.com/efs/latest/ug/API_BackupPolicy.html
    backups: truthOf(item, 'configuration.BackupPolicy.Status', {
      ENABLED: true,
      ENABLING: true,
      DISABLED: false,
      DISABLING: false,
    }),
    policy: policy(item),
  };
}

/** What is encrypted has a key, whether or not the item tells which. */
function kmsKeyId(item: ItemReader, encrypted: Fact<boolean>): Fact<string> {
  const path = 'configuration.KmsKeyId';
  const isOff = encrypted.state === 'known' && !encrypted.value;
  return item.string(path, isOff ? 'absent' : undefined);
}

/**
 * Without a policy the item holds an empty one. It is not among AWS Config's published properties, so that its absence proves
 * nothing. https://docs.aws.amazon.com/config/latest/developerguide/example-sns-notification.html
 */
function policy(item: ItemReader): FileSystem['policy'] {
  const path = 'configuration.FileSystemPolicy';
  const document = unquote(item.json(path));
  if (document === undefined || document === '')
    return item.unknown(path, 'not-recorded', "AWS Config's item does not hold the file system policy");
  if (isObject(document) && Object.keys(document).length === 0) return item.absent(path);
  return policyFact(item, path, undefined);
}
