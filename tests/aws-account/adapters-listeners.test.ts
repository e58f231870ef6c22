import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import type { ApiAnswer, Failure } from '../../src/sources/aws-account/answer.ts';
import { collectRegion } from '../../src/sources/aws-account/collect-actions.ts';
import type { Session } from '../../src/sources/aws-account/collector.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { refine } from '../../src/sources/aws-account/refine.ts';
import { answer, type Json, only, recording, rows } from './edge-answers.ts';
import { account, denied, plainly, region, resourcesOf } from './recordings.ts';

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

describe('target groups', () => {
  const api = 'elasticloadbalancing:DescribeTargetGroups';
  const arn = group('a');
  const recorded = rows({
    resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    resourceId: arn,
    arn,
    configuration: {
      TargetGroupArn: arn,
      TargetGroupName: 'a',
      HealthCheckPath: '/old',
      HealthCheckProtocol: 'HTTP',
    },
  });
  const one = {
    TargetGroupArn: arn,
    TargetGroupName: 'a',
    HealthCheckPath: '/new',
    HealthCheckProtocol: 'HTTP',
  };
  const path = (...answers: readonly ApiAnswer[]) =>
    only('target-group', answers, 'healthCheckPath').healthCheckPath;

  it('are those that the service lists, and those of AWS Config where it refuses', () => {
    assert.equal(path(recorded, answer(api, { TargetGroups: [one] })), '/new');
    assert.equal(path(recorded, answer(api, denied)), '/old');
  });

  it('are gone where the service lists them no more', () => {
    assert.deepEqual(resourcesOf(recording(recorded, answer(api, { TargetGroups: [] })), 'target-group'), []);
  });

  it('have the tags that the tagging service tells, and none where it lists none of them', () => {
    const told = (...ResourceTagMappingList: readonly Json[]) =>
      only(
        'target-group',
        [answer(api, { TargetGroups: [one] }), answer('tag:GetResources', { ResourceTagMappingList })],
        'tags',
      ).tags;
    assert.deepEqual(told({ ResourceARN: arn, Tags: [{ Key: 'Owner', Value: 'a' }] }), { Owner: 'a' });
    assert.deepEqual(told(), {});
    const { tags } = only('target-group', [answer(api, { TargetGroups: [one] })], 'tags');
    assert.match(String(tags), /^unknown/);
  });
});
