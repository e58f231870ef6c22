import { bool, defineKind, one, string } from '../kind.ts';

export const natGateway = defineKind({
  name: 'nat-gateway',
  title: 'NAT gateway',
  service: 'ec2',
  meaning: 'A NAT gateway',
  attributes: {
    subnetId: string('Subnet it stands in', { optional: true }),
    public: bool('It leads to the internet; a private one leads to other networks'),
  },
  relations: {
    subnet: one('subnet', { mine: 'subnetId' }, 'The subnet it stands in'),
  },
});
