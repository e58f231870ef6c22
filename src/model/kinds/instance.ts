import { bool, defineKind, list, many, one, string } from '../kind.ts';

export const instance = defineKind({
  name: 'instance',
  title: 'EC2 instance',
  service: 'ec2',
  meaning: 'An EC2 instance',
  attributes: {
    instanceType: string('Instance type: t4g.small'),
    subnetId: string('Subnet it stands in', { optional: true }),
    publicAddress: bool('It gets a public IPv4 address'),
    securityGroupIds: list(string('group'), 'Its security groups'),
    detailedMonitoring: bool('Metrics come every minute instead of every five'),
    unencryptedDevices: list(string('device'), 'Devices of it whose volumes are not encrypted'),
    plainSecrets: list(
      string('name'),
      'Names in its user data whose values are secrets by their name or shape',
    ),
  },
  relations: {
    subnet: one('subnet', { mine: 'subnetId' }, 'The subnet it stands in'),
    securityGroups: many('security-group', { mine: 'securityGroupIds' }, 'Its security groups'),
  },
});
