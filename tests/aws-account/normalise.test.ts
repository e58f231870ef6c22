import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AccountItem, ReadBy } from '../../src/sources/aws-account/item.ts';
import { normaliseItem } from '../../src/sources/aws-account/normalise.ts';
import { readTags } from '../../src/sources/aws-account/normalise-tags.ts';
import { tidy, toInstant } from '../../src/sources/aws-account/normalise-values.ts';
import { isRecord } from '../../src/sources/aws-account/plain.ts';
import { corpusItems, isCorpusThere } from './config-corpus.ts';

const readBy: ReadBy = {
  account: '111122223333',
  region: 'eu-west-1',
  api: 'config:SelectResourceConfig',
  readAt: '2026-11-20T02:00:00.000Z',
};

function item(raw: unknown): AccountItem {
  const normalised = normaliseItem(raw, readBy);
  assert.ok('item' in normalised, JSON.stringify(normalised));
  return normalised.item;
}

/** One database as its service describes it, and what each API of AWS Config makes of it. */
const configuration = {
  dbclusterIdentifier: 'caja-prod',
  endpoint: 'caja-prod.cluster-c1.eu-west-1.rds.amazonaws.com',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  clusterCreateTime: 1603209239560,
  backupRetentionPeriod: 7,
  storageEncrypted: true,
};
const about = {
  resourceType: 'AWS::RDS::DBCluster',
  resourceId: 'cluster-NCSP75A6Z36KOFQRT4SDHYMS3I',
  resourceName: 'caja-prod',
  awsRegion: 'eu-west-1',
  configurationItemStatus: 'ResourceDiscovered',
};
const arn = 'arn:aws:rds:eu-west-1:111122223333:cluster:caja-prod';

const forms: Readonly<Record<string, unknown>> = {
  'a row of an advanced query': JSON.stringify({
    ...about,
    accountId: '111122223333',
    arn,
    configurationItemCaptureTime: '2026-11-19T22:10:00.250Z',
    tags: [{ tag: 'Owner=data', key: 'Owner', value: 'data' }],
    configuration: {
      ...configuration,
      endpoint: { value: configuration.endpoint },
      availabilityZones: [{ value: 'eu-west-1a' }, { value: 'eu-west-1b' }],
      clusterCreateTime: 1.60320923956e12,
      backupRetentionPeriod: 7.0,
    },
    supplementaryConfiguration: { Tags: [{ key: 'Owner', value: 'data' }] },
    relationships: [],
  }),
  'an item of its history': {
    ...about,
    accountId: '111122223333',
    arn,
    version: '1.3',
    configurationItemCaptureTime: 1795126200.25,
    tags: { Owner: 'data' },
    configuration: JSON.stringify({ ...configuration, activityStreamKmsKeyId: null }),
    supplementaryConfiguration: { Tags: '[{"key":"Owner","value":"data"}]' },
    relationships: [{ resourceType: 'AWS::EC2::SecurityGroup', relationshipName: 'Is associated with ' }],
  },
  'an item of a batch get, which has no tags of its own': {
    ...about,
    accountId: '111122223333',
    arn,
    configurationItemCaptureTime: '2026-11-19T22:10:00.250Z',
    configuration: JSON.stringify(configuration),
    supplementaryConfiguration: { Tags: '[{"key":"Owner","value":"data"}]' },
  },
  "an item of a snapshot or a rule's event": {
    ...about,
    awsAccountId: '111122223333',
    ARN: arn,
    configurationItemVersion: '1.3',
    configurationItemCaptureTime: '2026-11-19T22:10:00.250Z',
    tags: { Owner: 'data' },
    configuration: {
      ...configuration,
      activityStreamKmsKeyId: null,
      clusterCreateTime: '2020-10-20T15:53:59.560Z',
    },
    supplementaryConfiguration: { Tags: [{ key: 'Owner', value: 'data' }] },
    relationships: [{ resourceType: 'AWS::EC2::SecurityGroup', name: 'Is associated with ' }],
  },
};

