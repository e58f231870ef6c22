import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import { actionOf } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Failure, Recording } from '../../src/sources/aws-account/answer.ts';
import { collectRegion } from '../../src/sources/aws-account/collect-actions.ts';
import type { Session } from '../../src/sources/aws-account/collector.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { inventoryQuery } from '../../src/sources/aws-account/queries.ts';
import { refine } from '../../src/sources/aws-account/refine.ts';
import { account, denied, facts, plainly, region, resourcesOf } from './recordings.ts';

type Json = Readonly<Record<string, unknown>>;

const readAt = '2026-11-20T02:00:00.000Z';

/** One answer, asked as the table of actions says. */
function answer(api: string, output: Json | Failure, input: Json = {}, where = region): ApiAnswer {
  const { scope, input: always } = actionOf(api);
  const base = { account, region: scope === 'account' ? 'global' : where, api, readAt };
  const asked = { ...always, ...input };
  return 'kind' in output
    ? { ...base, input: asked, error: output as Failure }
    : { ...base, input: asked, output };
}

function rows(...items: readonly Json[]): ApiAnswer {
  const complete = { accountId: account, awsRegion: region, configurationItemStatus: 'OK' };
  const Results = items.map((item) => JSON.stringify({ ...complete, ...item }));
  return answer('config:SelectResourceConfig', { Results }, { Expression: inventoryQuery });
}

function recording(...answers: readonly ApiAnswer[]): Recording {
  const identity = { account, arn: `arn:aws:sts::${account}:assumed-role/audit/audit` };
  return { format: 1, identity, startedAt: readAt, regions: [region, 'us-east-1'], answers };
}

function only(kind: string, answers: readonly ApiAnswer[], ...names: readonly string[]) {
  const [resource, another] = resourcesOf(recording(...answers), kind);
  assert.ok(resource !== undefined && another === undefined, `not exactly one ${kind}`);
  return facts(resource, ...names);
}

const balancer = `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/api/1`;
const listener = `arn:aws:elasticloadbalancing:${region}:${account}:listener/app/api/1/2`;
const group = (name: string) => `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/${name}/3`;
const forward = (...names: readonly string[]) => ({
  Type: 'forward',
  ForwardConfig: { TargetGroups: names.map((name) => ({ TargetGroupArn: group(name), Weight: 1 })) },
});
const refusal = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } };
const toHttps = { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } };

interface Listening {
  readonly actions?: readonly Json[];
  readonly rules?: readonly Json[] | Failure;
  readonly own?: Json;
}

function listening({ actions = [refusal], rules = [], own = {} }: Listening): readonly ApiAnswer[] {
  const Listeners = [
    {
      ListenerArn: listener,
      LoadBalancerArn: balancer,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: actions,
      ...own,
    },
  ];
  const answered = 'kind' in rules ? rules : { Rules: [...rules, { IsDefault: true, Actions: actions }] };
  return [
    answer('elasticloadbalancing:DescribeLoadBalancers', { LoadBalancers: [{ LoadBalancerArn: balancer }] }),
    answer('elasticloadbalancing:DescribeListeners', { Listeners }, { LoadBalancerArn: balancer }),
    answer('elasticloadbalancing:DescribeRules', answered as Json, { ListenerArn: listener }),
  ];
}

