import { bool, defineKind, list, string } from '../kind.ts';

export const launchTemplate = defineKind({
  name: 'launch-template',
  title: 'Launch template',
  service: 'ec2',
  meaning: 'What EC2 instances are started from',
  attributes: {
    instanceType: string('Instance type: t4g.small', { optional: true }),
    publicAddress: bool('It asks for a public IPv4 address'),
    detailedMonitoring: bool('Metrics come every minute instead of every five'),
    unencryptedDevices: list(string('device'), 'Devices that it makes without encryption'),
    plainSecrets: list(
      string('name'),
      'Names in its user data whose values are secrets by their name or shape',
    ),
  },
  relations: {},
});
