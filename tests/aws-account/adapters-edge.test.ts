import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import { actionOf } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Failure } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { answer, type Json, only, recording, rows } from './edge-answers.ts';
import { account, denied, plainly, region, resourcesOf } from './recordings.ts';

describe('DNS records', () => {
  const zones = answer('route53:ListHostedZones', {
    HostedZones: [{ Id: '/hostedzone/Z1', Name: 'a.example.' }],
  });
  const records = (...ResourceRecordSets: readonly Json[]) => [
    zones,
    answer('route53:ListResourceRecordSets', { ResourceRecordSets }, { HostedZoneId: '/hostedzone/Z1' }),
  ];

  it('point at what they name, without dots at the end, the console’s prefix or capital letters', () => {
    const AliasTarget = { DNSName: 'dualstack.Api-1.eu-west-1.elb.amazonaws.com.', HostedZoneId: 'Z2' };
    const told = only(
      'dns-record',
      records({ Name: '\\052.A.example.', Type: 'A', AliasTarget }),
      'name',
      'recordName',
      'alias',
      'targets',
      'zoneId',
    );
    assert.deepEqual(told, {
      name: '*.a.example',
      recordName: '*.a.example',
      alias: true,
      targets: ['api-1.eu-west-1.elb.amazonaws.com'],
      zoneId: 'Z1',
    });
  });

  it('point at host names only where they are aliases or of the type CNAME', () => {
    const value = { ResourceRecords: [{ Value: 'B.example.' }] };
    const targets = (Type: string) =>
      only('dns-record', records({ Name: 'a.example.', Type, ...value }), 'targets').targets;
    assert.deepEqual(targets('CNAME'), ['b.example']);
    assert.deepEqual(targets('NS'), []);
  });

  it('of one name and type are several where failover tells them apart', () => {
    const sets = ['first', 'second'].map((SetIdentifier) => ({
      Name: 'a.example.',
      Type: 'A',
      SetIdentifier,
    }));
    const read = resourcesOf(recording(...records(...sets)), 'dns-record');
    assert.equal(new Set(read.map(({ key }) => key)).size, 2);
  });

  it('may be more where one zone was refused', () => {
    const { after } = readRecording(
      recording(zones, answer('route53:ListResourceRecordSets', denied, { HostedZoneId: '/hostedzone/Z1' })),
    );
    const own = after.resources.find(({ kind }) => kind === 'account');
    assert.ok(own);
    assert.deepEqual(plainly(relate(after, { ownsArea: true })(own, 'dnsRecords')), ['…']);
  });

  it('of private zones are not asked for: nobody outside can follow them', () => {
    const { each } = actionOf('route53:ListResourceRecordSets');
    const asked = { account, region: 'global', parent: {} };
    assert.equal(each?.input({ Id: 'Z1', Config: { PrivateZone: true } }, asked), undefined);
    assert.deepEqual(each?.input({ Id: 'Z1', Config: { PrivateZone: false } }, asked), {
      HostedZoneId: 'Z1',
    });
  });
});

