import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { config, type Json, recorded } from './recorded-calls.ts';
import { account, denied, facts, onlyOne, region, resourcesOf } from './recordings.ts';

function databaseRow(configuration: Json = {}): object {
  return {
    resourceType: 'AWS::RDS::DBInstance',
    resourceId: 'db-1',
    arn: `arn:aws:rds:${region}:${account}:db:orders`,
    configuration: {
      dBInstanceIdentifier: 'orders',
      dBInstanceClass: 'db.r7g.large',
      engine: 'postgres',
      ...configuration,
    },
  };
}

function clusterRow(configuration: Json = {}): object {
  return {
    resourceType: 'AWS::RDS::DBCluster',
    resourceId: 'cluster-1',
    arn: `arn:aws:rds:${region}:${account}:cluster:ledger`,
    configuration: {
      dbclusterIdentifier: 'ledger',
      dbclusterArn: `arn:aws:rds:${region}:${account}:cluster:ledger`,
      engine: 'aurora-postgresql',
      ...configuration,
    },
  };
}

describe('how far a database can be restored', () => {
  const ask = (instances: object) =>
    facts(
      onlyOne(recorded(config(databaseRow()), ['rds:DescribeDBInstances', instances]), 'rds-instance'),
      'recoveryPointMinutes',
      'stopped',
    );
  const orders = { DBInstanceIdentifier: 'orders', DBInstanceStatus: 'available' };

  const cases: readonly (readonly [title: string, latest: string, minutes: number])[] = [
    ['whole minutes', '2026-11-20T01:45:00.000Z', 15],
    ['a begun minute counts', '2026-11-20T01:44:59.000Z', 16],
    ['just now', '2026-11-20T02:00:00.000Z', 0],
    ['by a clock that is ahead of ours', '2026-11-20T02:00:04.000Z', 0],
  ];
  for (const [title, LatestRestorableTime, recoveryPointMinutes] of cases) {
    it(title, () => {
      const told = ask({ DBInstances: [{ ...orders, LatestRestorableTime }] });
      assert.deepEqual(told, { recoveryPointMinutes, stopped: false });
    });
  }

  it('nowhere, without backups', () =>
    assert.equal(ask({ DBInstances: [orders] }).recoveryPointMinutes, 'absent'));

  it('cannot be told where RDS did not answer, nor where it does not list the database', () => {
    const why = 'unknown, denied: rds:DescribeDBInstances was denied (AccessDenied)';
    assert.deepEqual(ask(denied), { recoveryPointMinutes: why, stopped: why });
    assert.equal(
      ask({ DBInstances: [] }).recoveryPointMinutes,
      'unknown, not-read: rds:DescribeDBInstances does not list it: it came or went between two readings',
    );
  });

  it('cannot be told by a time that is none', () => {
    const told = ask({ DBInstances: [{ ...orders, LatestRestorableTime: 'soon' }] });
    assert.match(String(told.recoveryPointMinutes), /^unknown, unreadable/);
  });

  it('of a database that somebody stopped does not matter', () =>
    assert.equal(ask({ DBInstances: [{ ...orders, DBInstanceStatus: 'stopped' }] }).stopped, true));

  it('of a cluster is told by the cluster', () => {
    const DBClusters = [
      {
        DBClusterIdentifier: 'ledger',
        Status: 'available',
        LatestRestorableTime: '2026-11-20T01:58:30.000Z',
      },
    ];
    const told = recorded(config(clusterRow()), ['rds:DescribeDBClusters', { DBClusters }]);
    assert.deepEqual(facts(onlyOne(told, 'rds-cluster'), 'recoveryPointMinutes', 'stopped'), {
      recoveryPointMinutes: 2,
      stopped: false,
    });
  });
});

