import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adaptCompositeAlarm, adaptMetricAlarm } from '../../src/sources/aws-account/adapters/alarm.ts';
import { adaptBudget } from '../../src/sources/aws-account/adapters/budget.ts';
import { adaptDescribedTrail } from '../../src/sources/aws-account/adapters/cloudtrail-trail.ts';
import type { ItemReader } from '../../src/sources/aws-account/adapters/item-reader.ts';
import type { ListedAt } from '../../src/sources/aws-account/adapters/listing.ts';
import { adaptLogGroup, adaptMetricFilter } from '../../src/sources/aws-account/adapters/log-group.ts';
import { adaptListedSecret } from '../../src/sources/aws-account/adapters/secret.ts';
import { adaptSnsSubscription } from '../../src/sources/aws-account/adapters/sns-subscription.ts';
import { adaptSsmParameter } from '../../src/sources/aws-account/adapters/ssm-parameter.ts';
import { managementEvents } from '../../src/sources/aws-account/adapters/trail-selectors.ts';
import type { JsonObject } from '../../src/sources/aws-account/item.ts';
import { answersOf } from '../../src/sources/aws-account/recorded-answers.ts';
import { home } from './answers.ts';
import { account, recordingOf } from './recordings.ts';
import { interfacesOf, isField, pathsAsked } from './sdk-fields.ts';

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
    [
      'client-secrets-manager',
      'SecretListEntry',
      (item) => adaptListedSecret(item, at),
      [{ RotationEnabled: true }],
    ],
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
