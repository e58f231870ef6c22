import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

/** `AWS::KMS::Key` of AWS Config. https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export function adaptKmsKey(item: ItemReader): FactsOf<Kinds['kms-key']> {
  const manager = item.string('configuration.keyManager');
  const symmetric = isSymmetric(item);
  return {
    customerManaged:
      manager.state === 'known'
        ? item.known('configuration.keyManager', manager.value === 'CUSTOMER')
        : managerUnknown(item),
    state: item.string('configuration.keyState'),
    symmetric,
    rotates: rotates(item, manager, symmetric),
    deletionWindowDays: item.unknown(
      'configuration.pendingDeletionWindowInDays',
      'not-recorded',
      'AWS keeps no waiting period for a key that nobody has asked to delete',
    ),
    policy: policyFact(item, 'supplementaryConfiguration.Policy', undefined),
  };
}

function managerUnknown(item: ItemReader): Fact<boolean> {
  return item.unknown(
    'configuration.keyManager',
    'not-recorded',
    "AWS Config's item does not say who owns the key",
  );
}

/** Imported material and custom key stores cannot rotate by themselves. `keySpec` replaced `customerMasterKeySpec` in 2021. */
function isSymmetric(item: ItemReader): Fact<boolean> {
  const path =
    item.json('configuration.keySpec') === undefined
      ? 'configuration.customerMasterKeySpec'
      : 'configuration.keySpec';
  const spec = item.string(path);
  const origin = item.string('configuration.origin');
  if (spec.state !== 'known') return spec.state === 'unknown' ? spec : item.absent(path);
  if (spec.value !== 'SYMMETRIC_DEFAULT') return item.known(path, false);
  if (origin.state !== 'known')
    return item.unknown(
      'configuration.origin',
      'not-recorded',
      "AWS Config's item does not say where the key material comes from",
    );
  return item.known(path, origin.value === 'AWS_KMS');
}

/**
 * AWS rotates its own keys every year, and rotation of other than symmetric keys from KMS is not to be had: neither has a status.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
function rotates(item: ItemReader, manager: Fact<string>, symmetric: Fact<boolean>): Fact<boolean> {
  const path = 'supplementaryConfiguration.KeyRotationStatus';
  if (item.json(path) !== undefined) return item.bool(path);
  if (manager.state === 'known' && manager.value === 'AWS') return item.byDefault(path, true);
  if (symmetric.state === 'known' && !symmetric.value) return item.byDefault(path, false);
  return item.bool(path);
}
