import { type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isScope, readBlock, readString, readStrings } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';

type DnsRecord = FactsOf<Kinds['dns-record']>;

/** `aws_route53_record`. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html */
export function adaptDnsRecord(at: Scope, view: PhaseView): DnsRecord {
  const alias = readBlock(at, 'alias');
  const type = readString(at, 'type');
  const written = writtenName(at);
  return {
    writtenName: written,
    recordName: fullName(at, written, view),
    recordType: type,
    zoneId: readString(at, 'zone_id'),
    alias: alias === undefined || isScope(alias) ? known(alias !== undefined, at.place, 'alias') : alias,
    targets: targetsOf(at, alias, type),
  };
}

/** A record of the zone's own name has an empty one. */
function writtenName(at: Scope): Fact<string> {
  if (at.values.name === '') return known('', at.place, 'name');
  return hostName(readString(at, 'name'));
}

/**
 * The provider puts the zone's name behind a name that does not end with it.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route53_record#name-1
 */
function fullName(at: Scope, written: Fact<string>, view: PhaseView): Fact<string> {
  const full = hostName(readString(at, 'fqdn'));
  if (full.state === 'known') return full;
  if (written.state !== 'known') return written;
  const zone = zoneName(at, view);
  if (zone === undefined) {
    const detail = 'its zone is not in this plan, and may have to be added to the name';
    return unknown('not-in-plan', detail, { place: at.place, path: 'name', set: true });
  }
  const { value } = written;
  return { ...written, value: value === '' ? zone : value.endsWith(zone) ? value : `${value}.${zone}` };
}

/** By the reference that stands for the zone, else by its id. */
function zoneName(at: Scope, view: PhaseView): string | undefined {
  const references = at.resolver.references(at.resource, ['zone_id']);
  const [target, ...others] = new Set(references.flatMap(({ targets }) => targets));
  const id = at.values.zone_id;
  const zone =
    target !== undefined && others.length === 0
      ? (view.data(target)?.values ?? valuesAt(target, view))
      : typeof id === 'string'
        ? valuesOf(view.named('aws_route53_zone', 'zone_id').get(id), view)
        : undefined;
  const name = zone?.name;
  return typeof name === 'string' && name !== '' ? clean(name) : undefined;
}

function valuesAt(address: string, view: PhaseView): Scope['values'] | undefined {
  const zone = view.at(address);
  return zone?.type === 'aws_route53_zone' ? valuesOf(zone, view) : undefined;
}

function valuesOf(zone: ReturnType<PhaseView['at']>, view: PhaseView): Scope['values'] | undefined {
  return zone === undefined ? undefined : view.scope(zone).values;
}

function targetsOf(
  at: Scope,
  alias: ReturnType<typeof readBlock>,
  type: Fact<string>,
): Fact<ListValue<string>> {
  if (isScope(alias)) return known({ items: [hostName(readString(alias, 'name'))] }, at.place, 'alias');
  if (alias !== undefined) return known({ items: [], open: alias }, at.place, 'alias');
  if (type.state === 'unknown') return type;
  if (type.state === 'known' && type.value !== 'CNAME') return known({ items: [] }, at.place, 'records');
  const records = readStrings(at, 'records');
  if (records.state !== 'known') return records;
  return { ...records, value: { ...records.value, items: records.value.items.map(hostName) } };
}

function hostName(fact: Fact<string>): Fact<string> {
  return fact.state === 'known' ? { ...fact, value: clean(fact.value) } : fact;
}

/** `dualstack.` is the console's way to name a load balancer; `\052` is a star in Route 53's words. */
function clean(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '')
    .replace(/^\\052/, '*');
}
