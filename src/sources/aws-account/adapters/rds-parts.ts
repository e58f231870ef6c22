import { absent, type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import { type ItemReader, sortedTexts } from './item-reader.ts';
import { regionIn } from './rds-described.ts';

/** The region that a database was found in. */
export function regionOf(item: ItemReader): Fact<string> {
  const { place } = item;
  return place.source === 'aws-account'
    ? known(place.region, place, 'awsRegion')
    : item.unknown('awsRegion', 'not-recorded', 'the answer does not tell the region');
}

/** Security groups that a database wears. */
export function securityGroups(item: ItemReader): Fact<ListValue<string>> {
  const path = 'configuration.vpcSecurityGroups';
  return sortedTexts(flatten(item.list(path, (group) => group.string('vpcSecurityGroupId'))));
}

/** A parameter group's name, and whether somebody made it. */
interface ParameterGroup {
  readonly name: Fact<string>;
  readonly own: Fact<boolean>;
}

/** An instance has one parameter group, in a list. */
export function parameterGroupOfInstance(item: ItemReader): ParameterGroup {
  const path = 'configuration.dBParameterGroups';
  const groups = item.list(path, (group) => ({
    name: group.string('dBParameterGroupName'),
    status: group.json('parameterApplyStatus'),
  }));
  if (groups.state !== 'known') return groupNamed(groups as Fact<never>, []);
  const [first] = groups.value.items;
  if (first === undefined)
    return groupNamed(item.unknown(path, 'not-recorded', "AWS Config's item holds no parameter group"), []);
  return first.state === 'known'
    ? groupNamed(first.value.name, [first.value.status])
    : groupNamed(first as Fact<never>, []);
}

/** A cluster's parameter group stands there as text, and with each member whether it has taken effect. */
export function parameterGroupOfCluster(item: ItemReader): ParameterGroup {
  const statuses = item.list('configuration.dbclusterMembers', (member) =>
    member.json('dbclusterParameterGroupStatus'),
  );
  const told = statuses.state === 'known' ? statuses.value.items : [];
  return groupNamed(
    item.string('configuration.dbclusterParameterGroup'),
    told.map((status) => (status.state === 'known' ? status.value : undefined)),
  );
}

/**
 * A group that somebody has just given to a database takes effect when it restarts; until then another one's values hold.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.Associating.html
 */
function groupNamed(name: Fact<string>, statuses: readonly unknown[]): ParameterGroup {
  if (name.state !== 'known') return { name, own: name as Fact<never> };
  const isOwn = !name.value.startsWith('default.');
  const at = { place: name.place, path: name.path };
  const late = statuses.find((status) => status !== undefined && status !== 'in-sync');
  const detail = `its parameter group ${name.value} is ${String(late)}: until a restart other values may hold`;
  const own: Fact<boolean> = { ...name, value: isOwn };
  if (late === undefined) return { name: isOwn ? name : absent(at.place, at.path), own };
  // In AWS's own groups nobody changes anything, so that here another group was worn before.
  if (!isOwn) return { name: absent(at.place, at.path), own: unknown('ambiguous', detail, at) };
  return { name: unknown('ambiguous', detail, { ...at, set: true }), own };
}

/** Regions that automated backups are replicated to, by the ARNs of the replicated backups. */
export function backupReplication(item: ItemReader): Fact<ListValue<string>> {
  const path = 'configuration.dBInstanceAutomatedBackupsReplications';
  const arns = flatten(item.list(path, (backup) => backup.string('dBInstanceAutomatedBackupsArn')));
  if (arns.state !== 'known') return arns;
  // `arn:aws:rds:eu-central-1:111122223333:auto-backup:ab-…`
  return { ...arns, value: { ...arns.value, items: arns.value.items.map(regionIn) } };
}

/**
 * Regions of its read replicas, which it names itself: by ARN where they lie elsewhere, by name beside it. So those in regions
 * that nobody reads are told as well.
 */
export function replicaRegions(item: ItemReader, paths: readonly string[]): Fact<ListValue<string>> {
  const [first = '', ...others] = paths;
  const lists = [item.strings(first), ...others.map((path) => item.strings(path, 'empty'))];
  const untold = lists.find((list) => list.state !== 'known');
  if (untold !== undefined) return untold;
  const own = regionOf(item);
  const items = lists.flatMap((list) => (list.state === 'known' ? list.value.items : []));
  const regions = items.map((id) =>
    id.state === 'known' && !id.value.startsWith('arn:') ? own : regionIn(id),
  );
  return sortedTexts(known({ items: regions }, item.place, item.at(first)));
}

/** A list of facts that were read one by one. */
function flatten(list: Fact<ListValue<Fact<string>>>): Fact<ListValue<string>> {
  if (list.state !== 'known') return list;
  const items = list.value.items.map((item) => (item.state === 'known' ? item.value : item));
  return { ...list, value: { items } };
}
