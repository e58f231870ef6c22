import { account, arnOf, cajaTags, edge, hex, home, type Tags, tagList } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

export const vpc = `vpc-${hex('caja-prod-network', 17)}`;
/** Made by hand for the reporting tool. */
export const reportingVpc = `vpc-${hex('reporting', 17)}`;
export const defaultVpcs: Readonly<Record<string, string>> = {
  [home]: `vpc-${hex('default home', 17)}`,
  [edge]: `vpc-${hex('default edge', 17)}`,
};

/** Names and tags that people can type into EC2 and that must not break a report. */
export const hostile: Tags = {
  ...cajaTags('migration', 'bastion | <img src=x onerror=alert(1)> `rm -rf`'),
  'note[1]': '[click](https://example.com) \u001b[31mred\u001b[0m',
  'quote"\\': "it's; -- \n## Heading",
};

interface Rule {
  readonly egress?: boolean;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly ipv4?: string;
  readonly ipv6?: string;
  readonly prefixList?: string;
  readonly group?: string;
  readonly description?: string;
}

export interface Group {
  readonly name: string;
  readonly description: string;
  readonly vpc: string;
  readonly region?: string;
  readonly tags: Tags;
  readonly rules: readonly Rule[];
}

export function groupId(name: string, region = home): string {
  return `sg-${hex(region === home ? name : `${name} ${region}`, 17)}`;
}

const everything = { protocol: '-1', from: -1, to: -1 };

export const groups: readonly Group[] = [
  {
    name: 'caja-prod-api-alb',
    description: 'CloudFront to the load balancer only',
    vpc,
    tags: cajaTags('api', 'caja-prod-api-alb'),
    rules: [
      {
        protocol: 'tcp',
        from: 443,
        to: 443,
        prefixList: 'pl-4fa04526',
        description: 'HTTPS from CloudFront',
      },
      { egress: true, protocol: 'tcp', from: 8000, to: 8000, group: 'caja-prod-api-service' },
    ],
  },
  {
    name: 'caja-prod-api-service',
    description: 'The API behind its load balancer',
    vpc,
    tags: cajaTags('api', 'caja-prod-api-service'),
    rules: [
      {
        protocol: 'tcp',
        from: 8000,
        to: 8000,
        group: 'caja-prod-api-alb',
        description: 'From the load balancer',
      },
      {
        egress: true,
        protocol: 'tcp',
        from: 443,
        to: 443,
        ipv4: '10.30.0.0/16',
        description: 'AWS endpoints',
      },
      { egress: true, protocol: 'tcp', from: 5432, to: 5432, group: 'caja-prod-database' },
    ],
  },
  {
    name: 'legacy-reports-alb',
    description: 'Reports, for everybody',
    vpc,
    tags: { Environment: 'prod', Service: 'reports' },
    rules: [
      { protocol: 'tcp', from: 80, to: 80, ipv4: '0.0.0.0/0', description: 'HTTP' },
      { protocol: 'tcp', from: 8443, to: 8443, ipv4: '0.0.0.0/0', description: 'HTTPS' },
      { egress: true, protocol: 'tcp', from: 8080, to: 8080, ipv4: '10.30.0.0/16' },
    ],
  },
  {
    name: 'caja-prod-database',
    description: 'PostgreSQL from the API only',
    vpc,
    tags: cajaTags('database', 'caja-prod-database'),
    rules: [
      {
        protocol: 'tcp',
        from: 5432,
        to: 5432,
        group: 'caja-prod-api-service',
        description: 'PostgreSQL from the API',
      },
      // Not in Terraform: added by hand.
      {
        protocol: 'tcp',
        from: 5432,
        to: 5432,
        ipv4: '203.0.113.7/32',
        description: 'temporary, reporting tool',
      },
      { egress: true, protocol: 'tcp', from: 1024, to: 65535, group: 'caja-prod-api-service' },
    ],
  },
  {
    name: 'migration-bastion',
    description: 'Data migration',
    vpc,
    tags: hostile,
    rules: [
      { protocol: 'tcp', from: 22, to: 22, ipv4: '0.0.0.0/0', description: 'ssh from anywhere' },
      { protocol: 'tcp', from: 22, to: 22, ipv6: '::/0' },
      { ...everything, group: 'migration-bastion', description: 'among themselves' },
      { ...everything, egress: true, ipv4: '0.0.0.0/0' },
    ],
  },
  {
    name: 'caja-prod-recovery-drill',
    description: 'Restores databases to prove their backups',
    vpc,
    tags: cajaTags('recovery', 'caja-prod-recovery-drill'),
    rules: [
      {
        egress: true,
        protocol: 'tcp',
        from: 443,
        to: 443,
        ipv4: '10.30.0.0/16',
        description: 'AWS endpoints',
      },
    ],
  },
  {
    name: 'reporting-web',
    description: 'Reporting tool',
    vpc: reportingVpc,
    tags: { Environment: 'prod', Service: 'reporting' },
    rules: [
      { protocol: 'tcp', from: 0, to: 65535, ipv4: '198.51.100.0/24', description: 'supplier' },
      { protocol: 'tcp', from: 8080, to: 8080, prefixList: `pl-${hex('supplier', 17)}` },
      { ...everything, egress: true, ipv4: '0.0.0.0/0' },
    ],
  },
  { name: 'default', description: 'default VPC security group', vpc, tags: {}, rules: [] },
  ...[
    [reportingVpc, home],
    [defaultVpcs[home] ?? '', home],
    [defaultVpcs[edge] ?? '', edge],
  ].map(([of = '', region = home]) => ({
    name: 'default',
    description: 'default VPC security group',
    vpc: of,
    region,
    tags: {},
    rules: [
      { ...everything, group: 'default' },
      { ...everything, egress: true, ipv4: '0.0.0.0/0' },
    ],
  })),
];

