import { type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import { type ItemReader, sortedTexts } from './item-reader.ts';

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
  const names = flatten(item.list(path, (group) => group.string('dBParameterGroupName')));
  const first = names.state === 'known' ? names.value.items[0] : names;
  const none = item.unknown(path, 'not-recorded', "AWS Config's item holds no parameter group");
  return groupNamed((first as Fact<string> | undefined) ?? none);
}

/** A cluster's parameter group stands there as text. */
export function parameterGroupOfCluster(item: ItemReader): ParameterGroup {
  return groupNamed(item.string('configuration.dbclusterParameterGroup'));
}

function groupNamed(name: Fact<string>): ParameterGroup {
  if (name.state !== 'known') return { name, own: name as Fact<never> };
  return { name, own: { ...name, value: !name.value.startsWith('default.') } };
}

/** Regions that automated backups are replicated to, by the ARNs of the replicated backups. */
export function backupReplication(item: ItemReader): Fact<ListValue<string>> {
  const path = 'configuration.dBInstanceAutomatedBackupsReplications';
  const arns = flatten(item.list(path, (backup) => backup.string('dBInstanceAutomatedBackupsArn')));
  if (arns.state !== 'known') return arns;
  const items = arns.value.items.map((arn) => (arn.state === 'known' ? regionIn(arn.value, arn) : arn));
  return { ...arns, value: { ...arns.value, items } };
}

/** `arn:aws:rds:eu-central-1:111122223333:auto-backup:ab-…` */
function regionIn(arn: string, at: { place: Fact['place']; path: string }): Fact<string> {
  const region = arn.split(':')[3];
  return region === undefined || region === ''
    ? unknown('unreadable', 'its ARN names no region', { place: at.place, path: at.path })
    : known(region, at.place, at.path);
}

/** A list of facts that were read one by one. */
function flatten(list: Fact<ListValue<Fact<string>>>): Fact<ListValue<string>> {
  if (list.state !== 'known') return list;
  const items = list.value.items.map((item) => (item.state === 'known' ? item.value : item));
  return { ...list, value: { items } };
}
