import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds } from '../../src/model/kinds/index.ts';
import { configRows, facts, onlyOne, statements } from './recordings.ts';

const notHeld = "unknown, not-recorded: AWS Config's item does not hold it";

describe('encryption of Aurora, whose own keys RDS does not count', () => {
  const encrypted = (configuration: object, type = 'AWS::RDS::DBCluster', kind = 'rds-cluster') =>
    facts(
      onlyOne(configRows({ resourceType: type, resourceId: 'id', configuration }), kind),
      'storageEncrypted',
    ).storageEncrypted;
  const cannotTell =
    'unknown, not-recorded: AWS Config does not record whether Aurora encrypts it with a key that AWS owns';
  const young = '2026-02-18T09:00:00.000Z';
  const old = '2026-02-17T09:00:00.000Z';
  const off = { engine: 'aurora-mysql', storageEncrypted: false };
  const cases: readonly (readonly [string, object, unknown])[] = [
    ['a key that AWS owns', { ...off, storageEncryptionType: 'sse-rds' }, true],
    ['a key of KMS', { ...off, storageEncrypted: true, storageEncryptionType: 'sse-kms' }, true],
    ['none, as RDS says', { ...off, storageEncryptionType: 'none', clusterCreateTime: young }, false],
    ['none, of a cluster older than the default', { ...off, clusterCreateTime: old }, false],
    ['none said of a young cluster', { ...off, clusterCreateTime: young }, cannotTell],
    ['none said, and no age', off, cannotTell],
    ['a young Multi-AZ cluster', { ...off, engine: 'postgres', clusterCreateTime: young }, false],
  ];
  for (const [name, configuration, expected] of cases) {
    it(`tells ${name}`, () => assert.equal(encrypted(configuration), expected));
  }

  it('tells the same of members', () => {
    const member = (more: object) =>
      encrypted({ ...off, dBClusterIdentifier: 'c', ...more }, 'AWS::RDS::DBInstance', 'rds-instance');
    assert.equal(member({ storageEncryptionType: 'sse-rds' }), true);
    assert.equal(member({ instanceCreateTime: old }), false);
    assert.equal(member({ instanceCreateTime: young }), cannotTell);
  });
});

describe('rds-instance', () => {
  const row = (configuration: object) =>
    onlyOne(
      configRows({ resourceType: 'AWS::RDS::DBInstance', resourceId: 'db-1', configuration }),
      'rds-instance',
    );

  it('reads numbers that queries write as floats, and texts that history writes', () => {
    const names = ['backupRetentionDays', 'monitoringIntervalSeconds', 'multiAz', 'publiclyAccessible'];
    const expected = {
      backupRetentionDays: 7,
      monitoringIntervalSeconds: 60,
      multiAz: true,
      publiclyAccessible: false,
    };
    assert.deepEqual(
      facts(
        row({
          backupRetentionPeriod: 7.0,
          monitoringInterval: '60',
          multiAZ: true,
          publiclyAccessible: false,
        }),
        ...names,
      ),
      expected,
    );
    assert.deepEqual(
      facts(
        row({
          BackupRetentionPeriod: 7,
          MonitoringInterval: 60,
          MultiAZ: 'true',
          PubliclyAccessible: 'false',
        }),
        ...names,
      ),
      expected,
    );
  });

  it('does not take a setting that an old item lacks for one that is off', () => {
    assert.deepEqual(
      facts(row({ engine: 'postgres' }), 'deletionProtection', 'backupRetentionDays', 'logExports'),
      {
        deletionProtection: notHeld,
        backupRetentionDays: notHeld,
        logExports: notHeld,
      },
    );
  });

  it('says what is not there: no key, no cluster, no source', () => {
    assert.deepEqual(facts(row({ dBClusterIdentifier: '' }), 'kmsKeyId', 'clusterId', 'replicaOf'), {
      kmsKeyId: 'absent',
      clusterId: 'absent',
      replicaOf: 'absent',
    });
  });

  it('calls a value of another type unreadable', () => {
    const strange = 'unknown, unreadable: AWS answered with a value of another type than it documents';
    assert.deepEqual(
      facts(
        row({ backupRetentionPeriod: 'many', multiAZ: 1, enabledCloudwatchLogsExports: 'audit' }),
        'backupRetentionDays',
        'multiAz',
        'logExports',
      ),
      { backupRetentionDays: strange, multiAz: strange, logExports: strange },
    );
  });

  it('knows a managed password by its secret, and nothing without one', () => {
    assert.deepEqual(facts(row({ masterUserSecret: { secretArn: 'arn:…' } }), 'managedMasterPassword'), {
      managedMasterPassword: true,
    });
    assert.deepEqual(facts(row({}), 'managedMasterPassword'), {
      managedMasterPassword: 'unknown, not-read: rds:DescribeDBInstances was not asked',
    });
  });

  it('lists exported logs in one order', () => {
    const logs = facts(row({ enabledCloudwatchLogsExports: ['upgrade', 'postgresql'] }), 'logExports');
    assert.deepEqual(logs, { logExports: ['postgresql', 'upgrade'] });
  });

  it('that came without its configuration is there, and everything else about it unknown', () => {
    const recording = configRows({
      resourceType: 'AWS::RDS::DBInstance',
      resourceId: 'db-1',
      configuration: null,
    });
    const all = facts(onlyOne(recording, 'rds-instance'), ...Object.keys(kinds['rds-instance'].attributes));
    const why = "unknown, not-recorded: AWS Config's item came without its configuration";
    assert.deepEqual([...new Set(Object.values(all))], [why]);
  });
});

