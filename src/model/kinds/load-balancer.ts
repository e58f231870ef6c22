import { bool, defineKind, list, many, string } from '../kind.ts';

export const loadBalancer = defineKind({
  name: 'load-balancer',
  title: 'Load balancer',
  service: 'elb',
  meaning: 'An application, network or gateway load balancer',
  attributes: {
    loadBalancerName: string('Name of the load balancer', { optional: true }),
    sort: string('application, network or gateway'),
    internetFacing: bool('It has public addresses'),
    subnetIds: list(string('subnet'), 'Subnets it stands in'),
    securityGroupIds: list(string('group'), 'Its security groups'),
    deletionProtection: bool('It cannot be deleted without lifting this first'),
    dropsInvalidHeaders: bool('Headers that are no proper HTTP are dropped'),
    accessLogs: bool('Requests are logged to a bucket'),
    accessLogBucket: string('Bucket that takes the log', { optional: true }),
  },
  relations: {
    subnets: many('subnet', { mine: 'subnetIds' }, 'Subnets it stands in'),
    securityGroups: many('security-group', { mine: 'securityGroupIds' }, 'Its security groups'),
    listeners: many('listener', { theirs: 'loadBalancerArn' }, 'Its listeners'),
    dnsRecords: many('dns-record', { theirs: 'targets' }, 'DNS records that point at it'),
    alarms: many('alarm', { theirs: 'watches' }, 'Alarms on its metrics'),
  },
});
