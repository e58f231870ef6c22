import { type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { scaledFrom } from '../scaled-from.ts';
import { elementsOf, type RegionAnswers } from './evidence.ts';
import { answerReader, type ItemReader, sortedTexts } from './item-reader.ts';
import { textAt } from './listing.ts';
import { truthOf } from './truth-of.ts';
import { userSecrets } from './user-secrets.ts';

type Instance = FactsOf<Kinds['instance']>;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html */
export function adaptInstance(instance: ItemReader, answers: RegionAnswers, spokenFor: SpokenFor): Instance {
  return {
    instanceType: instance.string('InstanceType'),
    subnetId: instance.string('SubnetId', 'absent'),
    publicAddress: publicAddress(instance),
    securityGroupIds: groupsOf(instance),
    detailedMonitoring: truthOf(instance, 'Monitoring.State', {
      enabled: true,
      pending: true,
      disabled: false,
      disabling: false,
    }),
    unencryptedDevices: unencryptedDevices(instance, answers),
    plainSecrets: plainSecrets(instance, answers, spokenFor),
  };
}

/** A stopped instance has given its address back, and gets another one when it starts if it was started so. */
function publicAddress(instance: ItemReader): Fact<boolean> {
  const own = instance.string('PublicIpAddress', 'absent');
  if (own.state !== 'absent') return own.state === 'known' ? { ...own, value: true } : own;
  const path = 'NetworkInterfaces';
  const interfaces = instance.list(path, (one) => one.string('Association.PublicIp', 'absent'), 'empty');
  if (interfaces.state !== 'known') return interfaces;
  const addresses = interfaces.value.items.map((item) => (item.state === 'known' ? item.value : item));
  const address = addresses.find((fact) => fact.state !== 'absent');
  if (address !== undefined) return address.state === 'known' ? { ...address, value: true } : address;
  if (instance.json('State.Name') === 'running') return instance.known('PublicIpAddress', false);
  const detail = 'it does not run, and EC2 does not tell whether it gets a public address when it starts';
  return instance.unknown('PublicIpAddress', 'not-recorded', detail);
}

/** Each of its network interfaces has groups of its own; the instance's are those of the first. */
function groupsOf(instance: ItemReader): Instance['securityGroupIds'] {
  const interfaces = instance.list('NetworkInterfaces', groupIds('Groups'), 'empty');
  if (interfaces.state !== 'known') return interfaces;
  const items = interfaces.value.items.map((item) => (item.state === 'known' ? item.value : item));
  const all = items.length > 0 ? items : [groupIds('SecurityGroups')(instance)];
  const doubt = all.find((fact): fact is Unknown => fact.state === 'unknown');
  const ids = all.flatMap((fact) => (fact.state === 'known' ? fact.value.items : []));
  const distinct = ids.filter(
    (id, at) => ids.findIndex((other) => textOf(other) === textOf(id)) === at || id.state !== 'known',
  );
  const list: ListValue<string> =
    doubt === undefined ? { items: distinct } : { items: distinct, open: doubt };
  return sortedTexts(known(list, instance.place, instance.at('NetworkInterfaces')));
}

const groupIds =
  (path: string) =>
  (holder: ItemReader): Fact<ListValue<string>> => {
    const groups = holder.list(path, (group) => group.string('GroupId'));
    if (groups.state !== 'known') return groups;
    const items = groups.value.items.map((item) => (item.state === 'known' ? item.value : item));
    return { ...groups, value: { items } };
  };

function textOf(fact: Fact<string>): string | undefined {
  return fact.state === 'known' ? fact.value : undefined;
}

/** The volumes tell it themselves; one of which nothing is told leaves the list open. */
function unencryptedDevices(instance: ItemReader, answers: RegionAnswers): Instance['unencryptedDevices'] {
  const path = 'BlockDeviceMappings';
  const devices = instance.list(path, (device) => device, 'empty');
  if (devices.state !== 'known') return devices;
  const items: Fact<string>[] = [];
  let doubt: Unknown | undefined;
  for (const device of devices.value.items) {
    const encrypted = device.state === 'known' ? encryption(device.value, answers) : device;
    if (encrypted.state === 'unknown') doubt ??= encrypted;
    if (device.state === 'known' && encrypted.state === 'known' && !encrypted.value)
      items.push(device.value.string('DeviceName'));
  }
  return known(doubt === undefined ? { items } : { items, open: doubt }, instance.place, instance.at(path));
}

const volumesApi = 'ec2:DescribeVolumes';

function encryption(device: ItemReader, answers: RegionAnswers): Fact<boolean> {
  const path = 'Ebs.VolumeId';
  const id = device.string(path);
  if (id.state !== 'known') return id;
  const { readBy, missing } = answers.of(volumesApi);
  const volume = answers.element(volumesApi, 'Volumes', 'VolumeId', id.value)?.element;
  if (volume !== undefined) return answerReader(readBy, id.value, volume).bool('Encrypted');
  const detail = missing?.detail ?? `its volume ${id.value} is not among those that were read`;
  return device.unknown(path, missing?.reason ?? 'not-read', detail);
}

const attributeApi = 'ec2:DescribeInstanceAttribute';

/** The instance that was asked for its user data in the name of another one. */
export type SpokenFor = (id: string) => string;

/** Of the instances that one group started from one template's version, the first speaks for all. */
export function speakers(answers: RegionAnswers): SpokenFor {
  const first = new Map<string, string>();
  const byId = new Map<string, string>();
  for (const instance of elementsOf(answers.of('ec2:DescribeInstances'), 'Reservations.Instances')) {
    const id = textAt(instance, 'InstanceId');
    const sort = scaledFrom(instance);
    if (id === undefined || sort === undefined) continue;
    const speaker = first.get(sort) ?? id;
    first.set(sort, speaker);
    byId.set(id, speaker);
  }
  return (id) => byId.get(id) ?? id;
}

function plainSecrets(
  instance: ItemReader,
  answers: RegionAnswers,
  spokenFor: SpokenFor,
): Instance['plainSecrets'] {
  const speaker = spokenFor(String(instance.json('InstanceId')));
  const evidence = answers.about(attributeApi, { InstanceId: speaker });
  const root = evidence.pages[0]?.output;
  const path = 'UserData.Value';
  if (root !== undefined) {
    const id = 'id' in instance.place ? instance.place.id : '';
    return userSecrets(answerReader(evidence.readBy, id, root), path);
  }
  const { reason, detail } = evidence.missing ?? {
    reason: 'not-read' as const,
    detail: `${attributeApi} was not asked about it`,
  };
  return unknown(reason, detail, { place: instance.place, path });
}
