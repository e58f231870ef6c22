import type { Fact } from '../../../model/fact.ts';
import type { ItemReader } from './item-reader.ts';
import type { Described } from './rds-described.ts';

/** Clusters made since then are encrypted, by a key that AWS owns where nobody chose one. */
const auroraEncryptsSince = '2026-02-18';

/**
 * For Aurora's own encryption RDS answers `StorageEncrypted: false` beside `StorageEncryptionType: sse-rds`, and AWS Config's
 * published properties do not list the latter: without it a young Aurora database proves nothing.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html
 */
export function storageEncrypted(item: ItemReader, madeAt: string, told?: Described): Fact<boolean> {
  const path = 'configuration.storageEncrypted';
  const typePath = 'configuration.storageEncryptionType';
  const recorded = item.json(typePath);
  const type = recorded ?? told?.own?.json('StorageEncryptionType');
  if (type === 'sse-rds' || type === 'sse-kms') {
    const by = recorded === undefined ? told?.own?.known('StorageEncryptionType', true) : undefined;
    return by ?? item.known(typePath, true);
  }
  const encrypted = item.bool(path);
  if (type === 'none' || encrypted.state !== 'known' || encrypted.value) return encrypted;
  const engine = item.json('configuration.engine');
  if (typeof engine !== 'string' || !engine.startsWith('aurora')) return encrypted;
  const made = item.json(madeAt);
  if (typeof made === 'string' && made < auroraEncryptsSince) return encrypted;
  return item.unknown(
    typePath,
    'not-recorded',
    'AWS Config does not record whether Aurora encrypts it with a key that AWS owns',
  );
}