describe('listeners', () => {
  const told = (given: Listening, ...names: readonly string[]) =>
    only('listener', listening(given), ...names);
  const rule = (action: Json, ...conditions: readonly Json[]) => ({
    Conditions: conditions,
    Actions: [action],
  });
  const header = (name: string, ...Values: readonly string[]) => ({
    Field: 'http-header',
    HttpHeaderConfig: { HttpHeaderName: name, Values },
  });
  const path = { Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } };
  const asks = (rules: readonly Json[], actions?: readonly Json[]) =>
    told(actions === undefined ? { rules } : { rules, actions }, 'demandsHeader').demandsHeader;

  it('demand a header where what matches no rule goes nowhere and each rule that forwards asks for one', () => {
    assert.equal(asks([rule(forward('a'), header('X-Origin', '[redacted]'), path)]), true);
    assert.equal(asks([rule(forward('a'), header('X-Origin', '[redacted]')), rule(toHttps, path)]), true);
    assert.equal(
      asks([rule(forward('a'), header('X-Origin', '[redacted]')), rule(forward('b'), path)]),
      false,
    );
    assert.equal(asks([rule(forward('a'), header('X-Origin', '[redacted]'))], [forward('a')]), false);
  });

  it('demand nothing by a header that every client sends, by any value, or by one value beside any other', () => {
    for (const [name, ...values] of [
      ['User-Agent', 'Amazon CloudFront'],
      ['X-Forwarded-Proto', 'https'],
      ['X-Origin', '*'],
      ['X-Origin', '[redacted]', '?*'],
    ] as const)
      assert.equal(asks([rule(forward('a'), header(name, ...values))]), false, name);
  });

  it('may demand one by a pattern, which may be met by anything', () => {
    const pattern = {
      Field: 'http-header',
      HttpHeaderConfig: { HttpHeaderName: 'X-Origin', RegexValues: ['[redacted]'] },
    };
    assert.match(String(asks([rule(forward('a'), pattern)])), /^unknown, unreadable/);
  });

  it('forward to the groups of their default actions and of all rules, once each', () => {
    const { targetGroupArns } = told(
      { actions: [{ ...forward('a'), TargetGroupArn: group('a') }], rules: [rule(forward('b', 'a'), path)] },
      'targetGroupArns',
    );
    assert.deepEqual(targetGroupArns, [group('a'), group('b')]);
  });

  it('redirect to HTTPS where every action does, and keep the protocol that a redirect does not name', () => {
    const redirects = (given: Listening) => told(given, 'redirectsToHttps').redirectsToHttps;
    assert.equal(redirects({ actions: [toHttps] }), true);
    assert.equal(redirects({ actions: [toHttps], rules: [rule(forward('a'), path)] }), false);
    const elsewhere = { Type: 'redirect', RedirectConfig: { Host: 'example.com' } };
    assert.equal(redirects({ actions: [elsewhere] }), false);
  });

  it('whose rules were refused are told as far as their default actions tell', () => {
    const lost = told(
      { actions: [toHttps], rules: denied },
      'redirectsToHttps',
      'targetGroupArns',
      'demandsHeader',
    );
    assert.match(String(lost.redirectsToHttps), /^unknown, denied: .*DescribeRules/);
    assert.match(String(lost.demandsHeader), /^unknown, denied/);
    assert.deepEqual(lost.targetGroupArns, ['…']);
    const open = told({ actions: [forward('a')], rules: denied }, 'redirectsToHttps', 'demandsHeader');
    assert.deepEqual(open, { redirectsToHttps: false, demandsHeader: false });
  });

  it('of network load balancers have no rules, and those of gateways neither port nor protocol', () => {
    const own = { Protocol: 'TCP', Port: 5432 };
    const tcp = told(
      { actions: [forward('a')], own, rules: denied },
      'targetGroupArns',
      'sslPolicy',
      'certificateArn',
    );
    assert.deepEqual(tcp, { targetGroupArns: [group('a')], sslPolicy: 'absent', certificateArn: 'absent' });
    const gateway = {
      Protocol: undefined,
      Port: undefined,
      ListenerArn: listener.replace('/app/', '/gwy/'),
    };
    assert.deepEqual(told({ own: gateway }, 'protocol', 'port'), { protocol: 'GENEVE', port: 'absent' });
  });

  it('with an action that nobody understands are in doubt', () => {
    const odd = told(
      { actions: [{ Type: 'teleport' }] },
      'defaultAction',
      'redirectsToHttps',
      'targetGroupArns',
    );
    assert.match(String(odd.defaultAction), /^unknown, unreadable/);
    assert.match(String(odd.redirectsToHttps), /^unknown, unreadable/);
  });

  it('have the tags that were asked for twenty at a time, and unknown ones where nobody answered', () => {
    const tags = [{ ResourceArn: listener, Tags: [{ Key: 'Owner', Value: 'a' }] }];
    const asked = answer(
      'elasticloadbalancing:DescribeTags',
      { TagDescriptions: tags },
      { ResourceArns: [listener] },
    );
    assert.deepEqual(only('listener', [...listening({}), asked], 'tags').tags, { Owner: 'a' });
    assert.match(String(told({}, 'tags').tags), /^unknown/);
  });

  it('are missing, perhaps, where their load balancers or they themselves could not be listed', () => {
    for (const api of [
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeListeners',
    ]) {
      const target = { resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup', resourceId: group('a') };
      const { after } = readRecording(
        recording(
          rows({ ...target, arn: group('a'), configuration: { TargetGroupArn: group('a') } }),
          answer(api, denied),
        ),
      );
      const one = after.resources.find((resource) => resource.kind === 'target-group');
      assert.ok(one);
      assert.deepEqual(plainly(relate(after, { ownsArea: true })(one, 'listeners')), ['…'], api);
    }
  });
});