describe('an item of AWS Config', () => {
  const expected: AccountItem = {
    type: 'AWS::RDS::DBCluster',
    account: '111122223333',
    region: 'eu-west-1',
    id: 'cluster-NCSP75A6Z36KOFQRT4SDHYMS3I',
    name: 'caja-prod',
    arn,
    tags: { Owner: 'data' },
    status: 'ResourceDiscovered',
    capturedAt: '2026-11-19T22:10:00.250Z',
    configuration: { ...configuration, clusterCreateTime: '2020-10-20T15:53:59.560Z' },
    supplementary: { Tags: [{ key: 'Owner', value: 'data' }] },
    readBy,
  };
  for (const [form, raw] of Object.entries(forms)) {
    it(`is the same from ${form}`, () => assert.deepEqual(item(raw), expected));
  }

  it('says when it is about something that is gone or not recorded, and is kept when newly discovered', () => {
    const left = (status: string) => normaliseItem({ ...about, configurationItemStatus: status }, readBy);
    assert.deepEqual(left('ResourceDeleted'), { left: 'deleted' });
    assert.deepEqual(left('ResourceDeletedNotRecorded'), { left: 'deleted' });
    assert.deepEqual(left('ResourceNotRecorded'), { left: 'not-recorded' });
    assert.ok('item' in left('OK'));
    assert.ok('item' in left('ResourceDiscovered'));
  });

  it('is a problem when it cannot be told what it is', () => {
    assert.deepEqual(normaliseItem('[1', readBy), {
      problem: 'an AWS Config item that is not a JSON object',
    });
    assert.deepEqual(normaliseItem({ resourceId: 'a' }, readBy), {
      problem: 'an AWS Config item without a resource type',
    });
    assert.deepEqual(normaliseItem({ resourceType: 'AWS::SQS::Queue' }, readBy), {
      problem: 'an AWS Config item of type AWS::SQS::Queue without an id',
    });
  });

  it('has no configuration when it came without, which is another thing than an empty one', () => {
    const row = { resourceType: 'MyCompany::Own::Type', resourceId: 'a' };
    assert.equal(item({ ...row, configuration: null }).configuration, undefined);
    assert.deepEqual(item({ ...row, configuration: '{}' }).configuration, {});
  });

  it('keeps a key policy as the text that AWS stores, from rows and from history', () => {
    const policy = '{"Version":"2012-10-17","Statement":[]}';
    const key = { resourceType: 'AWS::KMS::Key', resourceId: 'k' };
    for (const text of [policy, JSON.stringify(policy)]) {
      assert.equal(
        item({ ...key, supplementaryConfiguration: { Policy: text } }).supplementary?.Policy,
        policy,
      );
    }
  });

  it('has flags and lists from the text that history wraps around every supplementary value', () => {
    const supplementary = item({
      resourceType: 'AWS::S3::Bucket',
      resourceId: 'b',
      supplementaryConfiguration: {
        IsRequesterPaysEnabled: 'false',
        BucketVersioningConfiguration: '{"status":"Off","isMfaDeleteEnabled":null}',
        AccessControlList: '"{\\"grantList\\":[{\\"grantee\\":\\"AllUsers\\"}]}"',
      },
    }).supplementary;
    assert.deepEqual(supplementary, {
      IsRequesterPaysEnabled: false,
      BucketVersioningConfiguration: { status: 'Off' },
      AccessControlList: { grantList: [{ grantee: 'AllUsers' }] },
    });
  });
});

describe('tags of an item', () => {
  const queue = { resourceType: 'AWS::SQS::Queue', resourceId: 'q' };
  const cases: readonly [string, unknown, unknown][] = [
    ['an empty list where nothing shows that tags are captured: unknown', { ...queue, tags: [] }, undefined],
    ['`{}` likewise', { ...queue, tags: {} }, undefined],
    [
      'none given, but the service described an empty list: untagged',
      { ...queue, configuration: { Tags: [] } },
      {},
    ],
    [
      'in the configuration alone',
      { ...queue, configuration: { tagList: [{ key: 'a', value: 'b' }] } },
      { a: 'b' },
    ],
    ['as a map in the configuration', { ...queue, configuration: { tags: { a: 'b' } } }, { a: 'b' }],
    [
      'with tagKey and tagValue',
      { ...queue, supplementaryConfiguration: { Tags: [{ tagKey: 'a', tagValue: 'b' }] } },
      { a: 'b' },
    ],
    ['with an empty value', { ...queue, tags: [{ tag: 'a=', key: 'a', value: null }] }, { a: '' }],
    [
      'of a bucket, in its tag sets',
      {
        ...queue,
        resourceType: 'AWS::S3::Bucket',
        supplementaryConfiguration: { BucketTaggingConfiguration: '{"tagSets":[{"tags":{"a":"b"}}]}' },
      },
      { a: 'b' },
    ],
    [
      'of a bucket without tag sets: untagged',
      { ...queue, resourceType: 'AWS::S3::Bucket', supplementaryConfiguration: {} },
      {},
    ],
    [
      'of a bucket that came without its parts: unknown',
      { ...queue, resourceType: 'AWS::S3::Bucket' },
      undefined,
    ],
  ];
  for (const [title, raw, tags] of cases) it(title, () => assert.deepEqual(item(raw).tags, tags));

  it('are unknown when one of them cannot be read', () => {
    assert.equal(readTags([{ key: 'a', value: 'b' }, 'c=d']), undefined);
  });
});

