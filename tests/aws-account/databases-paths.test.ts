import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  adaptCacheCluster,
  adaptReplicationGroup,
  adaptServerlessCache,
} from '../../src/sources/aws-account/adapters/elasticache-cluster.ts';
import { type ItemReader, itemReader } from '../../src/sources/aws-account/adapters/item-reader.ts';
import {
  isStopped,
  managedPassword,
  minutesBehind,
} from '../../src/sources/aws-account/adapters/rds-described.ts';
import { type JsonObject, placeOf, type ReadBy } from '../../src/sources/aws-account/item.ts';

const readBy: ReadBy = {
  account: '111122223333',
  region: 'eu-west-1',
  api: 'test:Read',
  readAt: '2026-11-20T02:00:00.000Z',
};

/** The fields that an adapter asks for. */
function fieldsOf(ask: (item: ItemReader) => unknown, root: JsonObject = {}): readonly string[] {
  const paths = new Set<string>();
  ask(itemReader({ root, place: placeOf(readBy, 'id'), holder: 'it', onPath: (path) => paths.add(path) }));
  return [...paths].sort();
}

/** The fields of an interface of the SDK. */
function sdkFields(client: string, name: string): readonly string[] {
  const directory = new URL(`../../node_modules/@aws-sdk/${client}/dist-types/models/`, import.meta.url);
  const files = readdirSync(directory).filter((file) => file.endsWith('.d.ts'));
  const text = files.map((file) => readFileSync(new URL(file, directory), 'utf8')).join('\n');
  const body = new RegExp(`^export interface ${name} \\{\\n(.*?)^\\}`, 'ms').exec(text)?.[1] ?? '';
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, field = '']) => field);
}

const evidence = { readBy, pages: [] };

describe("fields of RDS's and ElastiCache's answers are those of the SDK", () => {
  const cases: readonly (readonly [string, string, (item: ItemReader) => unknown])[] = [
    ['client-elasticache', 'ReplicationGroup', adaptReplicationGroup],
    ['client-elasticache', 'CacheCluster', adaptCacheCluster],
    ['client-elasticache', 'ServerlessCache', adaptServerlessCache],
    [
      'client-rds',
      'DBInstance',
      (own) => {
        const told = { own, evidence, item: own };
        return [minutesBehind(told), isStopped(told, 'DBInstanceStatus'), managedPassword(told)];
      },
    ],
    [
      'client-rds',
      'DBCluster',
      (own) => {
        const told = { own, evidence, item: own };
        return [minutesBehind(told), isStopped(told, 'Status'), managedPassword(told)];
      },
    ],
  ];
  for (const [client, name, ask] of cases) {
    it(name, () => {
      const known = sdkFields(client, name);
      const asked = fieldsOf(ask, { TransitEncryptionEnabled: true, AtRestEncryptionEnabled: true });
      assert.ok(asked.length >= 3);
      assert.deepEqual(
        asked.filter((field) => !known.includes(field)),
        [],
      );
    });
  }

  const named: readonly (readonly [name: string, fields: readonly string[]])[] = [
    ['DBInstance', ['DBInstanceIdentifier', 'DBInstanceClass', 'Engine', 'MultiAZ', 'StorageType']],
    ['DBInstance', ['StorageEncryptionType', 'ReadReplicaSourceDBClusterIdentifier']],
    ['DBCluster', ['DBClusterIdentifier', 'PerformanceInsightsEnabled', 'MonitoringInterval']],
    ['DBParameterGroup', ['DBParameterGroupName', 'DBParameterGroupFamily', 'DBParameterGroupArn']],
    ['DBClusterParameterGroup', ['DBClusterParameterGroupName', 'DBClusterParameterGroupArn']],
    ['Parameter', ['ParameterName', 'ParameterValue']],
    ['GlobalCluster', ['GlobalClusterMembers']],
    ['GlobalClusterMember', ['DBClusterArn']],
    ['ReservedDBInstance', ['DBInstanceClass', 'DBInstanceCount', 'MultiAZ', 'ProductDescription', 'State']],
  ];
  for (const [name, fields] of named) {
    it(`${name}: ${fields.join(', ')}`, () => {
      const known = sdkFields('client-rds', name);
      for (const field of fields) assert.ok(known.includes(field), field);
    });
  }
});