describe('what is asked about listeners', () => {
  it('is their rules one by one, but only where there may be some, and their tags twenty at a time', async () => {
    const asked: { api: string; input: Json }[] = [];
    const Listeners = Array.from({ length: 45 }, (_, index) => ({
      ListenerArn: `l${index}`,
      Protocol: index === 0 ? 'TCP' : 'HTTPS',
    }));
    const outputs: Readonly<Record<string, Json>> = {
      'elasticloadbalancing:DescribeLoadBalancers': { LoadBalancers: [{ LoadBalancerArn: 'b' }] },
      'elasticloadbalancing:DescribeListeners': { Listeners },
    };
    const ask = async (api: string, _region: string, input: Json = {}) => {
      asked.push({ api, input });
      return answer(api, outputs[api] ?? {}, input);
    };
    const session = {
      account,
      one: ask,
      pages: async (api: string, where: string, input?: Json) => [await ask(api, where, input)],
    } as unknown as Session;
    await collectRegion(session, region).catch(() => undefined);
    const of = (api: string) => asked.filter((call) => call.api === `elasticloadbalancing:${api}`);
    assert.equal(of('DescribeRules').length, 44);
    assert.deepEqual(
      of('DescribeTags').map(({ input }) => (input.ResourceArns as readonly string[]).length),
      [20, 20, 5],
    );
  });

  it('keeps no value that a header is held against', () => {
    const secret = 'hunter2-hunter2';
    const Conditions = [
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Origin', Values: [secret, '*'] } },
      { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'k', Value: secret }] } },
    ];
    const kept = refine('elasticloadbalancing:DescribeRules', { Rules: [{ Conditions }] });
    assert.doesNotMatch(JSON.stringify(kept), /hunter2/);
    assert.match(JSON.stringify(kept), /"Values":\["\[redacted\]","\*"\]/);
    const origin = { CustomHeaders: { Items: [{ HeaderName: 'X-Origin', HeaderValue: secret }] } };
    const list = refine('cloudfront:ListDistributions', {
      DistributionList: { NextMarker: 'on', Items: [{ Origins: { Items: [origin] } }] },
    });
    assert.doesNotMatch(JSON.stringify(list), /hunter2/);
    assert.match(JSON.stringify(list), /"NextMarker":"on"/);
  });
});

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

