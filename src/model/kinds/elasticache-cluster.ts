import { bool, defineKind, int, one, string } from '../kind.ts';

export const elasticacheCluster = defineKind({
  name: 'elasticache-cluster',
  title: 'ElastiCache cluster',
  service: 'elasticache',
  onlyIn: ['terraform-plan'],
  meaning: 'A cache: a replication group, a cluster of its own, or a serverless cache',
  attributes: {
    cacheName: string('Name of the cache', { optional: true }),
    engine: string('redis, valkey or memcached'),
    encryptedAtRest: bool('Data on disk is encrypted'),
    encryptedInTransit: bool('Connections are encrypted'),
    kmsKeyId: string('KMS key, by ARN', { optional: true }),
    automaticFailover: bool('A replica takes over by itself'),
    snapshotRetentionDays: int('Days that snapshots are kept; 0 is none', { unit: 'days' }),
    nodeType: string('Node type: cache.t4g.small', { optional: true }),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
  },
});
