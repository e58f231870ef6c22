import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adaptCachePolicy } from '../../src/sources/aws-account/adapters/cache-policy.ts';
import { adaptListedDistribution } from '../../src/sources/aws-account/adapters/cloudfront-distribution.ts';
import { adaptDnsRecord } from '../../src/sources/aws-account/adapters/dns-record.ts';
import type { ItemReader } from '../../src/sources/aws-account/adapters/item-reader.ts';
import { adaptListener } from '../../src/sources/aws-account/adapters/listener.ts';
import { asksForHeader } from '../../src/sources/aws-account/adapters/listener-actions.ts';
import { adaptOriginAccessControl } from '../../src/sources/aws-account/adapters/origin-access.ts';
import { adaptScalingPolicy, adaptScalingTarget } from '../../src/sources/aws-account/adapters/scaling.ts';
import { adaptListedTargetGroup } from '../../src/sources/aws-account/adapters/target-group.ts';
import type { JsonObject } from '../../src/sources/aws-account/item.ts';
import { answersOf } from '../../src/sources/aws-account/recorded-answers.ts';
import { recording } from './edge-answers.ts';
import { region } from './recordings.ts';
import { interfacesOf, isField, pathsAsked } from './sdk-fields.ts';

describe("paths of these services' answers", () => {
  const nothing = answersOf(recording()).from(region);
  const ecs = { ServiceNamespace: 'ecs', ResourceId: 'a', ScalableDimension: 'b' };
  const cases: readonly [string, string, (item: ItemReader) => unknown, ...JsonObject[]][] = [
    [
      'client-elastic-load-balancing-v2',
      'Listener',
      (item) => adaptListener(item, nothing),
      {
        Protocol: 'HTTPS',
        ListenerArn: 'a',
        Certificates: [{}],
        DefaultActions: [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301' } }],
      },
      { DefaultActions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{}] } }] },
    ],
    [
      'client-elastic-load-balancing-v2',
      'Rule',
      asksForHeader,
      {
        Conditions: [{ HttpHeaderConfig: { HttpHeaderName: 'X-Origin' } }, { Field: 'path-pattern' }],
      },
    ],
    ['client-elastic-load-balancing-v2', 'TargetGroup', adaptListedTargetGroup, {}],
    [
      'client-route-53',
      'ResourceRecordSet',
      (item) => adaptDnsRecord(item, { input: {} }),
      { AliasTarget: { EvaluateTargetHealth: false } },
      { Type: 'CNAME', ResourceRecords: [{}] },
    ],
    ['client-application-auto-scaling', 'ScalableTarget', adaptScalingTarget, {}],
    [
      'client-application-auto-scaling',
      'ScalingPolicy',
      adaptScalingPolicy,
      ecs,
      { TargetTrackingScalingPolicyConfiguration: { PredefinedMetricSpecification: { ResourceLabel: '' } } },
    ],
    ['client-cloudfront', 'CachePolicySummary', adaptCachePolicy, {}],
    ['client-cloudfront', 'OriginAccessControlSummary', adaptOriginAccessControl, {}],
  ];
  for (const [client, root, adapt, ...things] of cases) {
    it(`${root} are those of the SDK`, () => {
      const asked = pathsAsked(adapt, [{}, ...things]);
      const interfaces = interfacesOf(client);
      assert.ok(asked.length >= 2, 'the adapter asks for some');
      for (const path of asked) assert.ok(isField(interfaces, root, path), path);
    });
  }

  it('DistributionSummary are those of the SDK but for their letter case, root object and logging', () => {
    const things: JsonObject = {
      Origins: { Items: [{ S3OriginConfig: {} }, { DomainName: 'a', CustomOriginConfig: {} }] },
      DefaultCacheBehavior: { ForwardedValues: {}, MinTTL: 0, DefaultTTL: 0 },
      ViewerCertificate: { CertificateSource: 'acm' },
    };
    const asked = pathsAsked((item) => adaptListedDistribution(item, { answers: nothing }), [{}, things]);
    const interfaces = interfacesOf('client-cloudfront');
    const spelt = (path: string) =>
      path
        .split('.')
        .map((name) => name.replace(/^(acm|iam)(?=Cert)/, (word) => word.toUpperCase()))
        .map((name) => name.charAt(0).toUpperCase() + name.slice(1))
        .join('.');
    const strange = asked.filter((path) => !isField(interfaces, 'DistributionSummary', spelt(path)));
    assert.deepEqual(
      strange.filter((path) => !path.startsWith('logging') && path !== 'defaultRootObject'),
      [],
    );
  });

  it('that lists are made of, and that tell of distributions and web ACLs, are those of the SDK', () => {
    for (const [client, root, path] of [
      ['client-cloudfront', 'ListCachePoliciesResult', 'CachePolicyList.Items.CachePolicy.Id'],
      ['client-cloudfront', 'ListOriginAccessControlsResult', 'OriginAccessControlList.Items.Id'],
      [
        'client-cloudfront',
        'ListCloudFrontOriginAccessIdentitiesResult',
        'CloudFrontOriginAccessIdentityList.Items.Id',
      ],
      ['client-cloudfront', 'ListDistributionsResult', 'DistributionList.Items.ARN'],
      ['client-cloudfront', 'ListDistributionsResult', 'DistributionList.Items.DomainName'],
      [
        'client-cloudfront',
        'GetMonitoringSubscriptionResult',
        'MonitoringSubscription.RealtimeMetricsSubscriptionConfig.RealtimeMetricsSubscriptionStatus',
      ],
      ['client-elastic-load-balancing-v2', 'DescribeListenersOutput', 'Listeners.ListenerArn'],
      ['client-elastic-load-balancing-v2', 'DescribeRulesOutput', 'Rules.IsDefault'],
      ['client-elastic-load-balancing-v2', 'DescribeTagsOutput', 'TagDescriptions.Tags.Key'],
      ['client-route-53', 'ListHostedZonesResponse', 'HostedZones.Config.PrivateZone'],
      ['client-wafv2', 'ListLoggingConfigurationsResponse', 'LoggingConfigurations.LogDestinationConfigs'],
      ['client-cloudwatch-logs', 'DescribeDeliverySourcesResponse', 'deliverySources.resourceArns'],
      ['client-cloudwatch-logs', 'DescribeDeliveriesResponse', 'deliveries.deliverySourceName'],
    ] as const)
      assert.ok(isField(interfacesOf(client), root, path), `${root} ${path}`);
  });
});
