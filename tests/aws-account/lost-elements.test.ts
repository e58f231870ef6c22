import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Gap } from '../../src/model/resource.ts';
import type { Recording } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { account, recordingOf, region, resourcesOf } from './recordings.ts';

function unreadable(recording: Recording, kind: string): readonly Gap[] {
  return readRecording(recording).after.gaps.filter(
    (gap) => gap.reason === 'unreadable' && gap.kinds.includes(kind),
  );
}

const iam = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };

describe('an element without an id', () => {
  const cases: readonly (readonly [string, string, object, string])[] = [
    ['ebs-volume', 'ec2:DescribeVolumes', { Volumes: [{ VolumeId: 'vol-1' }, { Encrypted: false }] }, region],
    ['ebs-volume', 'ec2:DescribeVolumes', { Volumes: [{ VolumeId: 'vol-1' }, 'vol-2'] }, region],
    [
      'metric-filter',
      'logs:DescribeMetricFilters',
      { metricFilters: [{ filterName: 'a', logGroupName: 'b' }, { filterName: 'c' }] },
      region,
    ],
    [
      'iam-role',
      'iam:GetAccountAuthorizationDetails',
      { ...iam, RoleDetailList: [{ RoleName: 'a', Arn: 'arn:aws:iam::1:role/a' }, { RoleName: 'b' }] },
      'global',
    ],
  ];
  for (const [kind, api, output, where] of cases) {
    it(`leaves a gap: ${kind} of ${JSON.stringify(output)}`, () => {
      const recording = recordingOf({ [api]: output });
      const [gap, ...others] = unreadable(recording, kind);
      assert.deepEqual(others, []);
      assert.deepEqual(
        [gap?.api, gap?.region, gap?.account, gap?.kinds, gap?.incomplete],
        [api, where, account, [kind], true],
      );
      assert.match(gap?.message ?? '', /listed one of its .* without an id/);
      assert.equal(resourcesOf(recording, kind).length, 1);
    });
  }
});

describe('what is left out on purpose', () => {
  const cases: readonly (readonly [string, string, object])[] = [
    [
      'instance',
      'ec2:DescribeInstances',
      { Reservations: [{ Instances: [{ State: { Name: 'terminated' } }] }] },
    ],
    ['vpc', 'ec2:DescribeVpcs', { Vpcs: [{ VpcId: 'vpc-1', OwnerId: '999988887777' }] }],
    ['alarm', 'cloudwatch:DescribeAlarms', { MetricAlarms: [{ AlarmName: 'TargetTracking-x' }] }],
    [
      'sns-subscription',
      'sns:ListSubscriptions',
      { Subscriptions: [{ SubscriptionArn: 'PendingConfirmation' }] },
    ],
    ['cache-policy', 'cloudfront:ListCachePolicies', { CachePolicyList: { Items: [{ Type: 'managed' }] } }],
    [
      'db-parameter-group',
      'rds:DescribeDBParameterGroups',
      { DBParameterGroups: [{ DBParameterGroupName: 'default.postgres16' }] },
    ],
    [
      'elasticache-cluster',
      'elasticache:DescribeCacheClusters',
      { CacheClusters: [{ CacheClusterId: 'a-001', ReplicationGroupId: 'a' }] },
    ],
  ];
  for (const [kind, api, output] of cases) {
    it(`leaves none: ${kind} of ${JSON.stringify(output)}`, () => {
      const recording = recordingOf({ [api]: output });
      assert.deepEqual(unreadable(recording, kind), []);
      assert.deepEqual(resourcesOf(recording, kind), []);
    });
  }
});