describe('what scales', () => {
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/p/api',
    ScalableDimension: 'ecs:service:DesiredCount',
  };
  const targets = (given: Json) =>
    answer(
      'application-autoscaling:DescribeScalableTargets',
      { ScalableTargets: [{ ...target, ...given }] },
      { ServiceNamespace: 'ecs' },
    );
  const policies = (...ScalingPolicies: readonly Json[]) =>
    answer(
      'application-autoscaling:DescribeScalingPolicies',
      { ScalingPolicies },
      { ServiceNamespace: 'ecs' },
    );

  it('has the policies of its dimension, and perhaps some where they were refused', () => {
    const follow = (...answers: readonly ApiAnswer[]) => {
      const { after } = readRecording(recording(targets({ MinCapacity: 1, MaxCapacity: 2 }), ...answers));
      const one = after.resources.find(({ kind }) => kind === 'scaling-target');
      assert.ok(one);
      const list = plainly(relate(after, { ownsArea: true })(one, 'policies')) as readonly unknown[];
      return list.map((each) => (each === '…' ? each : (each as Json).targetId));
    };
    const policy = { ...target, PolicyARN: 'arn:p', PolicyName: 'p', PolicyType: 'StepScaling' };
    const other = { ...policy, PolicyARN: 'arn:q', ScalableDimension: 'ecs:service:Other' };
    const dynamodb = answer(
      'application-autoscaling:DescribeScalingPolicies',
      { ScalingPolicies: [] },
      { ServiceNamespace: 'dynamodb' },
    );
    assert.deepEqual(follow(policies(policy, other), dynamodb).slice(0, 1), [
      'ecs/service/p/api/ecs:service:DesiredCount',
    ]);
    const refused = answer('application-autoscaling:DescribeScalingPolicies', denied, {
      ServiceNamespace: 'ecs',
    });
    assert.deepEqual(follow(refused), ['…']);
  });

  it('is suspended where scaling out is', () => {
    const suspended = (SuspendedState: Json) =>
      only('scaling-target', [targets({ SuspendedState })], 'suspended').suspended;
    assert.equal(suspended({ DynamicScalingOutSuspended: true }), true);
    assert.equal(suspended({ DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false }), false);
  });

  it('tracks a metric by its name, or nothing that has one', () => {
    const metric = (TargetTrackingScalingPolicyConfiguration: Json) =>
      only(
        'scaling-policy',
        [policies({ ...target, PolicyARN: 'a', PolicyType: 'x', TargetTrackingScalingPolicyConfiguration })],
        'metric',
      ).metric;
    assert.equal(metric({ PredefinedMetricSpecification: { PredefinedMetricType: 'ECS…' } }), 'ECS…');
    assert.equal(metric({ CustomizedMetricSpecification: { MetricName: 'Queue' } }), 'Queue');
    assert.equal(metric({ CustomizedMetricSpecification: { Metrics: [] } }), 'absent');
  });
});

describe('revisions of task definitions', () => {
  const definition = (revision: number, family = 'api') => {
    const arn = `arn:aws:ecs:${region}:${account}:task-definition/${family}:${revision}`;
    return {
      resourceType: 'AWS::ECS::TaskDefinition',
      resourceId: family,
      arn,
      configuration: { Family: family, TaskDefinitionArn: arn },
    };
  };
  const service = (TaskDefinition?: string) => ({
    resourceType: 'AWS::ECS::Service',
    resourceId: 'api',
    arn: `arn:aws:ecs:${region}:${account}:service/p/api`,
    configuration: { ServiceName: 'api', TaskDefinition },
  });
  const schedule = (TaskDefinitionArn: string) => ({
    resourceType: 'AWS::Events::Rule',
    resourceId: 'nightly',
    configuration: { Targets: [{ Id: 'a', EcsParameters: { TaskDefinitionArn } }] },
  });
  const recorder = answer('config:DescribeConfigurationRecorders', {
    ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }],
  });
  const status = answer('config:DescribeConfigurationRecorderStatus', {
    ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }],
  });
  const judged = (answers: readonly ApiAnswer[]) => {
    const one = { ...recording(...answers), regions: [region] };
    return resourcesOf(one, 'ecs-task-definition').map(({ arn }) => arn?.split('/').at(-1));
  };
  const all = [1, 2, 3].map((revision) => definition(revision));

  it('are judged where a service or a rule runs them, and the newest of each family', () => {
    const used = rows(...all, definition(1, 'jobs'), service(definition(1).arn));
    assert.deepEqual(judged([recorder, status, used]), ['api:1', 'api:3', 'jobs:1']);
    const scheduled = rows(...all, schedule(definition(2).arn));
    assert.deepEqual(judged([recorder, status, scheduled]), ['api:2', 'api:3']);
  });

  it('that are left out are told, with what nobody read', () => {
    const one = {
      ...recording(recorder, status, rows(...all, service(definition(3).arn))),
      regions: [region],
    };
    const note = readRecording(one).after.gaps.find(({ message }) => message.includes('older revisions'));
    assert.equal(note?.incomplete, false);
    assert.match(note?.message ?? '', /2 older revisions .* not judged.*Scheduler/);
  });

  it('are all judged where it cannot be told what runs', () => {
    assert.equal(judged([rows(...all)]).length, 3, 'no recorder');
    assert.equal(judged([recorder, status, rows(...all, service())]).length, 3, 'a service of somebody else');
    const some = answer('config:DescribeConfigurationRecorders', {
      ConfigurationRecorders: [
        { name: 'default', recordingGroup: { resourceTypes: ['AWS::ECS::TaskDefinition'] } },
      ],
    });
    assert.equal(judged([some, status, rows(...all)]).length, 3, 'services are not recorded');
  });
});