describe('values', () => {
  it('lose wrappers and nulls, and policy documents their URL encoding', () => {
    assert.deepEqual(tidy({ state: { value: 'available' }, gone: null, list: [{ value: 'a' }, null] }), {
      state: 'available',
      list: ['a'],
    });
    assert.equal(tidy('%7B%22Version%22%3A%222012-10-17%22%7D'), '{"Version":"2012-10-17"}');
    assert.equal(tidy('%7B%ZZ'), '%7B%ZZ');
    assert.equal(tidy('100%7D of it'), '100%7D of it');
  });

  it('that are instants become RFC 3339 in UTC, and other large numbers stay', () => {
    assert.equal(toInstant(1502510556.116), '2017-08-12T04:02:36.116Z');
    assert.equal(toInstant(1502510556116), '2017-08-12T04:02:36.116Z');
    assert.equal(toInstant('2020-11-02T03:28:12.399000-05:00'), '2020-11-02T08:28:12.399Z');
    assert.equal(toInstant('yesterday'), undefined);
    assert.deepEqual(
      tidy({ creationDate: 1621024924302, createdAt: 1621024924302, timeout: 1621024924302 }),
      {
        creationDate: '2021-05-14T20:42:04.302Z',
        createdAt: '2021-05-14T20:42:04.302Z',
        timeout: 1621024924302,
      },
    );
  });
});

describe('the corpus', { skip: isCorpusThere ? false : '../shared/corpus is not there' }, () => {
  const wrapped = /"value":/;

  it('normalises in every form, and says of rows from narrower queries that their type is missing', () => {
    const outcomes = corpusItems().map(({ raw }) => normaliseItem(raw, readBy));
    const problems = outcomes.flatMap((outcome) => ('problem' in outcome ? [outcome.problem] : []));
    assert.equal(outcomes.length, 148);
    assert.deepEqual([...new Set(problems)], ['an AWS Config item without a resource type']);
    assert.equal(problems.length, 41);
    assert.equal(outcomes.filter((outcome) => 'item' in outcome).length, 106);
    assert.deepEqual(
      outcomes.filter((outcome) => 'left' in outcome),
      [{ left: 'deleted' }],
    );
  });

  it('leaves neither null, nor wrappers, nor JSON in text that AWS put there', () => {
    for (const { file, raw } of corpusItems()) {
      const row: unknown = typeof raw === 'string' ? JSON.parse(raw) : raw;
      const typed = isRecord(row) ? { resourceType: 'Some::Type', resourceId: 'some', ...row } : row;
      const normalised = normaliseItem(typed, readBy);
      if (!('item' in normalised)) continue;
      const { configuration, supplementary } = normalised.item;
      for (const body of [configuration, supplementary]) assertTidy(body ?? {}, file);
    }
  });

  function assertTidy(value: unknown, file: string): void {
    assert.notEqual(value, null, file);
    if (Array.isArray(value)) for (const element of value) assertTidy(element, file);
    if (!isRecord(value)) return;
    assert.ok(Object.keys(value).join() !== 'value', `${file}: ${JSON.stringify(value).match(wrapped)}`);
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && inner.startsWith('{'))
        assert.match(key, /polic|document|template|definition/i, file);
      assertTidy(inner, file);
    }
  }
});
