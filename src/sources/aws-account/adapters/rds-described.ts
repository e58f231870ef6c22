import { type Fact, known, type ListValue, type UnknownReason, unknown } from '../../../model/fact.ts';
import { placeOf } from '../item.ts';
import { type Evidence, elementsOf, type RegionAnswers } from './evidence.ts';
import { type ItemReader, itemReader } from './item-reader.ts';

/** What RDS itself says of a database that AWS Config records. */
export interface Described {
  /** Undefined where RDS does not list it, or was not asked. */
  readonly own: ItemReader | undefined;
  readonly evidence: Evidence;
  readonly item: ItemReader;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html */
export function describedInstance(item: ItemReader, id: unknown, answers: RegionAnswers): Described {
  return described(item, id, answers, ['rds:DescribeDBInstances', 'DBInstances', 'DBInstanceIdentifier']);
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html */
export function describedCluster(item: ItemReader, id: unknown, answers: RegionAnswers): Described {
  return described(item, id, answers, ['rds:DescribeDBClusters', 'DBClusters', 'DBClusterIdentifier']);
}

function described(
  item: ItemReader,
  id: unknown,
  answers: RegionAnswers,
  [api, list, field]: readonly [api: string, list: string, field: string],
): Described {
  const evidence = answers.of(api);
  const listed = typeof id === 'string' ? answers.element(api, list, field, id) : undefined;
  if (listed === undefined) return { own: undefined, evidence, item };
  const thing = item.place.source === 'aws-account' ? item.place.id : '';
  const place = placeOf(evidence.readBy, thing);
  const own = itemReader({ root: listed.element, place, holder: `the answer of ${api}`, base: list });
  return { own, evidence, item };
}

/** Why RDS does not tell something of it. */
export function notTold({ evidence, item }: Described, path: string): Fact<never> {
  const { missing, readBy } = evidence;
  const [reason, detail]: readonly [UnknownReason, string] =
    missing === undefined
      ? ['not-read', `${readBy.api} does not list it: it came or went between two readings`]
      : [missing.reason, missing.detail];
  return unknown(reason, detail, { place: placeOf(readBy, idOf(item)), path });
}

function idOf(item: ItemReader): string {
  return item.place.source === 'aws-account' ? item.place.id : '';
}

/**
 * Whole minutes, begun ones counted, from the latest time to which it can be restored until RDS was asked. RDS keeps the
 * transaction logs of five minutes each: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html
 */
export function minutesBehind(told: Described): Fact<number> {
  const { own, evidence } = told;
  const path = 'LatestRestorableTime';
  if (own === undefined) return notTold(told, path);
  const latest = own.string(path, 'absent');
  if (latest.state !== 'known') return latest as Fact<never>;
  const behind = Date.parse(evidence.readBy.readAt) - Date.parse(latest.value);
  if (Number.isNaN(behind)) return own.unknown(path, 'unreadable', 'AWS answered with a time that is none');
  return known(Math.max(0, Math.ceil(behind / 60_000)), latest.place, latest.path);
}

/** Nothing is written to a database that somebody stopped. */
export function isStopped(told: Described, path: 'DBInstanceStatus' | 'Status'): Fact<boolean> {
  if (told.own === undefined) return notTold(told, path);
  const status = told.own.string(path);
  return status.state === 'known'
    ? told.own.known(path, status.value === 'stopped')
    : (status as Fact<never>);
}

/** RDS answers with a secret only where it keeps the password: API_MasterUserSecret.html. */
export function managedPassword({ own }: Described): Fact<boolean> | undefined {
  return own?.known('MasterUserSecret', own.within('MasterUserSecret') !== undefined);
}

/** Regions of the other clusters of its global database; a cluster that is in none has none. */
export function globalRegions(
  arn: unknown,
  item: ItemReader,
  answers: RegionAnswers,
): Fact<ListValue<string>> {
  const evidence = answers.of('rds:DescribeGlobalClusters');
  const place = placeOf(evidence.readBy, idOf(item));
  const path = 'GlobalClusters';
  const groups = elementsOf(evidence, path).map((root) =>
    itemReader({ root, place, holder: 'the answer of rds:DescribeGlobalClusters', base: path }),
  );
  for (const group of groups) {
    const members = group.list('GlobalClusterMembers', (member) => member.string('DBClusterArn'));
    if (members.state !== 'known') continue;
    const arns = members.value.items.flatMap((one) => (one.state === 'known' ? [one.value] : []));
    if (!arns.some((one) => one.state === 'known' && one.value === arn)) continue;
    const others = arns.filter((one) => one.state !== 'known' || one.value !== arn);
    return known({ items: others.map(regionIn) }, place, group.at('GlobalClusterMembers'));
  }
  const { missing } = evidence;
  if (missing !== undefined) return unknown(missing.reason, missing.detail, { place, path });
  return known({ items: [] }, place, path);
}

/** `arn:aws:rds:eu-central-1:111122223333:cluster:caja` */
export function regionIn(arn: Fact<string>): Fact<string> {
  if (arn.state !== 'known') return arn;
  const region = arn.value.split(':')[3];
  return region === undefined || region === ''
    ? unknown('unreadable', 'its ARN names no region', { place: arn.place, path: arn.path })
    : known(region, arn.place, arn.path);
}
