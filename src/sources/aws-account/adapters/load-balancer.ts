import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';

import { type ItemReader, sortedTexts } from './item-reader.ts';

type LoadBalancer = FactsOf<Kinds['load-balancer']>;

const attributes = 'supplementaryConfiguration.LoadBalancerAttributes';

/**
 * `AWS::ElasticLoadBalancingV2::LoadBalancer` of AWS Config.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html
 */
export function adaptLoadBalancer(item: ItemReader): LoadBalancer {
  const sort = item.string('configuration.type');
  const isSort = (wanted: string) => sort.state === 'known' && sort.value === wanted;
  return {
    loadBalancerName: item.string('configuration.loadBalancerName'),
    sort,
    internetFacing: internetFacing(item, isSort('gateway')),
    subnetIds: subnets(item),
    securityGroupIds: securityGroups(item, isSort('network') || isSort('gateway')),
    deletionProtection: switchOf(item, 'deletion_protection.enabled'),
    // Others than application load balancers do not look at headers.
    dropsInvalidHeaders: switchOf(
      item,
      'routing.http.drop_invalid_header_fields.enabled',
      isSort('network') || isSort('gateway'),
    ),
    ...accessLogs(item, isSort('gateway')),
  };
}

/** A gateway load balancer has no scheme and no public address. */
function internetFacing(item: ItemReader, isGateway: boolean): Fact<boolean> {
  const path = 'configuration.scheme';
  const scheme = item.string(path);
  if (scheme.state === 'known') return { ...scheme, value: scheme.value === 'internet-facing' };
  return isGateway && item.json(path) === undefined ? item.known(path, false) : scheme;
}

function subnets(item: ItemReader): LoadBalancer['subnetIds'] {
  const zones = item.list('configuration.availabilityZones', (zone) => zone.string('subnetId'));
  if (zones.state !== 'known') return zones;
  const items = zones.value.items.map((zone): Fact<string> => (zone.state === 'known' ? zone.value : zone));
  return sortedTexts({ ...zones, value: { items } });
}

/** Gateway load balancers have none, and network load balancers need none. */
function securityGroups(item: ItemReader, mayLack: boolean): LoadBalancer['securityGroupIds'] {
  return item.strings('configuration.securityGroups', mayLack ? 'empty' : undefined);
}

/** The value of an attribute; undefined where the list does not name it. */
function attributeOf(item: ItemReader, name: string): Fact<string> | undefined {
  const list = item.list(attributes, (entry) => ({ key: entry.string('key'), value: entry.string('value') }));
  if (list.state !== 'known') return list.state === 'unknown' ? list : undefined;
  for (const entry of list.value.items) {
    if (entry.state !== 'known') continue;
    const { key, value } = entry.value;
    if (key.state === 'known' && key.value === name) return value;
  }
  return undefined;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
function switchOf(item: ItemReader, name: string, isForeign = false): Fact<boolean> {
  const value = attributeOf(item, name);
  if (value === undefined && isForeign) return item.byDefault(attributes, false);
  if (value === undefined) return notNamed(item, name);
  if (value.state !== 'known') return value;
  if (value.value === 'true' || value.value === 'false') return { ...value, value: value.value === 'true' };
  return item.unknown(attributes, 'unreadable', `the attribute ${name} is neither true nor false`);
}

function notNamed(item: ItemReader, name: string): Fact<never> {
  return item.unknown(attributes, 'not-recorded', `AWS Config's item does not hold the attribute ${name}`);
}

function accessLogs(
  item: ItemReader,
  isGateway: boolean,
): Pick<LoadBalancer, 'accessLogs' | 'accessLogBucket'> {
  const bucket = attributeOf(item, 'access_logs.s3.bucket');
  const isNone = bucket === undefined ? isGateway : bucket.state === 'known' && bucket.value === '';
  const accessLogBucket = isNone
    ? item.absent(attributes)
    : (bucket ?? notNamed(item, 'access_logs.s3.bucket'));
  return { accessLogs: switchOf(item, 'access_logs.s3.enabled', isGateway), accessLogBucket };
}

/** CloudWatch and DNS name it in ways of their own: Route 53 in small letters. */
export function aliasesOfBalancer(item: ItemReader): readonly string[] {
  const arn = item.json('configuration.loadBalancerArn');
  const host = item.json('configuration.dNSName');
  const [, suffix] = typeof arn === 'string' ? arn.split(':loadbalancer/') : [];
  return [suffix, typeof host === 'string' ? host.toLowerCase() : undefined].filter(
    (alias) => alias !== undefined,
  );
}
