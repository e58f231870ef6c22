import { bool, defineKind, int, one, string } from '../kind.ts';

export const elasticacheCluster = defineKind({
  name: 'elasticache-cluster',
  title: 'ElastiCache cluster',
  service: 'elasticache',
  meaning: 'A cache: a replication group, a cluster of its own, or a serverless cache',
  attributes: {
    groupId: string('Replication group whose member it is, and whose settings are its own', {
      optional: true,
    }),
    serverless: bool('AWS runs it without nodes to choose'),
    cacheName: string('Name of the cache', { optional: true }),
    engine: string('redis, valkey or memcached'),
    encryptedAtRest: bool('Data on disk is encrypted'),
    encryptedInTransit: bool('It takes encrypted connections'),
    transitMode: string('required, or preferred, which takes plain connections as well', { optional: true }),
    kmsKeyId: string('KMS key, by ARN', { optional: true }),
    automaticFailover: bool('A replica takes over by itself'),
    snapshotRetentionDays: int('Days that snapshots are kept; 0 is none', { unit: 'days' }),
    nodeType: string('Node type: cache.t4g.small', { optional: true }),
  },
  relations: {
    group: one('elasticache-cluster', { mine: 'groupId' }, 'The replication group whose member it is'),
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
  },
});
