import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { Resource } from '../../src/model/resource.ts';
import { find, type Planned, readPlan, short, shortOf } from './adapters-plan.ts';

const link = (address: string, attribute: string) => ({
  references: [`${address}.${attribute}`, address],
});

/** Names of what a relation leads to; `…` where there may be more. */
function related(resources: readonly Planned[], key: string, relation: string): unknown {
  const { after } = readPlan(resources);
  const resource = after.resources.find((one) => one.key === key);
  assert.ok(resource !== undefined, key);
  const fact = relate(after, { ownsArea: true })(resource, relation) as Fact;
  if (fact.state !== 'known') return short(fact);
  assert.ok(typeof fact.value === 'object' && 'items' in fact.value, relation);
  const keys = fact.value.items.map((item) =>
    item.state === 'known' ? (item.value as Resource).key : short(item),
  );
  return fact.value.open === undefined ? keys : [...keys, '…'];
}

const alarm = (after: Record<string, unknown>, more: Partial<Planned> = {}): Planned => ({
  type: 'aws_cloudwatch_metric_alarm',
  after: {
    alarm_name: 'caja',
    namespace: 'AWS/RDS',
    metric_name: 'CPUUtilization',
    metric_query: [],
    ...after,
  },
  ...more,
});
const topic: Planned = { type: 'aws_sns_topic', after: { name: 'caja-critical' }, unknown: { arn: true } };

test('an alarm watches what its dimensions name, wherever the metric is written', () => {
  const dimensions = { DBInstanceIdentifier: 'caja-orders' };
  const plain = alarm({ dimensions });
  const nested = alarm({
    namespace: null,
    metric_name: null,
    metric_query: [
      { id: 'share', expression: '100 * a / b', metric: [] },
      {
        id: 'a',
        expression: null,
        metric: [{ namespace: 'AWS/RDS', metric_name: 'CPUUtilization', dimensions }],
      },
    ],
  });
  for (const one of [plain, nested]) {
    const { fields } = find(readPlan([one]), 'aws_cloudwatch_metric_alarm.main');
    assert.deepEqual(short(fields.metrics), ['AWS/RDS/CPUUtilization']);
    assert.deepEqual(short(fields.watches), ['caja-orders']);
  }
});

