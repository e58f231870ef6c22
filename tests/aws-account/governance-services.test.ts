import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refine } from '../../src/sources/aws-account/refine.ts';
import { answered, arnOf, withAnswers } from './answers.ts';
import {
  account,
  configRows,
  denied,
  facts,
  onlyOne,
  recordingOf,
  resourcesOf,
  statements,
} from './recordings.ts';

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

  it('are unknown where the list was refused or cut', () => {
    const all = (why: string) => ({ rotatedDaysAgo: why, changedDaysAgo: why, readDaysAgo: why });
    assert.deepEqual(
      ages(denied),
      all('unknown, denied: secretsmanager:ListSecrets was denied (AccessDenied)'),
    );
    assert.deepEqual(
      ages({ SecretList: [], NextToken: 'more' }),
      all('unknown, not-read: secretsmanager:ListSecrets was interrupted before its last page'),
    );
  });
});

describe('secrets that Secrets Manager lists', () => {
  const arn = arnOf('secretsmanager', 'secret:api-AbCdEf');
  const row = { resourceType: 'AWS::SecretsManager::Secret', resourceId: arn, arn, configuration: {} };
  const listed = (...SecretList: readonly object[]) =>
    withAnswers(configRows(row), answered('secretsmanager:ListSecrets', { SecretList }));
  const told = (more: object, ...names: readonly string[]) =>
    facts(onlyOne(listed({ ARN: arn, Name: 'api', ...more }), 'secret'), ...names);

  it('stand in place of those that AWS Config recorded, deleted ones too', () => {
    assert.deepEqual(resourcesOf(listed(), 'secret'), []);
    assert.deepEqual(told({}, 'secretName', 'kmsKeyId', 'tags'), {
      secretName: 'api',
      kmsKeyId: 'absent',
      tags: {},
    });
  });

  it('are rotated by days or by a schedule, or not at all', () => {
    const days = (RotationRules: object) => told({ RotationEnabled: true, RotationRules }, 'rotationDays');
    assert.deepEqual(told({}, 'rotates', 'rotationDays'), {
      rotates: 'default: false',
      rotationDays: 'absent',
    });
    assert.equal(days({ AutomaticallyAfterDays: 45 }).rotationDays, 45);
    assert.equal(days({ AutomaticallyAfterDays: 1, ScheduleExpression: 'rate(10 days)' }).rotationDays, 10);
    assert.deepEqual(
      told(
        { RotationEnabled: false, RotationRules: { AutomaticallyAfterDays: 30 } },
        'rotates',
        'rotationDays',
      ),
      { rotates: false, rotationDays: 'absent' },
    );
  });
});

describe('policies of secrets', () => {
  const arn = arnOf('secretsmanager', 'secret:api-AbCdEf');
  const row = {
    resourceType: 'AWS::SecretsManager::Secret',
    resourceId: arn,
    arn,
    configuration: { ARN: arn, Name: 'api' },
  };
  const told = (output: object) =>
    onlyOne(
      withAnswers(
        configRows(row),
        answered('secretsmanager:GetResourcePolicy', output, { input: { SecretId: arn } }),
      ),
      'secret',
    );

  it('are those that Secrets Manager tells; an answer without one says that there is none', () => {
    const ResourcePolicy = JSON.stringify({
      Statement: { Sid: 'mine', Effect: 'Allow', Principal: '*', Action: '*' },
    });
    assert.equal(statements(told({ ARN: arn, ResourcePolicy }), 'policy')[0]?.sid, 'mine');
    assert.equal(facts(told({ ARN: arn, Name: 'api' }), 'policy').policy, 'absent');
  });

  it('are unknown where it refuses, and AWS Config tells none', () =>
    assert.equal(
      facts(told(denied), 'policy').policy,
      'unknown, denied: secretsmanager:GetResourcePolicy was denied (AccessDenied)',
    ));
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
