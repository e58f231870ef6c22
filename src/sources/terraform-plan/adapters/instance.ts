import { type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readLinks } from '../links.ts';
import { readBlock, readBlocks, readBool, readString } from '../reader.ts';
import { attachedTo, linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';
import type { Link, PhaseView } from '../view.ts';
import { type Device, type Devices, encryptionUnset, namedDevices, unencrypted } from './block-devices.ts';
import { userSecrets } from './user-data.ts';

type Instance = FactsOf<Kinds['instance']>;

const addressLinks: readonly Link[] = [
  { type: 'aws_eip', by: 'instance', owner: ['id'] },
  { type: 'aws_eip_association', by: 'instance_id', owner: ['id'] },
];

/** `aws_instance`. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html */
export function adaptInstance(at: Scope, view: PhaseView): Instance {
  const templated = readBlock(at, 'launch_template', 'nothing') !== undefined;
  const unset = <V>(value: V): WhenUnset<V> =>
    templated ? { unknown: 'known only after apply: its launch template decides it' } : { default: value };
  return {
    instanceType: readString(at, 'instance_type', templated ? unset('') : undefined),
    subnetId: subnetOf(at),
    publicAddress: publicAddress(at, view, templated),
    securityGroupIds: groupsOf(at),
    detailedMonitoring: readBool(at, 'monitoring', unset(false)),
    unencryptedDevices: unencrypted(devicesOf(at, view, templated), at, 'root_block_device'),
    plainSecrets: templated ? secretsBesideTemplate(at) : userSecrets(at, 'user_data', 'user_data_base64'),
  };
}

/** What is written on the instance itself takes the place of the template's. */
function secretsBesideTemplate(at: Scope): Instance['plainSecrets'] {
  const isOwn = ['user_data', 'user_data_base64'].some(
    (key) => readString(at, key, 'absent').state !== 'absent',
  );
  return isOwn || !at.fresh ? userSecrets(at, 'user_data', 'user_data_base64') : byTemplate(at, 'user_data');
}

function byTemplate(at: Scope, path: string): Unknown {
  const detail = 'known only after apply: its launch template decides it';
  return unknown('known-after-apply', detail, { place: at.place, path });
}

/** Without a subnet it goes into one of the default VPC's, or where its network interface stands. */
function subnetOf(at: Scope): Fact<string> {
  return readString(at, 'subnet_id', {
    unknown: 'known only after apply: nobody wrote its subnet',
    set: true,
  });
}

/** Unless it says so itself, its subnet decides; an elastic address is public in any case. */
function publicAddress(at: Scope, view: PhaseView, templated: boolean): Fact<boolean> {
  const attached = addressLinks.map((link) => attachedTo(at, link, view));
  const address = attached.flatMap(({ items }) => items)[0];
  if (address !== undefined) return known(true, address.place, 'instance');
  const own = readBool(at, 'associate_public_ip_address', {
    unknown: 'known only after apply: its subnet decides it',
  });
  const isUnset = at.fresh && own.state === 'unknown' && own.references.length === 0;
  const fact = isUnset && !templated ? bySubnet(at, own, view) : own;
  const open = attached.find((found) => found.open !== undefined)?.open;
  return fact.state === 'known' && !fact.value && open !== undefined ? open : fact;
}

function bySubnet(at: Scope, own: Fact<boolean>, view: PhaseView): Fact<boolean> {
  if (readBlocks(at, 'network_interface').items.length > 0) return own;
  const subnet = linkedTo(at, 'subnet_id', { type: 'aws_subnet', names: ['id'] }, view);
  return subnet === undefined ? own : readBool(subnet, 'map_public_ip_on_launch', { default: false });
}

/** Without groups of its own it gets the VPC's default one. */
function groupsOf(at: Scope): Fact<ListValue<string>> {
  const groups = readLinks(at, 'vpc_security_group_ids');
  const isNone =
    groups.state === 'known' && groups.value.items.length === 0 && groups.value.open === undefined;
  if (!isNone) return groups;
  const named = readLinks(at, 'security_groups');
  const hasNames = named.state !== 'known' || named.value.items.length > 0;
  return hasNames
    ? named
    : unknown('known-after-apply', 'known only after apply: nobody wrote its groups', {
        place: at.place,
        path: groups.path,
        set: true,
      });
}

/** The root volume is there though nobody wrote of it; its image may have encrypted it. */
function devicesOf(at: Scope, view: PhaseView, templated: boolean): Devices {
  const unset = encryptionUnset(at, view, templated ? 'its launch template' : 'its machine image');
  const root = readBlock(at, 'root_block_device', 'nothing');
  const { devices, open } = namedDevices(at, view, 'nothing');
  const name = known('the root device', at.place, 'root_block_device');
  if (root !== undefined && !('values' in root)) return { devices, open: root };
  if (root === undefined && !at.fresh) {
    const detail = 'neither the plan nor its prior state holds it';
    return { devices, open: unknown('not-in-plan', detail, { place: at.place, path: 'root_block_device' }) };
  }
  const first: Device = { name, encrypted: readBool(root ?? within(at), 'encrypted', unset) };
  const all = [first, ...devices];
  return open === undefined ? { devices: all } : { devices: all, open };
}

/** A block that nobody wrote. */
function within(at: Scope): Scope {
  return {
    ...at,
    values: { encrypted: null },
    unknown: false,
    path: [...at.path, 'root_block_device', 0],
    prefix: 'root_block_device[0].',
  };
}