describe('reservations', () => {
  const large = { DBInstanceClass: 'db.r7g.large', Engine: 'postgres', MultiAZ: false };
  const bought = {
    DBInstanceClass: 'db.r7g.large',
    ProductDescription: 'postgresql',
    DBInstanceCount: 1,
    MultiAZ: false,
    State: 'active',
  };
  const ask = (instances: object, reservations: object, row: Json = {}) =>
    facts(
      onlyOne(
        recorded(
          config(databaseRow(row)),
          ['rds:DescribeDBInstances', instances],
          ['rds:DescribeReservedDBInstances', reservations],
        ),
        'rds-instance',
      ),
      'reservedPercent',
    ).reservedPercent;
  const pay = (instances: readonly Json[], reservations: readonly Json[], row?: Json) =>
    ask({ DBInstances: instances }, { ReservedDBInstances: reservations }, row);

  const medium = { ...bought, DBInstanceClass: 'db.r7g.medium', DBInstanceCount: 2 };
  const cases: readonly (readonly [string, readonly Json[], readonly Json[], unknown])[] = [
    ['for the same class', [large], [bought], 100],
    ['for half of a Multi-AZ one', [{ ...large, MultiAZ: true }], [bought], 50],
    ['for more than is used', [large], [{ ...bought, MultiAZ: true }], 100],
    ['by smaller sizes of the family', [large], [medium], 100],
    [
      'by a larger size of the family',
      [large, large],
      [{ ...bought, DBInstanceClass: 'db.r7g.xlarge' }],
      100,
    ],
    ['for the databases beside it as well', [large, large, large], [bought], 33],
    ['not from another family', [large], [{ ...bought, DBInstanceClass: 'db.r6g.large' }], 0],
    ['not from another engine', [large], [{ ...bought, ProductDescription: 'aurora-postgresql' }], 0],
    [
      'not from an engine of other rules',
      [large],
      [{ ...bought, ProductDescription: 'oracle-se2(byol)' }],
      0,
    ],
    ['not once they have run out', [large], [{ ...bought, State: 'retired' }], 0],
    ['not before they are paid for', [large], [{ ...bought, State: 'payment-pending' }], 0],
    ['for nothing else that runs there', [large, { ...large, Engine: 'mysql' }], [bought], 100],
  ];
  for (const [title, instances, reservations, percent] of cases) {
    it(`pay ${title}`, () => assert.equal(pay(instances, reservations), percent));
  }

  it('pay for 30 % less where Aurora keeps its storage I/O-optimised', () => {
    const aurora = { ...large, Engine: 'aurora-postgresql', StorageType: 'aurora-iopt1' };
    const of = { ...bought, ProductDescription: 'aurora-postgresql' };
    assert.equal(pay([aurora], [of], { engine: 'aurora-postgresql' }), 76);
    const ten = Array.from({ length: 10 }, () => aurora);
    assert.equal(pay(ten, [{ ...of, DBInstanceCount: 13 }], { engine: 'aurora-postgresql' }), 100);
  });

  it('are none of Serverless v2', () =>
    assert.equal(pay([], [], { dBInstanceClass: 'db.serverless' }), 'absent'));

  it('leave it open where a product or a size is not known and would decide', () => {
    const strange = { ...bought, ProductDescription: 'postgres-next' };
    assert.match(String(pay([large], [strange])), /^unknown, ambiguous/);
    assert.equal(pay([large], [strange, bought]), 100);
    assert.match(String(pay([large, { ...large, DBInstanceClass: 'db.r7g.metal' }], [bought])), /^unknown/);
  });

  it('of engines with other rules are not worked out, but none are none', () => {
    const row = { engine: 'sqlserver-se' };
    assert.match(String(pay([{ ...large, Engine: 'sqlserver-se' }], [bought], row)), /^unknown, ambiguous/);
    assert.equal(pay([{ ...large, Engine: 'sqlserver-se' }], [], row), 0);
  });

  it('cannot be told where either list is not whole', () => {
    const why = (api: string) => `unknown, denied: rds:${api} was denied (AccessDenied)`;
    const some = { ReservedDBInstances: [bought] };
    assert.equal(ask({ DBInstances: [large] }, denied), why('DescribeReservedDBInstances'));
    assert.equal(ask(denied, some), why('DescribeDBInstances'));
    assert.equal(ask(denied, { ReservedDBInstances: [] }), 0);
    const half = { ...some, Marker: 'more' };
    assert.match(String(ask({ DBInstances: [large] }, half)), /^unknown, not-read/);
  });
});

