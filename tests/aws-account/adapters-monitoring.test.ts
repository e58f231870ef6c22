import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import type { Fact, ListValue } from '../../src/model/fact.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { configRows, facts, onlyOne, plainly, recordingOf, statements } from './recordings.ts';

const notHeld = "unknown, not-recorded: AWS Config's item does not hold it";

/** The same rows, where AWS Config's recorder keeps every type. */
function withRecorder(...rows: readonly object[]): Recording {
  const recording = configRows(...rows);
  const recorder = recordingOf({
    'config:DescribeConfigurationRecorders': {
      ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }],
    },
  });
  return { ...recording, answers: [...recording.answers, ...recorder.answers] };
}

describe('sns-topic', () => {
  const own = 'arn:aws:kms:eu-west-1:111122223333:key/1';
  const key = (keyManager: string) => ({
    resourceType: 'AWS::KMS::Key',
    resourceId: '1',
    arn: own,
    configuration: { keyId: '1', arn: own, keyManager },
    supplementaryConfiguration: {},
  });
  const topic = (configuration: object) => ({
    resourceType: 'AWS::SNS::Topic',
    resourceId: 't',
    configuration: { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:alerts', ...configuration },
  });
  const keyOfAws = (id: string, ...keys: readonly object[]) =>
    facts(onlyOne(configRows(topic({ KmsMasterKeyId: id }), ...keys), 'sns-topic'), 'keyOfAws').keyOfAws;

  const cannotTell = (id: string) =>
    `unknown, not-read: whose key ${id} is cannot be told: it is not among the keys that were read`;
  const cases: readonly (readonly [string, unknown, unknown])[] = [
    ["AWS's alias", keyOfAws('alias/aws/sns'), true],
    ["AWS's alias by its ARN", keyOfAws('arn:aws:kms:eu-west-1:111122223333:alias/aws/sns'), true],
    ["a customer's alias", keyOfAws('alias/caja-prod-alerts'), false],
    ["AWS's key by its id", keyOfAws('1', key('AWS')), true],
    ["AWS's key by its ARN", keyOfAws(own, key('AWS')), true],
    ["a customer's key", keyOfAws(own, key('CUSTOMER')), false],
    ['a key that was not read', keyOfAws(own), cannotTell(own)],
    ['an id that was not read', keyOfAws('1'), cannotTell('1')],
    ["another account's key", keyOfAws('arn:aws:kms:eu-west-1:444455556666:key/1'), false],
  ];
  for (const [name, told, expected] of cases)
    it(`tells whose key it is: ${name}`, () => assert.equal(told, expected));

  it('is named by its ARN, and has a policy that may be missing from its item', () => {
    assert.deepEqual(facts(onlyOne(configRows(topic({})), 'sns-topic'), 'topicName', 'kmsKeyId', 'policy'), {
      topicName: 'alerts',
      kmsKeyId: 'absent',
      policy: notHeld,
    });
  });
});

describe('secret', () => {
  const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:api-AbCdEf';
  const secret = (configuration: object) => ({
    resourceType: 'AWS::SecretsManager::Secret',
    resourceId: arn,
    configuration: { ARN: arn, Name: 'api', ...configuration },
  });
  const told = (configuration: object) =>
    facts(onlyOne(configRows(secret(configuration)), 'secret'), 'rotates', 'rotationDays');
  const days = (RotationRules: object) => told({ RotationEnabled: true, RotationRules }).rotationDays;

  it('is not rotated where nobody ever asked for it, and may be where something was', () => {
    assert.deepEqual(told({}), { rotates: 'default: false', rotationDays: 'absent' });
    assert.equal(told({ RotationRules: { AutomaticallyAfterDays: 30 } }).rotates, notHeld);
    assert.equal(told({ RotationLambdaARN: 'arn:…' }).rotates, notHeld);
    assert.deepEqual(told({ RotationEnabled: false, RotationRules: { AutomaticallyAfterDays: 30 } }), {
      rotates: false,
      rotationDays: 'absent',
    });
  });

  it('is rotated by days, by hours or by a schedule, of which the schedule says most', () => {
    assert.equal(days({ AutomaticallyAfterDays: 45.0 }), 45);
    assert.equal(days({ AutomaticallyAfterHours: 30 }), 2);
    assert.equal(days({ AutomaticallyAfterDays: 30, RotationScheduleExpression: 'cron(0 8 1 * ? *)' }), 31);
    assert.equal(
      days({ AutomaticallyAfterDays: 30, RotationScheduleExpression: 'cron(0 8 1 1 ? *)' }),
      'unknown, unreadable: its schedule is neither a rate nor a monthly or more frequent cron',
    );
    assert.equal(days({}), notHeld);
  });

  const key = (KMSKeyId?: string) => {
    const row = secret(KMSKeyId === undefined ? {} : { KMSKeyId });
    return facts(onlyOne(configRows(row), 'secret'), 'kmsKeyId').kmsKeyId;
  };
  it("has no key of its own where it is the account's", () => {
    assert.equal(key(), 'absent');
    assert.equal(key('arn:aws:kms:eu-west-1:111122223333:alias/aws/secretsmanager'), 'absent');
    assert.equal(key('1'), '1');
  });

  const policy = (id: string) => ({
    resourceType: 'AWS::SecretsManager::ResourcePolicy',
    resourceId: id,
    configuration: {
      Id: id,
      ResourcePolicy: { Statement: { Sid: 'mine', Effect: 'Allow', Principal: '*', Action: '*' } },
    },
  });
  const policyOf = (recording: Recording) => facts(onlyOne(recording, 'secret'), 'policy').policy;
  const notShown = 'unknown, not-recorded: AWS Config shows no policies of secrets here';

  it('has the policy that AWS Config keeps beside it', () => {
    const [statement] = statements(onlyOne(configRows(secret({}), policy(arn)), 'secret'), 'policy');
    assert.equal(statement?.sid, 'mine');
  });
  it('has none where AWS Config shows those of others, and is whole', () => {
    assert.equal(policyOf(withRecorder(secret({}), policy(`${arn}x`))), 'absent');
  });
  it('may have one where AWS Config shows none at all, is not whole, or does not say whose they are', () => {
    assert.equal(policyOf(withRecorder(secret({}))), notShown);
    assert.equal(policyOf(configRows(secret({}), policy(`${arn}x`))), notShown);
    assert.equal(policyOf(withRecorder(secret({}), policy('other'))), notShown);
  });
});

describe('lambda-function', () => {
  const more = 'AWS Config does not record the policies of its versions and aliases';
  const told = (supplementaryConfiguration: object) =>
    onlyOne(
      configRows({
        resourceType: 'AWS::Lambda::Function',
        resourceId: 'f',
        configuration: { functionName: 'f', memorySize: 128.0 },
        supplementaryConfiguration,
      }),
      'lambda-function',
    );

  it('may always have more statements than AWS Config shows', () => {
    const Policy = JSON.stringify({
      Statement: [{ Sid: 'a', Effect: 'Allow', Principal: '*', Action: '*' }],
    });
    const shown = statements(told({ Policy }), 'policy') as readonly unknown[];
    assert.deepEqual([shown.length, shown[1]], [2, '…']);
    assert.equal(facts(told({}), 'policy').policy, `unknown, not-recorded: ${more}`);
  });

  it('keeps its environment and its URLs to itself', () => {
    assert.deepEqual(facts(told({}), 'memoryMib', 'tracing', 'plainSecrets', 'publicUrl'), {
      memoryMib: 128,
      tracing: notHeld,
      plainSecrets: 'unknown, not-recorded: AWS Config does not record environment variables of functions',
      publicUrl: 'unknown, not-recorded: AWS Config does not record URLs of functions',
    });
  });
});

describe('event-rule', () => {
  const told = (configuration: object, ...names: readonly string[]) =>
    facts(
      onlyOne(
        configRows({ resourceType: 'AWS::Events::Rule', resourceId: 'r', configuration }),
        'event-rule',
      ),
      ...names,
    );
  const asked = (configuration: object) => told(configuration, 'scheduled', 'sources', 'detailTypes');

  it('asks for what its pattern says, as an object or as text', () => {
    const pattern = { source: ['aws.ecs'], 'detail-type': [{ prefix: 'ECS ' }] };
    const expected = { scheduled: false, sources: ['aws.ecs'], detailTypes: ['ECS *'] };
    assert.deepEqual(asked({ EventPattern: pattern }), expected);
    assert.deepEqual(asked({ EventPattern: JSON.stringify(pattern) }), expected);
    assert.deepEqual(asked({ EventPattern: pattern, ScheduleExpression: 'rate(1 day)' }), expected);
  });

  it('goes off by the clock where it has a schedule and no pattern', () => {
    const expected = { scheduled: true, sources: [], detailTypes: [] };
    assert.deepEqual(asked({ ScheduleExpression: 'rate(1 day)' }), expected);
    assert.deepEqual(asked({ ScheduleExpression: 'rate(1 day)', EventPattern: {} }), expected);
  });

  it('has a pattern that cannot be told where its item shows neither', () => {
    const why = "unknown, not-recorded: AWS Config's item shows neither a pattern nor a schedule";
    assert.deepEqual(asked({}), { scheduled: why, sources: why, detailTypes: why });
  });

  it('leaves open what is not looked into', () => {
    const sources = (EventPattern: unknown) => told({ EventPattern }, 'sources').sources;
    assert.equal(
      sources({ $or: [{ source: ['a'] }] }),
      'unknown, unreadable: the pattern is made of alternatives ($or)',
    );
    assert.deepEqual(sources({ source: ['a', { 'anything-but': 'b' }] }), [
      'a',
      'unknown, unreadable: a matcher for source is not looked into',
    ]);
    assert.equal(sources('{"source":'), 'unknown, unreadable: its pattern is not a JSON object');
  });

  it('is in force in more than one way, and has targets only where its item lists them', () => {
    assert.equal(told({ State: 'DISABLED' }, 'enabled').enabled, false);
    assert.equal(told({ State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }, 'enabled').enabled, true);
    assert.deepEqual(told({}, 'enabled', 'targets', 'busName'), {
      enabled: notHeld,
      targets: notHeld,
      busName: notHeld,
    });
    assert.deepEqual(told({ Targets: [] }, 'targets').targets, []);
    assert.deepEqual(told({ Targets: [{ Arn: 'b' }, { Arn: 'a' }] }, 'targets').targets, ['a', 'b']);
  });
});

describe('alarm', () => {
  const alarm = (configuration: object) =>
    onlyOne(
      configRows({
        resourceType: 'AWS::CloudWatch::Alarm',
        resourceId: 'a',
        configuration: { alarmName: 'a', ...configuration },
      }),
      'alarm',
    );
  const topic = 'arn:aws:sns:eu-west-1:111122223333:alerts';
  const metric = { metricName: 'CPUUtilization', namespace: 'AWS/RDS' };

  it('watches the dimensions of its metric', () => {
    const dimensions = [
      { name: 'DBInstanceIdentifier', value: 'db' },
      { name: 'EngineName', value: 'postgres' },
    ];
    assert.deepEqual(facts(alarm({ ...metric, dimensions }), 'metrics', 'dimensions', 'watches'), {
      metrics: ['AWS/RDS/CPUUtilization'],
      dimensions: { DBInstanceIdentifier: 'db', EngineName: 'postgres' },
      watches: ['db', 'postgres'],
    });
  });

  it('watches what cannot be told where it is on an expression', () => {
    const why = 'unknown, not-recorded: AWS Config does not record the metrics of an expression';
    const names = ['metrics', 'dimensions', 'watches'];
    assert.deepEqual(facts(alarm({ dimensions: [], period: 60 }), ...names), {
      metrics: why,
      dimensions: why,
      watches: why,
    });
  });

  it('does not take what its item lacks for none', () => {
    assert.deepEqual(
      facts(alarm(metric), 'dimensions', 'watches', 'hasActions', 'actionsEnabled', 'topicArns'),
      {
        dimensions: notHeld,
        watches: notHeld,
        hasActions: notHeld,
        actionsEnabled: notHeld,
        topicArns: notHeld,
      },
    );
  });

  it('links to topics alone', () => {
    const alarmActions = [topic, 'arn:aws:automate:eu-west-1:ec2:reboot'];
    assert.deepEqual(facts(alarm({ alarmActions }), 'hasActions', 'topicArns'), {
      hasActions: true,
      topicArns: [topic],
    });
  });

  it('may be part of composite alarms, which nobody lists, and a topic may be told by them; nor are all rules listed', () => {
    const { after } = readRecording(
      withRecorder(
        {
          resourceType: 'AWS::CloudWatch::Alarm',
          resourceId: 'a',
          configuration: { alarmName: 'a', alarmActions: [topic], ...metric, dimensions: [] },
        },
        { resourceType: 'AWS::SNS::Topic', resourceId: 't', arn: topic, configuration: { TopicArn: topic } },
      ),
    );
    const follow = relate(after, { ownsArea: true });
    const related = (kind: string, relation: string) =>
      plainly(
        follow(after.resources.find((one) => one.kind === kind) as Resource, relation) as Fact<ListValue>,
      ) as readonly unknown[];
    assert.deepEqual(related('alarm', 'composites'), ['…']);
    assert.deepEqual(related('alarm', 'memberAlarms'), []);
    assert.deepEqual([related('sns-topic', 'alarms').length, related('sns-topic', 'alarms')[1]], [2, '…']);
    assert.equal(related('account', 'alarms').at(-1), '…');
    assert.deepEqual(related('account', 'eventRules'), ['…']);
  });
});
