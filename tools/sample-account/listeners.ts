import { api, balancerArn, oldApi, oldTags, targetGroupArn } from './balancers.ts';
import { certificateArn } from './certificates.ts';
import { cajaTags, hex, home, type Tags, tagList } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

function listenerArn(balancer: string, port: number): string {
  return `${balancerArn(balancer).replace(':loadbalancer/', ':listener/')}/${hex(`${balancer} ${port}`, 16)}`;
}

const forward = (...names: readonly string[]) => [
  {
    Type: 'forward',
    Order: 1,
    ...(names.length === 1 ? { TargetGroupArn: targetGroupArn(names[0] ?? '') } : {}),
    ForwardConfig: {
      TargetGroups: names.map((name, index) => ({
        TargetGroupArn: targetGroupArn(name),
        Weight: index === 0 ? 100 : 0,
      })),
      TargetGroupStickinessConfig: { Enabled: false },
    },
  },
];

const toHttps = [
  {
    Type: 'redirect',
    Order: 1,
    RedirectConfig: {
      Protocol: 'HTTPS',
      Port: '443',
      Host: '#{host}',
      Path: '/#{path}',
      Query: '#{query}',
      StatusCode: 'HTTP_301',
    },
  },
];

const refuse = [
  { Type: 'fixed-response', Order: 1, FixedResponseConfig: { StatusCode: '403', ContentType: 'text/plain' } },
];

interface Listener {
  readonly balancer: string;
  readonly port: number;
  readonly actions: readonly Json[];
  readonly secure?: Json;
  readonly rules?: readonly Json[];
  readonly tags: Tags;
}

/** What CloudFront alone knows; a recording does not keep the value. */
const fromCloudfront = {
  Field: 'http-header',
  HttpHeaderConfig: { HttpHeaderName: 'X-Caja-Origin', Values: ['[redacted]'] },
};

const listenersOf: readonly Listener[] = [
  { balancer: api, port: 80, actions: toHttps, tags: cajaTags('api', `${api}-http`) },
  {
    balancer: api,
    port: 443,
    actions: refuse,
    secure: {
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      Certificates: [{ CertificateArn: certificateArn(home) }],
    },
    rules: [
      {
        Conditions: [
          fromCloudfront,
          { Field: 'path-pattern', PathPatternConfig: { Values: ['/payments/*'] } },
        ],
        Actions: forward('caja-prod-payments-blue', 'caja-prod-payments-green'),
      },
      { Conditions: [fromCloudfront], Actions: forward(api) },
    ],
    tags: cajaTags('api', `${api}-https`),
  },
  { balancer: oldApi, port: 80, actions: forward(oldApi), tags: oldTags },
  {
    balancer: oldApi,
    port: 8443,
    actions: forward(oldApi),
    secure: {
      SslPolicy: 'ELBSecurityPolicy-2016-08',
      Certificates: [{ CertificateArn: certificateArn(home) }],
    },
    tags: oldTags,
  },
];

export function listeners(balancer: string): readonly Json[] {
  return listenersOf
    .filter((one) => one.balancer === balancer)
    .map(({ port, actions, secure }) => ({
      ListenerArn: listenerArn(balancer, port),
      LoadBalancerArn: balancerArn(balancer),
      Port: port,
      Protocol: secure === undefined ? 'HTTP' : 'HTTPS',
      ...secure,
      DefaultActions: actions,
    }));
}

export interface ListenerRules {
  readonly listener: string;
  readonly rules: readonly Json[];
}

export function listenerRules(): readonly ListenerRules[] {
  return listenersOf.map(({ balancer, port, actions, rules = [] }) => {
    const listener = listenerArn(balancer, port);
    const all = [...rules, { Conditions: [], Actions: actions }];
    return {
      listener,
      rules: all.map((rule, index) => ({
        RuleArn: `${listener.replace(':listener/', ':listener-rule/')}/${hex(`${listener} ${index}`, 16)}`,
        Priority: index === rules.length ? 'default' : String(index + 1),
        IsDefault: index === rules.length,
        ...rule,
      })),
    };
  });
}

export function listenerTags(): readonly Json[] {
  return listenersOf.map(({ balancer, port, tags }) => ({
    ResourceArn: listenerArn(balancer, port),
    Tags: tagList(tags),
  }));
}