describe('distributions', () => {
  const arn = `arn:aws:cloudfront::${account}:distribution/E1`;
  const row = (distributionConfig: Json) =>
    rows({
      resourceType: 'AWS::CloudFront::Distribution',
      resourceId: 'E1',
      awsRegion: 'global',
      arn,
      configuration: { id: 'E1', distributionConfig },
    });
  const listed = (...Items: readonly Json[]) =>
    answer('cloudfront:ListDistributions', { DistributionList: { Quantity: Items.length, Items } });
  const summary = {
    Id: 'E1',
    ARN: arn,
    DomainName: 'd1.cloudfront.net',
    Enabled: true,
    IsIPV6Enabled: false,
  };

  it('are those of AWS Config, and those that CloudFront alone lists', () => {
    const told = ['enabled', 'ipv6', 'defaultRootObject'];
    assert.deepEqual(
      only('cloudfront-distribution', [row({ defaultRootObject: 'a' }), listed(summary)], told[2] ?? ''),
      {
        defaultRootObject: 'a',
      },
    );
    const unrecorded = only('cloudfront-distribution', [listed(summary)], ...told);
    assert.deepEqual([unrecorded.enabled, unrecorded.ipv6], [true, false]);
    assert.match(String(unrecorded.defaultRootObject), /^unknown, not-recorded: .*ListDistributions/);
  });

  it('are all there are once CloudFront has listed them, and may be more before', () => {
    const follow = (...answers: readonly ApiAnswer[]) => {
      const { after } = readRecording(recording(...answers));
      const own = after.resources.find(({ kind }) => kind === 'account');
      assert.ok(own);
      return plainly(relate(after, { ownsArea: true })(own, 'distributions'));
    };
    assert.deepEqual(follow(rows(), answer('cloudfront:ListDistributions', denied)), ['…']);
  });

  it('have additional metrics as their subscription says, none without one, and doubtful ones unasked', () => {
    const metrics = (output: Json | Failure) =>
      only(
        'cloudfront-distribution',
        [
          row({}),
          listed(summary),
          answer('cloudfront:GetMonitoringSubscription', output, { DistributionId: 'E1' }),
        ],
        'additionalMetrics',
      ).additionalMetrics;
    const status = (RealtimeMetricsSubscriptionStatus: string) => ({
      MonitoringSubscription: { RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus } },
    });
    assert.equal(metrics(status('Enabled')), true);
    assert.equal(metrics(status('Disabled')), false);
    assert.equal(metrics({}), false);
    assert.match(String(metrics(denied)), /^unknown, denied/);
    assert.match(String(metrics(status('Pending'))), /^unknown, unreadable/);
  });

  it('log by the first version or by a delivery; an account without deliveries has none', () => {
    const edge = 'us-east-1';
    const sources = (...deliverySources: readonly Json[]) =>
      answer('logs:DescribeDeliverySources', { deliverySources }, {}, edge);
    const deliveries = (...deliverySourceNames: readonly string[]) =>
      answer(
        'logs:DescribeDeliveries',
        { deliveries: deliverySourceNames.map((deliverySourceName) => ({ deliverySourceName })) },
        {},
        edge,
      );
    const own = { name: 'web', logType: 'ACCESS_LOGS', resourceArns: [arn] };
    const logs = (...answers: readonly ApiAnswer[]) =>
      only('cloudfront-distribution', [row({ logging: { enabled: false } }), ...answers], 'accessLogs')
        .accessLogs;
    assert.equal(logs(sources(own), deliveries('web')), true);
    assert.equal(logs(sources(own), deliveries('another')), false);
    assert.equal(logs(sources({ ...own, resourceArns: ['arn:another'] }), deliveries('web')), false);
    assert.equal(logs(sources(), answer('logs:DescribeDeliveries', denied, {}, edge)), false);
    assert.match(
      String(logs(sources(own), answer('logs:DescribeDeliveries', denied, {}, edge))),
      /^unknown, denied/,
    );
    assert.match(String(logs()), /^unknown, not-read: .*second is not known/);
  });

  it('take the times of a cache policy of one’s own from CloudFront', () => {
    const policies = (Items: readonly Json[]) =>
      answer('cloudfront:ListCachePolicies', { CachePolicyList: { Quantity: Items.length, Items } });
    const CachePolicy = { Id: 'own', CachePolicyConfig: { Name: 'own', MinTTL: 60 } };
    const config = { defaultCacheBehavior: { cachePolicyId: 'own' }, cacheBehaviors: { quantity: 0 } };
    const times = (...answers: readonly ApiAnswer[]) => {
      const { behaviors } = only('cloudfront-distribution', [row(config), ...answers], 'behaviors');
      const [first] = behaviors as readonly Json[];
      return [first?.minimumTtlSeconds, first?.maximumTtlSeconds];
    };
    assert.deepEqual(times(policies([{ Type: 'custom', CachePolicy }])), [60, 31_536_000]);
    for (const answers of [[policies([])], [answer('cloudfront:ListCachePolicies', denied)]])
      assert.match(String(times(...answers)[0]), /^unknown/);
  });

  it('of CloudFront’s own cache policies are nobody’s to judge', () => {
    const Items = [
      { Type: 'managed', CachePolicy: { Id: 'm', CachePolicyConfig: { Name: 'Managed', MinTTL: 1 } } },
    ];
    const answers = answer('cloudfront:ListCachePolicies', { CachePolicyList: { Quantity: 1, Items } });
    assert.deepEqual(resourcesOf(recording(answers), 'cache-policy'), []);
  });
});

describe('web ACLs', () => {
  const arn = (scope: string, where: string) => `arn:aws:wafv2:${where}:${account}:${scope}/webacl/a/1`;
  const acl = (resourceARN: string, awsRegion: string) =>
    rows({
      resourceType: 'AWS::WAFv2::WebACL',
      resourceId: '1',
      arn: resourceARN,
      awsRegion,
      configuration: { resourceARN },
    });
  const api = 'wafv2:ListLoggingConfigurations';
  const logging = (where: string, Scope: string, ...arns: readonly string[]) =>
    answer(
      api,
      {
        LoggingConfigurations: arns.map((ResourceArn) => ({
          ResourceArn,
          LogDestinationConfigs: ['arn:log'],
        })),
      },
      { Scope },
      where,
    );
  const logs = (...answers: readonly ApiAnswer[]) => only('web-acl', answers, 'logs').logs;

  it('log where they are among the lists of their region', () => {
    const own = arn('regional', region);
    assert.equal(logs(acl(own, region), logging(region, 'REGIONAL', own)), true);
    assert.equal(logs(acl(own, region), logging(region, 'REGIONAL')), false);
    assert.match(
      String(logs(acl(own, region), answer(api, denied, { Scope: 'REGIONAL' }))),
      /^unknown, denied/,
    );
    assert.match(String(logs(acl(own, region))), /^unknown, not-read/);
  });

  it('before CloudFront log where us-east-1 says so, whichever region AWS Config names', () => {
    const own = arn('global', 'us-east-1');
    for (const named of ['us-east-1', 'global'])
      assert.equal(logs(acl(own, named), logging('us-east-1', 'CLOUDFRONT', own)), true, named);
  });
});
