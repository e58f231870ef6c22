import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';
import { isRecord } from '../plain.ts';

const actions: readonly Action[] = [
  {
    api: 'route53:ListHostedZones',
    scope: 'account',
    gives: 'hosted zones, to ask for their records',
    kinds: ['dns-record'],
    fields: ['HostedZones'],
    lists: { HostedZones: 'AWS::Route53::HostedZone' },
    token: 'Marker',
    input: { MaxItems: 100 },
  },
  {
    api: 'route53:ListResourceRecordSets',
    scope: 'account',
    gives: 'DNS records of public zones',
    kinds: ['dns-record'],
    fields: ['ResourceRecordSets'],
    lists: { ResourceRecordSets: 'AWS::Route53::RecordSet' },
    token: 'StartRecordName',
    input: { MaxItems: 300 },
    each: {
      of: 'route53:ListHostedZones',
      list: 'HostedZones',
      // What only a VPC asks for leads nobody to the application, and service discovery keeps every task's address there.
      input: ({ Id, Config }) =>
        isRecord(Config) && Config.PrivateZone === true ? undefined : { HostedZoneId: Id },
    },
  },
];

/** DNS records, which AWS Config does not record. */
export const route53: Collector = { actions };
