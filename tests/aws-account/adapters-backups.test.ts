import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { config, type Json, recorded } from './recorded-calls.ts';
import { account, facts, onlyOne, region, resourcesOf } from './recordings.ts';

const records = [
  'config:DescribeConfigurationRecorders',
  { ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }] },
] as const;

describe('snapshots', () => {
  const ask = (configuration: Json, supplementaryConfiguration: Json) => {
    const row = {
      resourceType: 'AWS::RDS::DBSnapshot',
      resourceId: 's',
      configuration,
      supplementaryConfiguration,
    };
    return facts(onlyOne(recorded(config(row)), 'rds-snapshot'), 'sharedWith').sharedWith;
  };
  const restore = (...attributeValues: readonly string[]) => ({
    DBSnapshotAttributes: [{ attributeName: 'restore', attributeValues }],
  });

  it('are shared with whom the attribute names, with everyone by `all`', () => {
    assert.deepEqual(ask({}, restore('999988887777', 'all')), ['999988887777', 'all']);
    assert.deepEqual(ask({}, restore()), []);
  });
  it('that RDS makes by itself are nobody else’s', () =>
    assert.deepEqual(ask({ snapshotType: 'automated' }, {}), []));
  it('cannot be told where the attribute is missing', () => {
    assert.match(String(ask({ snapshotType: 'manual' }, {})), /^unknown, not-recorded/);
    assert.match(String(ask({}, { DBSnapshotAttributes: [] })), /^unknown, not-recorded/);
  });
});

describe('backups', () => {
  const key = `arn:aws:kms:${region}:${account}:key/1`;
  const vault = (EncryptionKeyArn: string, ...rows: readonly object[]) => {
    const row = {
      resourceType: 'AWS::Backup::BackupVault',
      resourceId: 'v',
      configuration: { BackupVaultName: 'v', EncryptionKeyArn },
    };
    return facts(onlyOne(recorded(config(row, ...rows)), 'backup-vault'), 'kmsKeyId', 'locked', 'policy');
  };
  const keyRow = (keyManager: string) => ({
    resourceType: 'AWS::KMS::Key',
    resourceId: '1',
    arn: key,
    configuration: { arn: key, keyManager },
    supplementaryConfiguration: {},
  });

  it('are under a key whose owner the key itself tells', () => {
    assert.equal(vault(key, keyRow('CUSTOMER')).kmsKeyId, key);
    assert.equal(vault(key, keyRow('AWS')).kmsKeyId, 'absent');
    assert.match(String(vault(key).kmsKeyId), /^unknown, not-recorded/);
    const foreign = `arn:aws:kms:${region}:999988887777:key/1`;
    assert.equal(vault(foreign).kmsKeyId, foreign);
  });

  it('lie in a vault of which no lock and no policy are shown, which proves nothing', () => {
    const { locked, policy } = vault(key);
    assert.match(String(locked), /^unknown, not-recorded/);
    assert.match(String(policy), /^unknown, not-recorded/);
  });

  const arn = `arn:aws:rds:${region}:${account}:db:orders`;
  const plan = (selection: Json | undefined, isRecorded = true) => {
    const row = {
      resourceType: 'AWS::Backup::BackupPlan',
      resourceId: 'p',
      configuration: { BackupPlanId: 'p', BackupPlan: { BackupPlanRule: [] } },
    };
    const selects = {
      resourceType: 'AWS::Backup::BackupSelection',
      resourceId: 'p_s',
      configuration: { BackupPlanId: 'p', BackupSelection: selection },
    };
    const rows = config(row, ...(selection === undefined ? [] : [selects]));
    const all = isRecorded ? recorded(records, rows) : recorded(rows);
    return facts(onlyOne(all, 'backup-plan'), 'selected').selected;
  };
  const shown = { ListOfTags: [], Conditions: { StringEquals: [] } };
  const narrowed = { ...shown, Conditions: { StringEquals: [{}] } };

  const cases: readonly (readonly [string, Json | undefined, unknown])[] = [
    ['nothing without a selection', undefined, []],
    ['what is named, where all is shown', { Resources: [arn], ...shown }, [arn]],
    ['what is named and perhaps more by tags', { Resources: [arn], ...shown, ListOfTags: [{}] }, [arn, '…']],
    ['perhaps what is named: conditions are not shown', { Resources: [arn] }, ['…']],
    ['perhaps what a condition leaves', { Resources: [arn], ...narrowed }, ['…']],
    ['perhaps what a pattern matches', { Resources: ['arn:aws:rds:*:*:db:*'], ...shown }, ['…']],
    ['not what is excepted', { Resources: [arn], NotResources: ['arn:aws:rds:*'], ...shown }, []],
  ];
  for (const [title, selection, selected] of cases) {
    it(`are made of ${title}`, () => assert.deepEqual(plan(selection), selected));
  }

  it('may be made of anything where selections are not recorded', () =>
    assert.deepEqual(plan(undefined, false), ['…']));
});

describe('caches', () => {
  const group = (more: Json) => {
    const given = {
      ReplicationGroupId: 'sessions',
      AtRestEncryptionEnabled: false,
      TransitEncryptionEnabled: true,
    };
    const told = recorded([
      'elasticache:DescribeReplicationGroups',
      { ReplicationGroups: [{ ...given, ...more }] },
    ]);
    return facts(onlyOne(told, 'elasticache-cluster'), 'encryptedAtRest', 'transitMode');
  };

  it('are encrypted as the newer word says, where there is one', () => {
    assert.equal(group({}).encryptedAtRest, false);
    assert.equal(group({ StorageEncryptionType: 'sse-elasticache' }).encryptedAtRest, true);
    assert.equal(
      group({ StorageEncryptionType: 'none', AtRestEncryptionEnabled: true }).encryptedAtRest,
      false,
    );
    assert.match(
      String(group({ StorageEncryptionType: 'sse-next' }).encryptedAtRest),
      /^unknown, unreadable/,
    );
  });

  it('require TLS unless it is said to be preferred', () => {
    assert.equal(group({}).transitMode, 'required');
    assert.equal(group({ TransitEncryptionMode: 'preferred' }).transitMode, 'preferred');
  });

  it('that are members are not told apart from their group', () => {
    const CacheClusters = [{ CacheClusterId: 'sessions-001', ReplicationGroupId: 'sessions' }];
    const told = recorded(['elasticache:DescribeCacheClusters', { CacheClusters }]);
    assert.deepEqual(resourcesOf(told, 'elasticache-cluster'), []);
  });
});