describe('s3-bucket', () => {
  const bucket = (supplementaryConfiguration: object) =>
    onlyOne(
      configRows({
        resourceType: 'AWS::S3::Bucket',
        resourceId: 'b',
        configuration: { name: 'b' },
        supplementaryConfiguration,
      }),
      's3-bucket',
    );

  it('with nothing configured has what AWS then does', () => {
    const off = 'default: false';
    assert.deepEqual(
      facts(
        bucket({}),
        'publicAccessBlock',
        'encryption',
        'versioning',
        'mfaDelete',
        'logTargetBucket',
        'policy',
        'lifecycleRules',
        'replicates',
        'objectOwnership',
      ),
      {
        publicAccessBlock: {
          blockPublicAcls: off,
          ignorePublicAcls: off,
          blockPublicPolicy: off,
          restrictPublicBuckets: off,
        },
        encryption: { algorithm: 'default: AES256', kmsKeyId: 'absent', bucketKey: off },
        versioning: 'default: Disabled',
        mfaDelete: false,
        logTargetBucket: 'absent',
        policy: 'absent',
        lifecycleRules: [],
        replicates: off,
        objectOwnership:
          'unknown, not-recorded: AWS Config does not record who owns new objects of the bucket',
      },
    );
  });

  it('with everything configured', () => {
    const full = bucket({
      PublicAccessBlockConfiguration: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: false,
      },
      ServerSideEncryptionConfiguration: {
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyID: 'arn:key' },
            bucketKeyEnabled: true,
          },
        ],
      },
      BucketVersioningConfiguration: { status: 'Enabled', isMfaDeleteEnabled: true },
      BucketLoggingConfiguration: { destinationBucketName: 'logs', logFilePrefix: 'b/' },
      BucketReplicationConfiguration: {
        roleARN: 'arn',
        rules: { one: { status: 'Disabled' }, two: { status: 'Enabled' } },
      },
      OwnershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    });
    assert.deepEqual(
      facts(
        full,
        'publicAccessBlock',
        'encryption',
        'versioning',
        'mfaDelete',
        'logTargetBucket',
        'replicates',
        'objectOwnership',
      ),
      {
        publicAccessBlock: {
          blockPublicAcls: true,
          ignorePublicAcls: true,
          blockPublicPolicy: true,
          restrictPublicBuckets: false,
        },
        encryption: { algorithm: 'aws:kms', kmsKeyId: 'arn:key', bucketKey: true },
        versioning: 'Enabled',
        mfaDelete: true,
        logTargetBucket: 'logs',
        replicates: true,
        objectOwnership: 'BucketOwnerEnforced',
      },
    );
  });

  it('switched off again: versioning, logging, and replication whose rules are all off', () => {
    const off = bucket({
      BucketVersioningConfiguration: { status: 'Off', isMfaDeleteEnabled: null },
      BucketLoggingConfiguration: { destinationBucketName: null, logFilePrefix: null },
      BucketReplicationConfiguration: { rules: { one: { status: 'Disabled' } } },
    });
    assert.deepEqual(facts(off, 'versioning', 'logTargetBucket', 'replicates'), {
      versioning: 'Disabled',
      logTargetBucket: 'absent',
      replicates: false,
    });
  });

  it('reads lifecycle rules, in which -1 days stands for none', () => {
    const none = {
      expirationInDays: -1.0,
      noncurrentVersionExpirationInDays: -1.0,
      expiredObjectDeleteMarker: false,
    };
    const rules = [
      { status: 'Enabled', ...none, transitions: [{ days: 30, storageClass: 'GLACIER' }] },
      { status: 'Disabled', ...none, expirationInDays: 60.0, transitions: null },
      {
        status: 'Enabled',
        ...none,
        noncurrentVersionExpirationInDays: 10,
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
      { status: 'Enabled', ...none, noncurrentVersionTransitions: [{ days: 30, storageClass: 'GLACIER' }] },
    ];
    const read = facts(bucket({ BucketLifecycleConfiguration: { rules } }), 'lifecycleRules').lifecycleRules;
    assert.deepEqual(read, [
      {
        enabled: true,
        wholeBucket: true,
        transitions: true,
        expires: false,
        abortIncompleteUploadsDays: 'absent',
      },
      {
        enabled: false,
        wholeBucket: true,
        transitions: false,
        expires: true,
        abortIncompleteUploadsDays: 'absent',
      },
      { enabled: true, wholeBucket: true, transitions: false, expires: true, abortIncompleteUploadsDays: 7 },
      {
        enabled: true,
        wholeBucket: true,
        transitions: true,
        expires: false,
        abortIncompleteUploadsDays: 'absent',
      },
    ]);
  });

  it('tells lifecycle rules for the whole bucket from those for a part of it', () => {
    const prefix = (text: string) => ({ type: 'LifecyclePrefixPredicate', prefix: text });
    const tag = { type: 'LifecycleTagPredicate', tag: { key: 'Workflow', value: 'Archive' } };
    const filters = [
      { filter: { predicate: null } },
      { filter: { predicate: prefix('') } },
      { filter: { predicate: prefix('docs/') } },
      { filter: { predicate: tag } },
      { filter: { predicate: { type: 'LifecycleAndOperator', operands: [prefix(''), tag] } } },
      { filter: null, prefix: 'docs/' },
      { filter: null, prefix: '' },
    ];
    const rules = filters.map((filter) => ({ status: 'Enabled', ...filter }));
    const read = facts(bucket({ BucketLifecycleConfiguration: { rules } }), 'lifecycleRules').lifecycleRules;
    assert.deepEqual(
      (read as { wholeBucket: unknown }[]).map(({ wholeBucket }) => wholeBucket),
      [true, true, false, false, false, false, true],
    );
  });

  it('names the buckets that rules in force replicate to', () => {
    const to = (status: string, bucketARN: string) => ({ status, destinationConfig: { bucketARN } });
    const rules = { a: to('Enabled', 'arn:aws:s3:::copy'), b: to('Disabled', 'arn:aws:s3:::other') };
    const replicating = bucket({ BucketReplicationConfiguration: { roleARN: 'arn', rules } });
    assert.deepEqual(facts(replicating, 'replicationTargets').replicationTargets, ['arn:aws:s3:::copy']);
    const none = bucket({ BucketReplicationConfiguration: null });
    assert.deepEqual(facts(none, 'replicationTargets').replicationTargets, []);
  });

  it('has its policy from text, and calls a broken one unreadable', () => {
    const text =
      '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}';
    const [statement] = statements(bucket({ BucketPolicy: { policyText: text } }), 'policy');
    assert.deepEqual([statement?.effect, statement?.actions], ['Deny', ['s3:*']]);
    const broken = facts(bucket({ BucketPolicy: { policyText: '{"Statement":[' } }), 'policy').policy;
    assert.match(String(broken), /^unknown, unreadable: /);
  });
});

