import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import type { Fact, ListValue } from '../../src/model/fact.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { ApiAnswer } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { answered, arnOf, home, withAnswers } from './answers.ts';
import {
  account,
  configRows,
  denied,
  facts,
  onlyOne,
  plainly,
  recordingOf,
  resourcesOf,
} from './recordings.ts';

describe('alarms that CloudWatch describes', () => {
  const described = (name: string, more: object = {}) => ({
    AlarmName: name,
    AlarmArn: arnOf('cloudwatch', `alarm:${name}`),
    ActionsEnabled: true,
    AlarmActions: [],
    OKActions: [],
    ...more,
  });
  const cpu = {
    MetricName: 'CPUUtilization',
    Namespace: 'AWS/RDS',
    Dimensions: [{ Name: 'D', Value: 'db' }],
  };
  const alarmsOf = (output: object) =>
    recordingOf({ 'cloudwatch:DescribeAlarms': { MetricAlarms: [], CompositeAlarms: [], ...output } });
  const alarm = (more: object) => onlyOne(alarmsOf({ MetricAlarms: [described('a', more)] }), 'alarm');

  it('stand in place of those that AWS Config recorded, older ones too', () => {
    const row = (name: string) => ({
      resourceType: 'AWS::CloudWatch::Alarm',
      resourceId: name,
      arn: arnOf('cloudwatch', `alarm:${name}`),
      configuration: { alarmName: name },
    });
    const config = configRows(row('a'), row('deleted'));
    const alarms = alarmsOf({ MetricAlarms: [described('a', cpu)] });
    const both = { ...config, answers: [...config.answers, ...alarms.answers] };
    assert.deepEqual(facts(onlyOne(both, 'alarm'), 'metrics').metrics, ['AWS/RDS/CPUUtilization']);
  });

  it('leave AWS Config its alarms where they are refused, and every list of alarms open', () => {
    const config = configRows({
      resourceType: 'AWS::CloudWatch::Alarm',
      resourceId: 'a',
      configuration: { alarmName: 'a', ...{ metricName: 'M', namespace: 'N', dimensions: [] } },
    });
    const refused = recordingOf({ 'cloudwatch:DescribeAlarms': denied });
    const both = { ...config, answers: [...config.answers, ...refused.answers] };
    const { after } = readRecording(both);
    const own = after.resources.find(({ kind }) => kind === 'account') as Resource;
    const alarms = relate(after, { ownsArea: true })(own, 'alarms') as Fact<ListValue>;
    assert.equal((plainly(alarms) as readonly unknown[]).length, 2);
    assert.equal((plainly(alarms) as readonly unknown[]).at(-1), '…');
  });

  it('watch a service by its cluster, for services of two clusters may have one name', () => {
    const on = (names: Readonly<Record<string, string>>) => {
      const Dimensions = Object.entries(names).map(([Name, Value]) => ({ Name, Value }));
      return facts(alarm({ MetricName: 'M', Namespace: 'N', Dimensions }), 'watches').watches;
    };
    assert.deepEqual(on({ ClusterName: 'c', ServiceName: 's' }), ['c', 'service/c/s']);
    assert.deepEqual(on({ ServiceName: 's' }), ['s']);
  });

  const search = { Id: 'e', Expression: `SEARCH('{AWS/RDS} CPUUtilization', 'Average')` };
  const stat = (MetricName: string, value: string, more: object = {}) => ({
    Id: 'm',
    MetricStat: { Metric: { Namespace: 'N', MetricName, Dimensions: [{ Name: 'D', Value: value }] } },
    ...more,
  });
  const watches = (Metrics: readonly object[]) => facts(alarm({ Metrics }), 'metrics', 'watches');
  it('watch the metrics of their expression, but for those of other accounts', () => {
    assert.deepEqual(watches([stat('A', 'x'), stat('B', 'y'), { Id: 'e', Expression: 'm1 + m2' }]), {
      metrics: ['N/A', 'N/B'],
      watches: ['x', 'y'],
    });
    assert.deepEqual(watches([stat('A', 'x', { AccountId: account }), stat('B', 'y', { AccountId: '4' })]), {
      metrics: ['N/A'],
      watches: ['x'],
    });
  });
  it('may watch more than is known where they search', () => {
    assert.deepEqual(watches([stat('A', 'x'), search]), { metrics: ['N/A', '…'], watches: ['x', '…'] });
    const select = { Id: 'e', Expression: 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/RDS")' };
    assert.deepEqual(watches([select]), { metrics: ['…'], watches: ['…'] });
  });
  it('do not tell what they watch where neither metric nor expression is shown', () => {
    const why = 'unknown, not-recorded: the answer of cloudwatch:DescribeAlarms does not hold it';
    assert.deepEqual(facts(alarm({}), 'metrics', 'watches'), { metrics: why, watches: why });
  });

  const policy = arnOf('autoscaling', 'scalingPolicy:1:resource/ecs/service/c/s:policyName/p');
  const topic = arnOf('sns', 'alerts');
  for (const [name, actions, expected] of [
    ['nothing', [], false],
    ['a scaling policy', [policy], true],
    ['a scaling policy and a topic', [policy, topic], false],
  ] as const)
    it(`only scale, or do not: ${name}`, () =>
      assert.equal(facts(alarm({ AlarmActions: actions }), 'scalesOnly').scalesOnly, expected));

  it('are not those that target tracking makes for itself', () => {
    const own = described('TargetTracking-service/c/s-AlarmHigh-1', { ...cpu, AlarmActions: [policy] });
    assert.deepEqual(resourcesOf(alarmsOf({ MetricAlarms: [own] }), 'alarm'), []);
  });

  it('are made of those that set them off, and not of those that keep them quiet', () => {
    const rule = `(ALARM("a b") OR ALARM(${arnOf('cloudwatch', 'alarm:c')})) AND NOT ALARM(maintenance) AND OK(d)`;
    const whole = onlyOne(alarmsOf({ CompositeAlarms: [described('w', { AlarmRule: rule })] }), 'alarm');
    assert.deepEqual(facts(whole, 'composite', 'members', 'comparison', 'missingData'), {
      composite: true,
      members: ['a b', arnOf('cloudwatch', 'alarm:c')],
      comparison: 'absent',
      missingData: 'absent',
    });
  });
});

describe('trails', () => {
  const arn = arnOf('cloudtrail', 'trail/audit');
  const trail = (more: object = {}) => ({ Name: 'audit', TrailARN: arn, HomeRegion: home, ...more });
  const read = (region: string, ...trails: readonly object[]) =>
    answered('cloudtrail:DescribeTrails', { trailList: trails }, { region });
  const status = (output: object) => answered('cloudtrail:GetTrailStatus', output, { input: { Name: arn } });
  const selectors = (output: object) =>
    answered('cloudtrail:GetEventSelectors', output, { input: { TrailName: arn } });
  const onlyTrail = (...answers: readonly ApiAnswer[]) =>
    onlyOne(withAnswers(recordingOf({}), ...answers), 'cloudtrail-trail');

  it('are told by their home region, and by one other where that was not read', () => {
    const shadow = trail({ HomeRegion: 'us-west-2' });
    const twice = withAnswers(recordingOf({}), read(home, trail()), read('us-east-1', trail()));
    assert.deepEqual(
      resourcesOf(twice, 'cloudtrail-trail').map(({ region }) => region),
      [home],
    );
    const away = withAnswers(recordingOf({}), read(home, shadow), read('us-east-1', shadow));
    const only = onlyOne(away, 'cloudtrail-trail');
    assert.equal(only.region, home);
    const why = 'unknown, not-read: its home region us-west-2 was not read, and only that one tells';
    assert.deepEqual(facts(only, 'logging', 'managementEvents'), { logging: why, managementEvents: why });
  });

  it('log or not; where nobody may ask, that is unknown', () => {
    assert.equal(
      facts(onlyTrail(read(home, trail()), status({ IsLogging: false })), 'logging').logging,
      false,
    );
    const refused = onlyTrail(read(home, trail()), status(denied), selectors(denied));
    assert.deepEqual(facts(refused, 'logging', 'managementEvents'), {
      logging: 'unknown, denied: cloudtrail:GetTrailStatus was denied (AccessDenied)',
      managementEvents: 'unknown, denied: cloudtrail:GetEventSelectors was denied (AccessDenied)',
    });
    assert.equal(
      facts(onlyTrail(read(home, trail())), 'logging').logging,
      'unknown, not-read: cloudtrail:GetTrailStatus was not asked',
    );
  });

  it('deliver their log files, or have an error to show for it', () => {
    const deliver = (output: object) =>
      facts(onlyTrail(read(home, trail()), status(output)), 'delivers').delivers;
    assert.equal(deliver({ IsLogging: true }), true);
    assert.equal(deliver({ IsLogging: true, LatestDeliveryError: '' }), true);
    assert.equal(deliver({ IsLogging: true, LatestDeliveryError: 'NoSuchBucket' }), false);
    assert.match(String(deliver(denied)), /^unknown, denied/);
  });

  const basic = (...EventSelectors: readonly object[]) => ({ EventSelectors });
  const advanced = (...all: readonly (readonly object[])[]) => ({
    AdvancedEventSelectors: all.map((FieldSelectors) => ({ Name: 'a', FieldSelectors })),
  });
  const management = { Field: 'eventCategory', Equals: ['Management'] };
  const narrowed = 'unknown, unreadable: a selector narrows management events by another field than readOnly';
  const cases: readonly (readonly [string, object, unknown])[] = [
    ['none at all', basic(), 'None'],
    ['a basic one without a word', basic({}), 'All'],
    ['reading alone', basic({ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }), 'ReadOnly'],
    ['data events alone', basic({ IncludeManagementEvents: false }), 'None'],
    ['two halves', basic({ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' }), 'All'],
    ['all but KMS', basic({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }), 'Some'],
    ['nothing left out', basic({ ReadWriteType: 'All', ExcludeManagementEventSources: [] }), 'All'],
    ['an advanced one', advanced([management]), 'All'],
    [
      'an advanced one that writes',
      advanced([management, { Field: 'readOnly', Equals: ['false'] }]),
      'WriteOnly',
    ],
    ['an advanced one of data', advanced([{ Field: 'eventCategory', Equals: ['Data'] }]), 'None'],
    ['network events', advanced([{ Field: 'eventCategory', Equals: ['NetworkActivity'] }]), 'None'],
    [
      'an advanced one without KMS',
      advanced([management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }]),
      narrowed,
    ],
    [
      'whole beside narrowed',
      advanced([management], [management, { Field: 'eventSource', Equals: ['x'] }]),
      'All',
    ],
  ];
  for (const [name, output, expected] of cases)
    it(`record management events by their selectors: ${name}`, () =>
      assert.equal(
        facts(onlyTrail(read(home, trail()), selectors(output)), 'managementEvents').managementEvents,
        expected,
      ));

  it('of the organisation are tagged in the account that holds them', () => {
    const theirs = trail({ TrailARN: 'arn:aws:cloudtrail:eu-west-1:999988887777:trail/org' });
    const tags = answered('tag:GetResources', { PaginationToken: '', ResourceTagMappingList: [] });
    assert.deepEqual(facts(onlyTrail(read(home, theirs), tags), 'taggable', 'tags'), {
      taggable: false,
      tags: {},
    });
    assert.deepEqual(facts(onlyTrail(read(home, trail()), tags), 'tags').tags, {});
  });
});