test('an alarm finds its database by reference and by name, and a search may find any', () => {
  const database: Planned = { type: 'aws_db_instance', after: { identifier: 'caja-orders' } };
  const other: Planned = { ...database, name: 'other', after: { identifier: 'caja-other' } };
  const alarmsOf = (one: Planned, name = 'main') =>
    related([database, other, one], `aws_db_instance.${name}`, 'alarms');
  const mine = ['aws_cloudwatch_metric_alarm.main'];
  const named = alarm({ dimensions: { DBInstanceIdentifier: 'caja-orders' } });
  assert.deepEqual(alarmsOf(named), mine);
  assert.deepEqual(alarmsOf(named, 'other'), []);
  const linked = alarm(
    {},
    {
      unknown: { dimensions: true },
      expressions: { dimensions: link('aws_db_instance.main', 'identifier') },
    },
  );
  const unnamed = { ...database, after: {}, unknown: { identifier: true, id: true } };
  assert.deepEqual(related([unnamed, other, linked], 'aws_db_instance.main', 'alarms'), mine);
  assert.deepEqual(related([unnamed, other, linked], 'aws_db_instance.other', 'alarms'), []);
  const unclear = alarm(
    {},
    { unknown: { dimensions: true }, expressions: { dimensions: { references: ['local.dimensions'] } } },
  );
  assert.deepEqual(alarmsOf(unclear), ['…']);
  const search = alarm({
    namespace: null,
    metric_name: null,
    metric_query: [{ id: 'all', expression: 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/RDS")' }],
  });
  assert.deepEqual(alarmsOf(search), ['…']);
  assert.deepEqual(shortOf(readPlan([search]), 'aws_cloudwatch_metric_alarm.main', 'metrics'), ['…']);
});

test('actions that are no topics lead to none', () => {
  const policy: Planned = { type: 'aws_appautoscaling_policy', after: {}, unknown: { arn: true } };
  const read = (more: Partial<Planned>, after: Record<string, unknown> = {}) => {
    const resources = [topic, policy, alarm(after, more)];
    const { fields } = find(readPlan(resources), 'aws_cloudwatch_metric_alarm.main');
    return [short(fields.hasActions), related(resources, 'aws_cloudwatch_metric_alarm.main', 'topics')];
  };
  const later = (...references: string[]) => ({
    unknown: { alarm_actions: true },
    expressions: { alarm_actions: { references } },
  });
  const ofTopic = ['aws_sns_topic.main.arn', 'aws_sns_topic.main'];
  const ofPolicy = ['aws_appautoscaling_policy.main.arn', 'aws_appautoscaling_policy.main'];
  assert.deepEqual(read(later(...ofTopic)), [true, ['aws_sns_topic.main']]);
  assert.deepEqual(read(later(...ofPolicy)), [true, []]);
  assert.deepEqual(read(later(...ofTopic, ...ofPolicy)), [true, ['aws_sns_topic.main']]);
  assert.deepEqual(read({}, { alarm_actions: ['arn:aws:automate:eu-west-1:ec2:reboot'] }), [true, []]);
  assert.deepEqual(read({}, { alarm_actions: null }), [false, []]);
  assert.deepEqual(read(later('local.actions')), ['?known-after-apply', '?known-after-apply']);
});

test('a composite alarm is made of the alarms that set it off', () => {
  const member = (name: string) => alarm({ alarm_name: `caja-${name}` }, { name, unknown: { arn: true } });
  const composite = (after: Record<string, unknown>, more: Partial<Planned> = {}): Planned => ({
    type: 'aws_cloudwatch_composite_alarm',
    after: { alarm_name: 'caja-down', ...after },
    ...more,
  });
  const membersOf = (one: Planned) =>
    related([member('cpu'), member('quiet'), one], 'aws_cloudwatch_composite_alarm.main', 'memberAlarms');
  const rules = ['ALARM("caja-cpu") AND NOT ALARM("caja-quiet")', 'ALARM(caja-cpu)', "alarm( 'caja-cpu' )"];
  for (const rule of rules)
    assert.deepEqual(membersOf(composite({ alarm_rule: rule })), ['aws_cloudwatch_metric_alarm.cpu'], rule);
  const later = composite(
    {},
    {
      unknown: { alarm_rule: true },
      expressions: { alarm_rule: link('aws_cloudwatch_metric_alarm.cpu', 'arn') },
    },
  );
  assert.deepEqual(membersOf(later), ['aws_cloudwatch_metric_alarm.cpu']);
});

test('of an endpoint nothing but its host is read, and of a sensitive one that is not printed', () => {
  const subscription = (endpoint: string | null, more: Partial<Planned> = {}) => {
    const one: Planned = {
      type: 'aws_sns_topic_subscription',
      after: { protocol: 'https', endpoint },
      ...more,
    };
    return find(readPlan([one]), 'aws_sns_topic_subscription.main').fields.endpointHost;
  };
  const address = 'https://user:planted-secret@events.pagerduty.com/integration/planted-secret/enqueue';
  const plain = subscription(address);
  assert.equal(short(plain), 'events.pagerduty.com');
  assert.doesNotMatch(JSON.stringify(plain), /planted-secret/);
  const hidden = subscription(address, { sensitive: { endpoint: true } });
  assert.equal(short(hidden), 'events.pagerduty.com');
  assert.ok(hidden?.state === 'known' && hidden.sensitive === true);
  assert.equal(short(subscription('ops@caja.example.com')), 'absent');
});

test("an event rule's pattern is read as far as it can be", () => {
  const read = (after: Record<string, unknown>) => {
    const { fields } = find(
      readPlan([{ type: 'aws_cloudwatch_event_rule', after }]),
      'aws_cloudwatch_event_rule.main',
    );
    return [short(fields.sources), short(fields.detailTypes), short(fields.scheduled), short(fields.enabled)];
  };
  const pattern = (value: unknown) => ({ event_pattern: JSON.stringify(value) });
  assert.deepEqual(read(pattern({ source: ['aws.ecs'] })), [['aws.ecs'], [], false, 'default:true']);
  assert.deepEqual(read(pattern({ source: [{ 'anything-but': 'aws.ecs' }], 'detail-type': ['A'] })), [
    ['?!unreadable'],
    ['A'],
    false,
    'default:true',
  ]);
  assert.deepEqual(read(pattern({ $or: [{ source: ['aws.ecs'] }] })).slice(0, 2), [
    '?!unreadable',
    '?!unreadable',
  ]);
  assert.equal(read({ event_pattern: '{"source":' })[0], '?!unreadable');
  assert.deepEqual(read({ event_pattern: null, schedule_expression: 'rate(1 day)', state: 'DISABLED' }), [
    [],
    [],
    true,
    false,
  ]);
  assert.equal(read({ ...pattern({}), is_enabled: false })[3], false);
});

test('a budget has a limit in one of three ways, and tells whoever is subscribed', () => {
  const read = (after: Record<string, unknown>) => {
    const { fields } = find(readPlan([{ type: 'aws_budgets_budget', after }]), 'aws_budgets_budget.main');
    return short(fields.limited);
  };
  assert.equal(read({ limit_amount: '4000', planned_limit: [], auto_adjust_data: [] }), true);
  assert.equal(read({ limit_amount: '0.0', planned_limit: [], auto_adjust_data: [] }), false);
  assert.equal(read({ limit_amount: null, planned_limit: [{ amount: '10' }], auto_adjust_data: [] }), true);
  assert.equal(
    read({ limit_amount: null, planned_limit: [], auto_adjust_data: [{ auto_adjust_type: 'HISTORICAL' }] }),
    true,
  );
});

test("a topic's key is AWS's own only where it is called so", () => {
  const key: Planned = { type: 'aws_kms_key', after: {}, unknown: { arn: true } };
  const read = (after: Record<string, unknown>, more: Partial<Planned> = {}) =>
    shortOf(readPlan([key, { ...topic, after, ...more }]), 'aws_sns_topic.main', 'keyOfAws');
  assert.equal(read({ kms_master_key_id: 'alias/aws/sns' }), true);
  assert.equal(read({ kms_master_key_id: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/sns' }), true);
  assert.equal(read({ kms_master_key_id: 'alias/caja-alerts' }), false);
  assert.equal(read({ kms_master_key_id: null }), false);
  const later = (expression: object): Partial<Planned> => ({
    unknown: { kms_master_key_id: true },
    expressions: { kms_master_key_id: expression },
  });
  assert.equal(read({}, later(link('aws_kms_key.main', 'arn'))), false);
  assert.equal(
    read({}, later({ references: ['data.aws_kms_alias.sns.arn', 'data.aws_kms_alias.sns'] })),
    '?known-after-apply',
  );
});
