import { bool, defineKind, int, list, many, one, string, struct } from '../kind.ts';

/**
 * One peer a rule, as DescribeSecurityGroupRules gives it: one of the peer attributes is not empty. A rule for a prefix list
 * whose ranges are known stands once for each, with the list and the range.
 */
const securityGroupRule = struct(
  'SecurityGroupRule',
  {
    protocol: string('tcp, udp, icmp, icmpv6, -1 for all, or a protocol number'),
    fromPort: int('First port, or ICMP type; -1 where the protocol has none'),
    toPort: int('Last port, or ICMP code; -1 where the protocol has none'),
    cidr: string('IPv4 or IPv6 range, or empty'),
    prefixListId: string('Managed prefix list, or empty'),
    peerGroupId: string('The other security group, or empty'),
    self: bool('The peer is this group itself'),
    description: string('Description, or empty'),
  },
  'One permission for one peer',
);

export const securityGroup = defineKind({
  name: 'security-group',
  title: 'Security group',
  service: 'ec2',
  meaning: 'A VPC security group with its rules, however they were written',
  attributes: {
    groupName: string('Name of the group', { optional: true }),
    description: string('Description of the group'),
    vpcId: string('VPC it belongs to', { optional: true }),
    isDefault: bool("It is the VPC's default group"),
    ingress: list(securityGroupRule, 'What may come in'),
    egress: list(securityGroupRule, 'What may go out'),
    admittedGroupIds: list(string('group'), 'Other groups that may come in'),
  },
  relations: {
    vpc: one('vpc', { mine: 'vpcId' }, 'The VPC it belongs to'),
    loadBalancers: many('load-balancer', { theirs: 'securityGroupIds' }, 'Load balancers that wear it'),
    services: many('ecs-service', { theirs: 'securityGroupIds' }, 'ECS services whose tasks wear it'),
    instances: many('instance', { theirs: 'securityGroupIds' }, 'EC2 instances that wear it'),
    databases: many('rds-instance', { theirs: 'securityGroupIds' }, 'RDS instances that wear it'),
    clusters: many('rds-cluster', { theirs: 'securityGroupIds' }, 'Aurora clusters that wear it'),
    admittedGroups: many('security-group', { mine: 'admittedGroupIds' }, 'Other groups that may come in'),
  },
});
