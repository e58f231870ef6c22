import { bool, defineKind, string } from '../kind.ts';

export const flowLog = defineKind({
  name: 'flow-log',
  title: 'Flow log',
  service: 'ec2',
  meaning: 'A log of the traffic of a VPC, subnet or network interface',
  attributes: {
    resourceId: string('VPC, subnet, interface or gateway that is logged', { optional: true }),
    trafficType: string('ALL, ACCEPT or REJECT', { optional: true }),
    active: bool('Records are being delivered'),
    destinationType: string('cloud-watch-logs, s3 or kinesis-data-firehose'),
  },
  relations: {},
});
