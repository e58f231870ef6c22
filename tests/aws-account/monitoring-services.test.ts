import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import type { Fact, ListValue } from '../../src/model/fact.ts';
import type { Resource } from '../../src/model/resource.ts';
import { adaptCompositeAlarm, adaptMetricAlarm } from '../../src/sources/aws-account/adapters/alarm.ts';
import { adaptBudget } from '../../src/sources/aws-account/adapters/budget.ts';
import { adaptDescribedTrail } from '../../src/sources/aws-account/adapters/cloudtrail-trail.ts';
import type { ItemReader } from '../../src/sources/aws-account/adapters/item-reader.ts';
import type { ListedAt } from '../../src/sources/aws-account/adapters/listing.ts';
import { adaptLogGroup, adaptMetricFilter } from '../../src/sources/aws-account/adapters/log-group.ts';
import { adaptSnsSubscription } from '../../src/sources/aws-account/adapters/sns-subscription.ts';
import { adaptSsmParameter } from '../../src/sources/aws-account/adapters/ssm-parameter.ts';
import { managementEvents } from '../../src/sources/aws-account/adapters/trail-selectors.ts';
import type { ApiAnswer, Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import type { JsonObject } from '../../src/sources/aws-account/item.ts';
import { answersOf } from '../../src/sources/aws-account/recorded-answers.ts';
import { refine } from '../../src/sources/aws-account/refine.ts';
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
import { interfacesOf, isField, pathsAsked } from './sdk-fields.ts';

const home = 'eu-west-1';
const arnOf = (service: string, resource: string) => `arn:aws:${service}:${home}:${account}:${resource}`;

/** One more answer, about one thing or of another region. */
function answered(
  api: string,
  output: object,
  { input = {}, region = home }: { readonly input?: object; readonly region?: string } = {},
): ApiAnswer {
  const where = { account, region, api, readAt: '2026-11-20T02:00:00.000Z', input: { ...input } };
  return 'kind' in output
    ? { ...where, error: output as NonNullable<ApiAnswer['error']> }
    : { ...where, output };
}

function withAnswers(recording: Recording, ...answers: readonly ApiAnswer[]): Recording {
  const regions = [...new Set([...recording.regions, ...answers.map(({ region }) => region)])];
  return {
    ...recording,
    regions: regions.filter((region) => region !== 'global').sort(),
    answers: [...recording.answers, ...answers],
  };
}

describe('fields that adapters name are those of the SDK', () => {
  const at: ListedAt = {
    partition: 'aws',
    account,
    region: home,
    regions: [home],
    input: {},
    answers: answersOf(recordingOf({})).from(home),
  };
  const query = { Id: 'a', MetricStat: { Metric: { Dimensions: [{}] } } };
  const cases: readonly [string, string, (item: ItemReader) => unknown, readonly JsonObject[]][] = [
    ['client-cloudwatch', 'MetricAlarm', (item) => adaptMetricAlarm(item, at), [{}, { Metrics: [query] }]],
    ['client-cloudwatch', 'CompositeAlarm', adaptCompositeAlarm, [{}]],
    ['client-cloudwatch-logs', 'LogGroup', adaptLogGroup, [{}]],
    ['client-cloudwatch-logs', 'MetricFilter', adaptMetricFilter, [{ metricTransformations: [{}] }]],
    ['client-sns', 'Subscription', adaptSnsSubscription, [{}]],
    ['client-ssm', 'ParameterMetadata', adaptSsmParameter, [{}, { Type: 'String' }]],
    ['client-budgets', 'Budget', (item) => adaptBudget(item, at), [{}]],
    ['client-cloudtrail', 'Trail', (item) => adaptDescribedTrail(item, at), [{}]],
    [
      'client-cloudtrail',
      'GetEventSelectorsResponse',
      managementEvents,
      [
        { EventSelectors: [{}] },
        {
          AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
        },
      ],
    ],
  ];
  for (const [client, root, adapt, things] of cases) {
    it(root, () => {
      const paths = pathsAsked(adapt, things);
      assert.ok(paths.length >= 2, `${paths.length} paths`);
      const interfaces = interfacesOf(client);
      // Dimensions are read as AWS Config writes them, whatever their letter case.
      const own = paths.filter((path) => !/\.?Dimensions\.(name|value)$/.test(path));
      for (const path of own) assert.ok(isField(interfaces, root, path), path);
    });
  }
});

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

  it('of the organisation have tags that this account cannot see', () => {
    const theirs = trail({ TrailARN: 'arn:aws:cloudtrail:eu-west-1:999988887777:trail/org' });
    const tags = answered('tag:GetResources', { PaginationToken: '', ResourceTagMappingList: [] });
    assert.match(String(facts(onlyTrail(read(home, theirs), tags), 'tags').tags), /^unknown/);
    assert.deepEqual(facts(onlyTrail(read(home, trail()), tags), 'tags').tags, {});
  });
});

