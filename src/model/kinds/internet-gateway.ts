import { defineKind, one, string } from '../kind.ts';

export const internetGateway = defineKind({
  name: 'internet-gateway',
  title: 'Internet gateway',
  service: 'ec2',
  meaning: 'An internet gateway',
  attributes: {
    vpcId: string('VPC it is attached to', { optional: true }),
  },
  relations: {
    vpc: one('vpc', { mine: 'vpcId' }, 'The VPC it is attached to'),
  },
});