/** The default groups of two VPCs share a name, and their ids differ. */
export function idOf(group: Group): string {
  return group.name === 'default'
    ? `sg-${hex(`default ${group.vpc}`, 17)}`
    : groupId(group.name, group.region);
}

function ruleAnswer(group: Group, rule: Rule, index: number): Json {
  const own = idOf(group);
  const peer = rule.group === group.name ? own : groupId(rule.group ?? '', group.region);
  return {
    Description: rule.description,
    FromPort: rule.from,
    GroupId: own,
    GroupOwnerId: account,
    IpProtocol: rule.protocol,
    IsEgress: rule.egress === true,
    SecurityGroupRuleId: `sgr-${hex(`${own} ${index}`, 17)}`,
    Tags: [],
    ToPort: rule.to,
    CidrIpv4: rule.ipv4,
    CidrIpv6: rule.ipv6,
    PrefixListId: rule.prefixList,
    ...(rule.group === undefined
      ? {}
      : { ReferencedGroupInfo: { GroupId: peer, UserId: account, VpcId: group.vpc } }),
  };
}

export const inRegion = (region: string) => (group: Group) => (group.region ?? home) === region;

export function securityGroups(region: string): readonly Json[] {
  return groups.filter(inRegion(region)).map((group) => ({
    Description: group.description,
    GroupId: idOf(group),
    GroupName: group.name,
    OwnerId: account,
    SecurityGroupArn: arnOf('ec2', `security-group/${idOf(group)}`, region),
    Tags: tagList(group.tags),
    VpcId: group.vpc,
  }));
}

export function securityGroupRules(region: string): readonly Json[] {
  return groups
    .filter(inRegion(region))
    .flatMap((group) => group.rules.map((rule, index) => ruleAnswer(group, rule, index)));
}

export function vpcs(region: string): readonly Json[] {
  const answer = (id: string, cidr: string, isDefault: boolean, tags: Tags) => ({
    CidrBlock: cidr,
    CidrBlockAssociationSet: [
      {
        AssociationId: `vpc-cidr-assoc-${hex(id, 17)}`,
        CidrBlock: cidr,
        CidrBlockState: { State: 'associated' },
      },
    ],
    InstanceTenancy: 'default',
    IsDefault: isDefault,
    OwnerId: account,
    State: 'available',
    Tags: tagList(tags),
    VpcId: id,
  });
  const own = answer(vpc, '10.30.0.0/16', false, cajaTags('network', 'caja-prod-network'));
  const given = answer(defaultVpcs[region] ?? '', '172.31.0.0/16', true, {});
  const reporting = answer(reportingVpc, '10.40.0.0/16', false, {
    Environment: 'prod',
    Name: 'reporting',
    Service: 'reporting',
  });
  return region === home ? [own, reporting, given] : [given];
}

export function flowLogs(): readonly Json[] {
  const log = {
    CreationTime: '2025-03-04T08:40:00.000Z',
    DeliverLogsPermissionArn: `arn:aws:iam::${account}:role/caja-prod-network-flow-logs`,
    DeliverLogsStatus: 'SUCCESS',
    FlowLogId: `fl-${hex('caja-prod-network', 17)}`,
    FlowLogStatus: 'ACTIVE',
    LogDestinationType: 'cloud-watch-logs',
    LogGroupName: '/caja/prod/network/flow-logs',
    MaxAggregationInterval: 60,
    ResourceId: vpc,
    Tags: tagList(cajaTags('network', 'caja-prod-network')),
    TrafficType: 'ALL',
  };
  // What was let through leaves no trace there.
  const reporting = {
    ...log,
    FlowLogId: `fl-${hex('reporting', 17)}`,
    LogGroupName: '/reporting/flow-logs',
    ResourceId: reportingVpc,
    Tags: [],
    TrafficType: 'REJECT',
  };
  return [log, reporting];
}