describe('kms-key', () => {
  const key = (configuration: object, supplementaryConfiguration: object = {}) =>
    onlyOne(
      configRows({
        resourceType: 'AWS::KMS::Key',
        resourceId: 'k',
        configuration,
        supplementaryConfiguration,
      }),
      'kms-key',
    );
  const customer = {
    keyManager: 'CUSTOMER',
    keySpec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    keyState: 'Enabled',
  };

  const cases: readonly [string, object, object, object][] = [
    [
      "a customer's that rotates",
      customer,
      { KeyRotationStatus: true },
      { customerManaged: true, symmetric: true, rotates: true },
    ],
    [
      "a customer's whose status is missing",
      customer,
      {},
      { customerManaged: true, symmetric: true, rotates: notHeld },
    ],
    [
      "one of AWS's, which has no status",
      { ...customer, keyManager: 'AWS' },
      {},
      { customerManaged: false, symmetric: true, rotates: 'default: true' },
    ],
    [
      'an asymmetric one',
      { ...customer, keySpec: 'RSA_2048' },
      {},
      { customerManaged: true, symmetric: false, rotates: 'default: false' },
    ],
    [
      'one with imported material',
      { ...customer, origin: 'EXTERNAL' },
      { KeyRotationStatus: false },
      { customerManaged: true, symmetric: false, rotates: false },
    ],
    [
      'one of an item from before 2021',
      { keyManager: 'CUSTOMER', customerMasterKeySpec: 'SYMMETRIC_DEFAULT', origin: 'AWS_KMS' },
      { KeyRotationStatus: false },
      { customerManaged: true, symmetric: true, rotates: false },
    ],
  ];
  for (const [title, configuration, supplementary, expected] of cases) {
    it(title, () =>
      assert.deepEqual(
        facts(key(configuration, supplementary), 'customerManaged', 'symmetric', 'rotates'),
        expected,
      ),
    );
  }

  it('cannot be tagged when it is of AWS, and may have no tag to show otherwise', () => {
    assert.deepEqual(facts(key({ ...customer, keyManager: 'AWS' }), 'taggable', 'tags'), {
      taggable: false,
      tags: {},
    });
    assert.deepEqual(facts(key(customer, { Tags: [] }), 'taggable', 'tags'), { taggable: true, tags: {} });
  });

  it('is found by its aliases, and called by one', () => {
    const alias = (AliasName: string) => ({
      resourceType: 'AWS::KMS::Alias',
      resourceId: AliasName,
      arn: `arn:aws:kms:eu-west-1:111122223333:${AliasName}`,
      configuration: { AliasName, TargetKeyId: 'k' },
    });
    const row = {
      resourceType: 'AWS::KMS::Key',
      resourceId: 'k',
      arn: 'arn:aws:kms:eu-west-1:111122223333:key/k',
      configuration: customer,
      supplementaryConfiguration: {},
    };
    const found = onlyOne(configRows(alias('alias/two'), row, alias('alias/one')), 'kms-key');
    assert.equal(found.label, 'alias/one');
    for (const identity of [
      'k',
      row.arn,
      'alias/one',
      'alias/two',
      `arn:aws:kms:eu-west-1:111122223333:alias/two`,
    ]) {
      assert.ok(found.identities.includes(identity), identity);
    }
  });
});

describe('cloudtrail-trail', () => {
  it('has what AWS Config records, and says what it does not', () => {
    const configuration = {
      name: 't',
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      logFileValidationEnabled: false,
      s3BucketName: 'b',
      isOrganizationTrail: false,
    };
    const trail = onlyOne(
      configRows({ resourceType: 'AWS::CloudTrail::Trail', resourceId: 't', configuration }),
      'cloudtrail-trail',
    );
    assert.deepEqual(facts(trail, ...Object.keys(kinds['cloudtrail-trail'].attributes)), {
      trailName: 't',
      multiRegion: true,
      globalServiceEvents: true,
      organizationTrail: false,
      logFileValidation: false,
      kmsKeyId: 'absent',
      bucketName: 'b',
      logGroupArn: 'absent',
      logging: 'unknown, not-recorded: AWS Config does not record whether a trail is logging',
      delivers: 'unknown, not-recorded: AWS Config does not record whether its log files arrive',
      managementEvents: "unknown, not-recorded: AWS Config does not record a trail's event selectors",
    });
  });
});
