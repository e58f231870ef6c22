import { groupId, vpc } from './network.ts';
import { subnetId } from './network-places.ts';
import { type Row, row } from './rows.ts';
import { arnOf, cajaTags, hex, home, type Tags } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where the API listens, and what is left of the way before it. */
export const api = 'caja-prod-api';
export const oldApi = 'legacy-reports';

export const oldTags: Tags = { Environment: 'prod', Service: 'reports' };

export function balancerArn(name: string): string {
  return arnOf('elasticloadbalancing', `loadbalancer/app/${name}/${hex(name, 16)}`);
}

export function balancerHost(name: string): string {
  return `${name}-${parseInt(hex(name, 8), 16)}.${home}.elb.amazonaws.com`;
}

export function targetGroupArn(name: string): string {
  return arnOf('elasticloadbalancing', `targetgroup/${name}/${hex(`target group ${name}`, 16)}`);
}

interface Balancer {
  readonly name: string;
  readonly group: string;
  readonly tags: Tags;
  readonly attributes: Readonly<Record<string, string>>;
}

const balancers: readonly Balancer[] = [
  {
    name: api,
    group: 'caja-prod-api-alb',
    tags: cajaTags('api', api),
    attributes: {
      'deletion_protection.enabled': 'true',
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': 'caja-prod-monitoring-access-logs',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'routing.http.desync_mitigation_mode': 'defensive',
    },
  },
  // Before the platform: open to everybody, in plain text, and nobody looks at it.
  {
    name: oldApi,
    group: 'legacy-reports-alb',
    tags: oldTags,
    attributes: {
      'deletion_protection.enabled': 'false',
      'access_logs.s3.enabled': 'false',
      'access_logs.s3.bucket': '',
      'routing.http.drop_invalid_header_fields.enabled': 'false',
      'routing.http.desync_mitigation_mode': 'monitor',
    },
  },
];

function balancerRow({ name, group, tags, attributes }: Balancer): Row {
  const arn = balancerArn(name);
  return row('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    id: arn,
    name,
    arn,
    zone: 'Multiple Availability Zones',
    tags,
    tagsIn: 'supplementary.Tags',
    configuration: {
      loadBalancerArn: arn,
      loadBalancerName: name,
      dNSName: balancerHost(name),
      scheme: 'internet-facing',
      type: 'application',
      vpcId: vpc,
      state: { code: 'active' },
      availabilityZones: ['a', 'b', 'c'].map((zone) => ({
        zoneName: `${home}${zone}`,
        subnetId: subnetId('public', zone),
        loadBalancerAddresses: [],
      })),
      securityGroups: [{ value: groupId(group) }],
    },
    supplementary: {
      LoadBalancerAttributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
    },
  });
}

interface Group {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  readonly tags: Tags;
}

/** The payments have two, between which CodeDeploy moves their traffic. */
const groups: readonly Group[] = [
  { name: api, port: 8000, path: '/health', tags: cajaTags('api', api) },
  {
    name: 'caja-prod-payments-blue',
    port: 8100,
    path: '/health',
    tags: cajaTags('payments', 'caja-prod-payments-blue'),
  },
  {
    name: 'caja-prod-payments-green',
    port: 8100,
    path: '/health',
    tags: cajaTags('payments', 'caja-prod-payments-green'),
  },
  { name: oldApi, port: 8080, path: '/', tags: {} },
];

/** As the service itself tells of it, and AWS Config alike. */
function groupOf({ name, port, path }: Group): Json {
  return {
    TargetGroupArn: targetGroupArn(name),
    TargetGroupName: name,
    HealthCheckEnabled: true,
    HealthCheckPath: path,
    HealthCheckProtocol: 'HTTP',
    Port: port,
    Protocol: 'HTTP',
    TargetType: name === oldApi ? 'instance' : 'ip',
    VpcId: vpc,
  };
}

function groupRow(group: Group): Row {
  const { name, tags } = group;
  const arn = targetGroupArn(name);
  return row('AWS::ElasticLoadBalancingV2::TargetGroup', {
    id: arn,
    name,
    arn,
    tags,
    tagsIn: 'configuration.Tags',
    configuration: groupOf(group),
  });
}

export function targetGroups(): readonly Json[] {
  return groups.map(groupOf);
}

export function targetGroupTags(): readonly (readonly [arn: string, tags: Tags])[] {
  return groups.map(({ name, tags }) => [targetGroupArn(name), tags]);
}

/** Load balancers, and what they send requests to. */
export function balancerRows(): readonly Row[] {
  return [...balancers.map(balancerRow), ...groups.map(groupRow)];
}

export function loadBalancers(): readonly Json[] {
  return balancers.map(({ name, group }) => ({
    LoadBalancerArn: balancerArn(name),
    LoadBalancerName: name,
    DNSName: balancerHost(name),
    Scheme: 'internet-facing',
    Type: 'application',
    VpcId: vpc,
    State: { Code: 'active' },
    SecurityGroups: [groupId(group)],
  }));
}