describe('log groups and metric filters', () => {
  const arn = arnOf('logs', 'log-group:/caja/api');
  const group = { logGroupName: '/caja/api', arn: `${arn}:*` };
  const read = (tags: object) =>
    onlyOne(
      recordingOf({ 'logs:DescribeLogGroups': { logGroups: [group] }, 'tag:GetResources': tags }),
      'log-group',
    );
  const mappings = (...all: readonly object[]) => ({ PaginationToken: '', ResourceTagMappingList: all });

  it('keep events for ever where nobody said how long, and are named by either ARN', () => {
    const one = read(mappings());
    assert.deepEqual(facts(one, 'retentionDays', 'kmsKeyId'), {
      retentionDays: 'default: 0',
      kmsKeyId: 'absent',
    });
    assert.equal(one.arn, arn);
    assert.ok(one.identities.includes(`${arn}:*`));
  });

  it('have the tags that their list tells, none where it has none, and unknown ones where it is not whole', () => {
    const tagged = mappings({ ResourceARN: arn, Tags: [{ Key: 'Owner', Value: 'me' }] });
    assert.deepEqual(facts(read(tagged), 'tags').tags, { Owner: 'me' });
    assert.deepEqual(facts(read(mappings({ ResourceARN: arn, Tags: [] })), 'tags').tags, {});
    assert.deepEqual(facts(read(mappings()), 'tags').tags, {});
    assert.match(String(facts(read(denied), 'tags').tags), /^unknown/);
    assert.match(String(facts(read({ ...mappings(), PaginationToken: 'more' }), 'tags').tags), /^unknown/);
  });

  it('tell nothing of a filter without a metric', () => {
    const filter = { filterName: 'f', logGroupName: '/caja/api', metricTransformations: [] };
    const one = onlyOne(
      recordingOf({ 'logs:DescribeMetricFilters': { metricFilters: [filter] } }),
      'metric-filter',
    );
    assert.deepEqual(facts(one, 'pattern', 'namespace'), {
      pattern: '',
      namespace: 'unknown, unreadable: it makes no metric',
    });
  });
});

describe('subscriptions', () => {
  const topic = arnOf('sns', 'alerts');
  const subscription = (SubscriptionArn: string, Protocol: string, Endpoint: string) => ({
    SubscriptionArn,
    Protocol,
    Endpoint,
    TopicArn: topic,
  });
  const read = (...Subscriptions: readonly object[]) =>
    resourcesOf(recordingOf({ 'sns:ListSubscriptions': { Subscriptions } }), 'sns-subscription');

  it('are none before they are confirmed, nor once they are deleted', () => {
    assert.deepEqual(
      read(
        subscription('PendingConfirmation', 'https', 'https://events.pagerduty.com/x'),
        subscription('Deleted', 'email', 'a@example.com'),
      ),
      [],
    );
  });

  it('tell the host of a web hook, and no mail address', () => {
    const hosts = read(
      subscription(`${topic}:1`, 'https', 'https://Events.pagerduty.com/integration/k/enqueue'),
      subscription(`${topic}:2`, 'email', 'a@example.com'),
      subscription(`${topic}:3`, 'sqs', 'arn:aws:sqs:eu-west-1:111122223333:q'),
    ).map((one) => facts(one, 'endpointHost').endpointHost);
    assert.deepEqual(hosts, ['events.pagerduty.com', 'absent', 'absent']);
  });

  it('are kept without what stands behind the host', () => {
    const kept = refine('sns:ListSubscriptions', {
      Subscriptions: [
        subscription('a', 'https', 'https://user:pass@events.pagerduty.com/integration/k3y/enqueue'),
        subscription('b', 'https', 'https://hooks.example.com?token=k3y'),
        subscription('c', 'email', 'a@example.com'),
      ],
    });
    assert.ok(!JSON.stringify(kept).includes('k3y'));
    assert.ok(!JSON.stringify(kept).includes('pass@'));
    assert.match(JSON.stringify(kept), /events\.pagerduty\.com.*hooks\.example\.com.*a@example\.com/);
  });
});

