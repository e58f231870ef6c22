import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Fact, isList, isMap, isStruct } from '../../src/model/fact.ts';
import { type Attribute, type AttributeType, isReadIn, type Kind } from '../../src/model/kind.ts';
import { commonAttributes } from '../../src/model/kinds/common.ts';
import { attributesOf, findKind, kinds } from '../../src/model/kinds/index.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { replay } from '../../src/sources/aws-account/replay.ts';
import { sampleRecording } from '../../tools/sample-account/recording.ts';
import { configRows, denied, facts, onlyOne, plainly, recordingOf, resourcesOf } from './recordings.ts';

const directory = new URL('../../fixtures/accounts/caja-prod/', import.meta.url);
const sample = sampleRecording();
const { after } = readRecording(sample);

function labelled(kind: string, label: string): Resource {
  const found = after.resources.find((resource) => resource.label === label && resource.kind === kind);
  assert.ok(found, label);
  return found;
}

describe('the recorded sample account', () => {
  it('is the one that tools/sample-account.ts writes: run it again when this fails', async () => {
    assert.deepEqual(await replay(fileURLToPath(directory)), sample);
    assert.match(
      readFileSync(new URL('recording.json', directory), 'utf8'),
      /"startedAt": "2026-11-20T02:00:00.000Z"/,
    );
  });

  it('holds some of every kind that accounts are read for, once each, and what no adapter claims', () => {
    // Attestations stand in the policy, whatever is read of the account.
    const read = Object.values<Kind>(kinds).filter(
      (kind) => isReadIn(kind, 'aws-account') && kind.name !== 'attestation',
    );
    const found = new Set(after.resources.map(({ kind }) => kind));
    assert.deepEqual([...found].sort(), [...read.map(({ name }) => name), 'unclaimed'].sort());
    const keys = after.resources.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('has one gap, for the call that was refused, and a note of what is not judged', () => {
    assert.deepEqual(
      after.gaps.map(({ reason, api, region, kinds: lost, incomplete }) => [
        reason,
        api,
        region,
        lost,
        incomplete,
      ]),
      [
        ['denied', 'ec2:DescribeFlowLogs', 'us-east-1', ['flow-log'], true],
        ['out-of-reach', undefined, 'eu-west-1', [], false],
      ],
    );
    assert.match(after.gaps[1]?.message ?? '', /2 older revisions of ECS task definitions/);
    assert.ok(after.ledger.some(({ type, count }) => type === 'AWS::RDS::DBInstance' && count === 4));
  });

  it('says who read what and when', () => {
    assert.deepEqual(after.source, {
      name: 'aws-account',
      subject: '111122223333',
      detail: {
        identity: 'arn:aws:sts::111122223333:assumed-role/caja-policy-audit/audit',
        regions: 'eu-west-1, us-east-1',
      },
      readAt: '2026-11-20T02:00:00.000Z',
    });
  });

  it('is sorted by keys, which are unique, and is the same in every reading', () => {
    const keys = after.resources.map(({ key }) => key);
    assert.deepEqual(keys, [...new Set(keys)].sort());
    assert.equal(JSON.stringify(readRecording(sampleRecording())), JSON.stringify({ after, moved: {} }));
  });

  it('does not depend on the order of answers', () => {
    // Pages of one call stay in their order, which says where the list ends.
    const apis = [...new Set(sample.answers.map(({ api }) => api))].reverse();
    const answers = apis.flatMap((api) => sample.answers.filter((answer) => answer.api === api));
    const turned: Recording = { ...sample, answers };
    assert.deepEqual(readRecording(turned).after.resources, after.resources);
  });

  it('holds drift and faults beside what is in order', () => {
    assert.deepEqual(
      facts(
        labelled('rds-instance', 'caja-prod-database'),
        'backupRetentionDays',
        'storageEncrypted',
        'publiclyAccessible',
      ),
      {
        backupRetentionDays: 14,
        storageEncrypted: true,
        publiclyAccessible: false,
      },
    );
    assert.deepEqual(
      facts(
        labelled('rds-instance', 'caja-prod-reporting'),
        'backupRetentionDays',
        'storageEncrypted',
        'publiclyAccessible',
      ),
      {
        backupRetentionDays: 3,
        storageEncrypted: false,
        publiclyAccessible: true,
      },
    );
    assert.deepEqual(facts(labelled('iam-user', 'consultant'), 'mfaActive', 'consoleAccess', 'tags'), {
      mfaActive: false,
      consoleAccess: true,
      tags: {},
    });
    assert.deepEqual(facts(labelled('iam-user', 'ci-deploy'), 'accessKeys').accessKeys, [
      { active: true, ageDays: 263, unusedDays: 0 },
      { active: false, ageDays: 522, unusedDays: 522 },
    ]);
  });

  it('brings hostile names through as they are, for reporters to escape', () => {
    const volume = labelled('ebs-volume', 'bastion | <img src=x onerror=alert(1)> `rm -rf`');
    const tags = facts(volume, 'tags').tags as Record<string, string>;
    assert.equal(tags['note[1]'], '[click](https://example.com) \u001b[31mred\u001b[0m');
    assert.equal(tags['quote"\\'], "it's; -- \n## Heading");
  });

  it('tells revisions of one task definition apart, whose ids are the same, and keeps the one that runs', () => {
    const revisions = after.resources.filter(
      ({ type, label }) => type === 'AWS::ECS::TaskDefinition' && label === 'caja-prod-api',
    );
    assert.deepEqual(
      revisions.map(({ key }) => key.split('/').at(-1)),
      ['caja-prod-api:42'],
    );
  });

  it('knows the tags of alarms, which neither AWS Config nor CloudWatch lists, and of those without any', () => {
    const tagsOf = (label: string) => facts(labelled('alarm', label), 'tags').tags as Record<string, string>;
    assert.equal(tagsOf('caja-prod-monitoring-api-5xx').Service, 'monitoring');
    assert.deepEqual(tagsOf('exports-nightly-errors'), {});
  });
});

describe('every fact of every resource', () => {
  it('is of the type that its kind declares, and absent only where that is allowed', () => {
    for (const resource of after.resources) {
      const kind = findKind(resource.kind);
      const attributes = kind === undefined ? {} : attributesOf(kind);
      for (const [name, attribute] of Object.entries(attributes)) {
        assertShape(resource.fields[name], attribute, `${resource.key} ${name}`);
      }
      const known = new Set([...Object.keys(attributes), ...Object.keys(commonAttributes)]);
      assert.deepEqual(
        Object.keys(resource.fields).filter((name) => !known.has(name)),
        [],
      );
    }
  });

  it('tells what only a plan can tell as not recorded', () => {
    for (const resource of after.resources) {
      for (const [name, attribute] of Object.entries(findKind(resource.kind)?.attributes ?? {})) {
        const elsewhere = attribute.onlyIn !== undefined && !attribute.onlyIn.includes('aws-account');
        if (elsewhere) assert.match(String(plainly(resource.fields[name])), /^unknown, not-recorded: /, name);
      }
    }
    assert.ok(Object.keys(kinds).length > 12);
  });

  it('knows the place it was read from', () => {
    for (const resource of after.resources) {
      for (const fact of Object.values(resource.fields)) {
        assert.equal(fact.place.source, 'aws-account');
        if (fact.place.source !== 'aws-account') continue;
        assert.match(fact.place.api, /^[a-z0-9-]+:\w+$/);
        assert.equal(fact.place.readAt, '2026-11-20T02:00:00.000Z');
        assert.notEqual(fact.place.id, '');
      }
    }
  });

  const scalars: Readonly<Record<string, string>> = {
    bool: 'boolean',
    int: 'number',
    string: 'string',
    timestamp: 'string',
  };

  function assertShape(
    fact: Fact | undefined,
    attribute: Pick<Attribute, 'type' | 'optional'>,
    where: string,
  ): void {
    assert.ok(fact, where);
    assert.notEqual(fact.path, '', where);
    if (fact.state === 'absent') assert.equal(attribute.optional, true, `${where} may not be absent`);
    if (fact.state === 'known') assertValue(fact.value, attribute.type, where);
  }

  function assertValue(value: unknown, type: AttributeType, where: string): void {
    const scalar = scalars[type.type];
    if (scalar !== undefined) {
      assert.equal(typeof value, scalar, where);
      return;
    }
    assert.ok(typeof value === 'object' && value !== null, where);
    const read = value as Parameters<typeof isList>[0];
    if (type.type === 'list') {
      assert.ok(isList(read), where);
      for (const [index, item] of read.items.entries())
        assertShape(item, { type: type.of }, `${where}[${index}]`);
    }
    if (type.type === 'map') assert.ok(isMap(read), where);
    if (type.type === 'struct') {
      assert.ok(isStruct(read), where);
      assert.deepEqual(Object.keys(read.fields).sort(), Object.keys(type.fields).sort(), where);
      for (const [name, inner] of Object.entries(type.fields))
        assertShape(read.fields[name], inner, `${where}.${name}`);
    }
  }
});

describe('AWS Config and the services themselves', () => {
  const group = {
    resourceType: 'AWS::EC2::SecurityGroup',
    resourceId: 'sg-1',
    arn: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1',
    tags: [],
    configuration: { tags: [] },
  };
  const config = (...rows: readonly object[]) => configRows(...rows).answers;

  function both(ec2: Readonly<Record<string, object>>, ...rows: readonly object[]): Recording {
    const direct = recordingOf(ec2);
    return { ...direct, answers: [...config(...rows), ...direct.answers] };
  }

  it('do not double what EC2 answered, nor bring back what it no longer lists', () => {
    const recording = both({ 'ec2:DescribeSecurityGroups': { SecurityGroups: [] } }, group);
    assert.deepEqual(
      readRecording(recording).after.resources.map(({ kind }) => kind),
      ['account'],
    );
  });

  it('leave the rows of AWS Config for tags where EC2 refused', () => {
    const left = onlyOne(both({ 'ec2:DescribeSecurityGroups': denied }, group), 'unclaimed');
    assert.deepEqual([left.type, facts(left, 'tags').tags], ['AWS::EC2::SecurityGroup', {}]);
  });

  it('give IAM rows of several regions once, and the newer of two items', () => {
    const row = (configurationItemCaptureTime: string, value: string) => ({
      resourceType: 'AWS::IAM::Group',
      resourceId: 'AGPA1',
      awsRegion: 'global',
      arn: 'arn:aws:iam::111122223333:group/g',
      resourceName: value,
      configurationItemCaptureTime,
    });
    const newest = onlyOne(
      configRows(
        row('2026-11-01T00:00:00Z', 'old'),
        row('2026-11-02T00:00:00Z', 'new'),
        row('2026-10-01T00:00:00Z', 'older'),
      ),
      'unclaimed',
    );
    assert.equal(newest.label, 'new');
    assert.equal(newest.region, 'global');
  });

  it('give the tags of IAM policies together: IAM tells the policy, AWS Config its tags', () => {
    const arn = 'arn:aws:iam::111122223333:policy/p';
    const row = {
      resourceType: 'AWS::IAM::Policy',
      resourceId: 'ANPA1',
      awsRegion: 'global',
      arn,
      tags: [{ tag: 'Owner=me', key: 'Owner', value: 'me' }],
    };
    const policy = { PolicyName: 'p', Arn: arn, Path: '/', PolicyVersionList: [] };
    const recording = both({ 'iam:GetAccountAuthorizationDetails': { Policies: [policy] } }, row);
    assert.deepEqual(facts(onlyOne(recording, 'iam-policy'), 'tags').tags, { Owner: 'me' });
    assert.deepEqual(resourcesOf(recording, 'unclaimed'), []);
  });

  it('leave out what is deleted, and what only records compliance', () => {
    const gone = { ...group, configurationItemStatus: 'ResourceDeleted' };
    const record = { resourceType: 'AWS::Config::ResourceCompliance', resourceId: 'x' };
    assert.deepEqual(resourcesOf(configRows(gone, record), 'unclaimed'), []);
  });

  it('tell of a row that nobody can read', () => {
    const { gaps } = readRecording(configRows({ resourceId: 'x' })).after;
    assert.ok(
      gaps.some(
        ({ message }) =>
          message ===
          'AWS Config gave an AWS Config item without a resource type in eu-west-1; it is not judged.',
      ),
    );
  });
});