describe('parameter groups', () => {
  const group = (name: string, family: string) => ({
    DBParameterGroupName: name,
    DBParameterGroupFamily: family,
    DBParameterGroupArn: `arn:aws:rds:${region}:${account}:pg:${name}`,
  });
  const asked = { MaxRecords: 100, DBParameterGroupName: 'caja', Source: 'user' };
  const ask = (family: string, parameters: object) =>
    facts(
      onlyOne(
        recorded(
          ['rds:DescribeDBParameterGroups', { DBParameterGroups: [group('caja', family)] }],
          ['rds:DescribeDBParameters', parameters, asked],
        ),
        'db-parameter-group',
      ),
      'forcesTls',
    ).forcesTls;
  const set = (value: string) => ({
    Parameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: value }],
  });

  const cases: readonly (readonly [string, string, object, unknown])[] = [
    ['switched on', 'postgres14', set('1'), true],
    ['switched off', 'postgres17', set('0'), false],
    ['by the family, where nobody set it', 'postgres17', { Parameters: [] }, 'default: true'],
    ['not by an older family', 'postgres14', { Parameters: [] }, 'default: false'],
    ['not by Aurora before 17', 'aurora-postgresql16', { Parameters: [] }, 'default: false'],
    ['seen on the first of several pages', 'postgres17', { ...set('1'), Marker: 'more' }, true],
  ];
  for (const [title, family, parameters, forcesTls] of cases) {
    it(`force TLS: ${title}`, () => assert.equal(ask(family, parameters), forcesTls));
  }

  it('cannot be told to force TLS by a family that is not known, nor unread', () => {
    assert.match(String(ask('mariadb11.8', { Parameters: [] })), /^unknown, not-recorded: what its family/);
    assert.equal(
      ask('postgres17', denied),
      'unknown, denied: rds:DescribeDBParameters was denied (AccessDenied)',
    );
    assert.match(String(ask('postgres17', { Parameters: [], Marker: 'more' })), /^unknown, not-read/);
  });

  it('of AWS itself are none of ours', () => {
    const lists = { DBParameterGroups: [group('default.postgres17', 'postgres17')] };
    const told = recorded(['rds:DescribeDBParameterGroups', lists]);
    assert.deepEqual(resourcesOf(told, 'db-parameter-group'), []);
  });

  const worn = (parameterApplyStatus: string, dBParameterGroupName = 'caja') =>
    facts(
      onlyOne(
        recorded(
          config(databaseRow({ dBParameterGroups: [{ dBParameterGroupName, parameterApplyStatus }] })),
        ),
        'rds-instance',
      ),
      'parameterGroupName',
      'ownParameterGroup',
    );

  it('take effect when the database restarts', () => {
    assert.deepEqual(worn('in-sync'), { parameterGroupName: 'caja', ownParameterGroup: true });
    const late = worn('pending-reboot');
    assert.match(String(late.parameterGroupName), /^unknown, ambiguous: .* caja is pending-reboot/);
    assert.equal(late.ownParameterGroup, true);
  });

  it('of AWS are nobody’s choice, and may follow another one', () => {
    const inForce = { parameterGroupName: 'absent', ownParameterGroup: false };
    assert.deepEqual(worn('in-sync', 'default.postgres17'), inForce);
    const late = worn('pending-reboot', 'default.postgres17');
    assert.match(String(late.ownParameterGroup), /^unknown, ambiguous: .* is pending-reboot/);
  });
});

describe('a cluster of a global database', () => {
  const ask = (answer: object) => {
    const told = recorded(config(clusterRow()), ['rds:DescribeGlobalClusters', answer]);
    return facts(onlyOne(told, 'rds-cluster'), 'globalRegions').globalRegions;
  };
  const members = (...arns: readonly string[]) => ({
    GlobalClusters: [{ GlobalClusterMembers: arns.map((DBClusterArn) => ({ DBClusterArn })) }],
  });
  const own = `arn:aws:rds:${region}:${account}:cluster:ledger`;
  const other = `arn:aws:rds:eu-central-1:${account}:cluster:ledger`;

  it('has the regions of the others', () => assert.deepEqual(ask(members(own, other)), ['eu-central-1']));
  it('has none alone, nor where it is no member', () => {
    assert.deepEqual(ask(members(own)), []);
    assert.deepEqual(ask(members(other)), []);
  });
  it('cannot be told without the list', () =>
    assert.equal(ask(denied), 'unknown, denied: rds:DescribeGlobalClusters was denied (AccessDenied)'));
});

describe('read replicas that a database names', () => {
  const ask = (more: Json) =>
    facts(onlyOne(recorded(config(databaseRow(more))), 'rds-instance'), 'replicaRegions');
  const far = `arn:aws:rds:eu-central-1:${account}:db:orders-copy`;

  it('lie in the region of their ARN, or beside it', () =>
    assert.deepEqual(
      ask({
        readReplicaDBInstanceIdentifiers: ['orders-reader', far],
        readReplicaDBClusterIdentifiers: [far],
      }),
      { replicaRegions: ['eu-central-1', 'eu-central-1', region] },
    ));
  it('are none only where it says so', () => {
    assert.deepEqual(ask({ readReplicaDBInstanceIdentifiers: [] }), { replicaRegions: [] });
    assert.match(String(ask({}).replicaRegions), /^unknown, not-recorded/);
  });
});

describe('RDS itself', () => {
  const told = (row: Json, instance: Json) => {
    const DBInstances = [{ DBInstanceIdentifier: 'orders', ...instance }];
    const all = recorded(config(databaseRow(row)), ['rds:DescribeDBInstances', { DBInstances }]);
    return facts(onlyOne(all, 'rds-instance'), 'managedMasterPassword', 'storageEncrypted', 'replicaOf');
  };

  it('tells of a managed password, of Aurora’s own encryption and of a source that is a cluster', () => {
    const aurora = { engine: 'aurora-postgresql', storageEncrypted: false };
    const all = {
      MasterUserSecret: { SecretArn: 'arn:…' },
      StorageEncryptionType: 'sse-rds',
      ReadReplicaSourceDBClusterIdentifier: 'ledger',
    };
    assert.deepEqual(told(aurora, all), {
      managedMasterPassword: true,
      storageEncrypted: true,
      replicaOf: 'ledger',
    });
    const nothing = { managedMasterPassword: false, storageEncrypted: false, replicaOf: 'absent' };
    assert.deepEqual(told(aurora, { StorageEncryptionType: 'none' }), nothing);
  });
});