describe('budgets', () => {
  const budget = (more: object = {}) => ({
    BudgetName: 'b',
    BudgetType: 'COST',
    TimeUnit: 'MONTHLY',
    ...more,
  });
  const notifications = (...all: readonly object[]) => ({ BudgetNotificationsForAccount: all });
  const read = (one: object, told: object, tags: object = { ResourceTags: [] }) =>
    onlyOne(
      withAnswers(
        recordingOf({}),
        answered('budgets:DescribeBudgets', { Budgets: [one] }, { region: 'global' }),
        answered('budgets:DescribeBudgetNotificationsForAccount', told, { region: 'global' }),
        answered('budgets:ListTagsForResource', tags, {
          region: 'global',
          input: { ResourceARN: `arn:aws:budgets::${account}:budget/b` },
        }),
      ),
      'budget',
    );
  const limited = (more: object) => facts(read(budget(more), notifications()), 'limited').limited;

  it('have a limit: an amount, one a month, or what AWS works out', () => {
    assert.equal(limited({ BudgetLimit: { Amount: '10.5', Unit: 'USD' } }), true);
    assert.equal(limited({ BudgetLimit: { Amount: '0.0', Unit: 'USD' } }), false);
    assert.equal(limited({ PlannedBudgetLimits: { '1': { Amount: '1', Unit: 'USD' } } }), true);
    assert.equal(limited({ AutoAdjustData: { AutoAdjustType: 'HISTORICAL' } }), true);
    assert.equal(limited({}), false);
  });

  it('tell somebody by each notification that they have', () => {
    const told = (answer: object) => facts(read(budget(), answer), 'notifications').notifications;
    const one = { BudgetName: 'b', Notifications: [{ NotificationType: 'ACTUAL' }] };
    assert.deepEqual(told(notifications(one)), [{ sort: 'ACTUAL', subscribed: true }]);
    assert.deepEqual(told(notifications({ ...one, BudgetName: 'other' })), []);
    assert.match(String(told(denied)), /^unknown, denied/);
  });

  it('have tags, none, or such as nobody may see', () => {
    const tags = (answer: object) => facts(read(budget(), notifications(), answer), 'tags').tags;
    assert.deepEqual(tags({ ResourceTags: [{ Key: 'Owner', Value: 'me' }] }), { Owner: 'me' });
    assert.deepEqual(tags({ ResourceTags: [] }), {});
    assert.match(String(tags(denied)), /^unknown/);
  });
});

describe('parameters', () => {
  const parameter = (Name: string, Type: string) =>
    onlyOne(recordingOf({ 'ssm:DescribeParameters': { Parameters: [{ Name, Type }] } }), 'ssm-parameter');
  for (const [name, type, expected] of [
    ['/caja/api/password', 'SecureString', false],
    ['/caja/api/password', 'String', true],
    [
      '/caja/api/password-rotation-days',
      'String',
      'unknown, not-read: its name is none of a secret, and values of parameters are not read',
    ],
    [
      '/caja/api/features',
      'StringList',
      'unknown, not-read: its name is none of a secret, and values of parameters are not read',
    ],
  ] as const)
    it(`are a plain secret by their name alone: ${name}, ${type}`, () =>
      assert.equal(facts(parameter(name, type), 'plainSecret').plainSecret, expected));
});

describe('ages of secrets', () => {
  const arn = arnOf('secretsmanager', 'secret:api-AbCdEf');
  const row = {
    resourceType: 'AWS::SecretsManager::Secret',
    resourceId: arn,
    arn,
    configuration: { Name: 'api' },
  };
  const ages = (answer: object) => {
    const config = configRows(row);
    const listed = recordingOf({ 'secretsmanager:ListSecrets': answer });
    const both = { ...config, answers: [...config.answers, ...listed.answers] };
    return facts(onlyOne(both, 'secret'), 'rotatedDaysAgo', 'changedDaysAgo', 'readDaysAgo');
  };
  const entry = (more: object) => ({ SecretList: [{ ARN: arn, Name: 'api', ...more }] });

  it('are whole days before the reading; what never happened has none', () => {
    const dates = {
      LastRotatedDate: '2026-11-19T01:59:00.000Z',
      LastChangedDate: '2026-11-20T01:00:00.000Z',
    };
    assert.deepEqual(ages(entry(dates)), { rotatedDaysAgo: 1, changedDaysAgo: 0, readDaysAgo: 'absent' });
  });

  it('are unknown where the list was refused, cut, or lacks the secret', () => {
    const all = (why: string) => ({ rotatedDaysAgo: why, changedDaysAgo: why, readDaysAgo: why });
    assert.deepEqual(
      ages(denied),
      all('unknown, denied: secretsmanager:ListSecrets was denied (AccessDenied)'),
    );
    assert.deepEqual(
      ages({ SecretList: [] }),
      all('unknown, not-read: secretsmanager:ListSecrets does not list it any more'),
    );
    assert.deepEqual(
      ages({ SecretList: [], NextToken: 'more' }),
      all('unknown, not-read: secretsmanager:ListSecrets was interrupted before its last page'),
    );
  });
});

describe('the watch for oversized resources', () => {
  const watched = (output: object) => {
    const answer = answered('compute-optimizer:GetEnrollmentStatus', output, { region: 'global' });
    return facts(onlyOne(withAnswers(recordingOf({}), answer), 'account'), 'watchedForOversize')
      .watchedForOversize;
  };
  for (const [status, expected] of [
    ['Active', true],
    ['Inactive', false],
    ['Failed', false],
    ['Pending', 'unknown, unreadable: AWS says a word of it that is neither yes nor no'],
  ] as const)
    it(`is on, off or neither: ${status}`, () => assert.equal(watched({ status }), expected));
  it('is unknown where nobody may ask', () =>
    assert.equal(
      watched(denied),
      'unknown, denied: compute-optimizer:GetEnrollmentStatus was denied (AccessDenied)',
    ));
});
