import type { Fact, ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { textsOf } from './ecs-containers.ts';
import type { ItemReader } from './item-reader.ts';
import type { ListedAt } from './listing.ts';

/** An element of `route53:ListResourceRecordSets`. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html */
export function adaptDnsRecord(item: ItemReader, at: Pick<ListedAt, 'input'>): FactsOf<Kinds['dns-record']> {
  const name = hostName(item.string('Name'));
  const recordType = item.string('Type');
  return {
    writtenName: name,
    recordName: name,
    recordType,
    zoneId: item.known('HostedZoneId', zoneOf(at)),
    alias: item.known('AliasTarget', item.within('AliasTarget') !== undefined),
    targets: targetsOf(item, recordType),
  };
}

/** `/hostedzone/Z0123456789` where a zone is listed, `Z0123456789` everywhere else. */
export function zoneOf({ input }: Pick<ListedAt, 'input'>): string {
  return String(input.HostedZoneId ?? '')
    .split('/')
    .at(-1) as string;
}

function targetsOf(item: ItemReader, type: Fact<string>): Fact<ListValue<string>> {
  if (item.within('AliasTarget') !== undefined)
    return item.known('AliasTarget', { items: [hostName(item.string('AliasTarget.DNSName'))] });
  if (type.state !== 'known') return type as Fact<never>;
  if (type.value !== 'CNAME') return item.known('ResourceRecords', { items: [] });
  return textsOf(item, 'ResourceRecords', (record) => hostName(record.string('Value')));
}

function hostName(fact: Fact<string>): Fact<string> {
  return fact.state === 'known' ? { ...fact, value: cleanHost(fact.value) } : fact;
}

/** `dualstack.` is the console's way to name a load balancer; `\052` is a star in Route 53's words. */
export function cleanHost(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '')
    .replace(/^\\052/, '*');
}
