import { withoutUserData } from '../../src/sources/aws-account/user-data.ts';
import { groupId, hostile, reportingVpc, vpc } from './network.ts';
import { reportingSubnetId, reportingTags, subnetId } from './network-places.ts';
import { account, cajaTags, edge, hex, home, iamArn, type Tags, tagList } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

interface Machine {
  readonly name: string;
  readonly type: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly group: { readonly id: string; readonly name: string };
  readonly zone: string;
  readonly address?: string;
  readonly stopped?: true;
  readonly monitored?: true;
  readonly volumes: Readonly<Record<string, string>>;
  readonly tags: Tags;
  readonly userData?: string;
}

const machines: readonly Machine[] = [
  // Started by hand for a migration, and never ended.
  {
    name: 'bastion',
    type: 't4g.small',
    vpc,
    subnet: subnetId('public', 'a'),
    group: { id: groupId('migration-bastion'), name: 'migration-bastion' },
    zone: 'a',
    address: '203.0.113.80',
    volumes: { '/dev/xvda': 'bastion' },
    tags: hostile,
    userData: '#!/bin/sh\nexport PGHOST=caja-prod-database\nexport PGPASSWORD=not-a-real-one-7731\n',
  },
  {
    name: 'caja-prod-recovery-drill',
    type: 'm7g.large',
    vpc,
    subnet: subnetId('private', 'a'),
    group: { id: groupId('caja-prod-recovery-drill'), name: 'caja-prod-recovery-drill' },
    zone: 'a',
    monitored: true,
    volumes: { '/dev/xvda': 'caja-prod-recovery-drill' },
    tags: cajaTags('recovery', 'caja-prod-recovery-drill'),
    userData: '#!/bin/sh\nexport RESTORE_FROM=latest\n',
  },
  {
    name: 'reporting',
    type: 'm7i.8xlarge',
    vpc: reportingVpc,
    subnet: reportingSubnetId('public'),
    group: { id: groupId('reporting-web'), name: 'reporting-web' },
    zone: 'a',
    stopped: true,
    volumes: { '/dev/sda1': 'reporting' },
    tags: { ...reportingTags, Name: 'reporting' },
  },
];

function instanceId(name: string): string {
  return `i-${hex(name, 17)}`;
}

/** What a volume is attached to, as the volume tells it. */
export function attachmentsOf(volume: string): readonly Json[] {
  return machines.flatMap(({ name, volumes }) =>
    Object.entries(volumes)
      .filter(([, attached]) => attached === volume)
      .map(([Device]) => ({
        AttachTime: '2026-10-02T07:30:00.000Z',
        DeleteOnTermination: true,
        Device,
        InstanceId: instanceId(name),
        State: 'attached',
        VolumeId: `vol-${hex(volume, 17)}`,
      })),
  );
}

export function reservations(region: string): readonly Json[] {
  if (region === edge) return [];
  return machines.map((machine) => ({
    Groups: [],
    Instances: [instanceAnswer(machine)],
    OwnerId: account,
    ReservationId: `r-${hex(machine.name, 17)}`,
  }));
}

function instanceAnswer(machine: Machine): Json {
  const { address, group, name, subnet, vpc: VpcId } = machine;
  const groups = [{ GroupId: group.id, GroupName: group.name }];
  const attached = { AttachTime: '2026-10-02T07:30:00.000Z', DeleteOnTermination: true, Status: 'attached' };
  return {
    Architecture: machine.type.startsWith('m7i') ? 'x86_64' : 'arm64',
    BlockDeviceMappings: Object.entries(machine.volumes).map(([DeviceName, volume]) => ({
      DeviceName,
      Ebs: { ...attached, VolumeId: `vol-${hex(volume, 17)}` },
    })),
    ImageId: `ami-${hex('caja-prod-base', 17)}`,
    InstanceId: instanceId(name),
    InstanceType: machine.type,
    LaunchTime: '2026-10-02T07:30:00.000Z',
    MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required', State: 'applied' },
    Monitoring: { State: machine.monitored === true ? 'enabled' : 'disabled' },
    NetworkInterfaces: [
      {
        ...(address === undefined ? {} : { Association: { IpOwnerId: 'amazon', PublicIp: address } }),
        Groups: groups,
        NetworkInterfaceId: `eni-${hex(name, 17)}`,
        OwnerId: account,
        Status: 'in-use',
        SubnetId: subnet,
        VpcId,
      },
    ],
    Placement: { AvailabilityZone: `${home}${machine.zone}`, Tenancy: 'default' },
    PublicIpAddress: address,
    RootDeviceName: Object.keys(machine.volumes)[0],
    RootDeviceType: 'ebs',
    SecurityGroups: groups,
    State: machine.stopped === true ? { Code: 80, Name: 'stopped' } : { Code: 16, Name: 'running' },
    SubnetId: subnet,
    Tags: tagList(machine.tags),
    VpcId,
  };
}

/** User data as it is kept: an answer for each instance, by its id. */
export function userData(region: string): readonly { readonly id: string; readonly output: Json }[] {
  if (region === edge) return [];
  return machines.map(({ name, userData: text }) => ({
    id: instanceId(name),
    output: { InstanceId: instanceId(name), UserData: text === undefined ? {} : { Value: kept(text) } },
  }));
}

function kept(text: string): string {
  return withoutUserData(Buffer.from(text).toString('base64'));
}

interface Template {
  readonly name: string;
  readonly tags: Tags;
  /** The first one stays the default. */
  readonly versions: readonly Json[];
}

function templatesOf(region: string): readonly Template[] {
  if (region === home) {
    const ebs = { DeleteOnTermination: true, Encrypted: true, VolumeSize: 100, VolumeType: 'gp3' };
    const version = {
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: ebs }],
      InstanceType: 'm7g.large',
      Monitoring: { Enabled: true },
      UserData: kept('#!/bin/sh\nexport RESTORE_FROM=latest\n'),
    };
    const name = 'caja-prod-recovery-drill';
    return [{ name, tags: cajaTags('recovery', name), versions: [version] }];
  }
  const ebs = { DeleteOnTermination: true, Encrypted: false, VolumeSize: 40, VolumeType: 'gp2' };
  const first = {
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: ebs }],
    InstanceType: 'c7i.16xlarge',
    NetworkInterfaces: [{ AssociatePublicIpAddress: true, DeviceIndex: 0 }],
  };
  const token = kept('#!/bin/sh\nexport API_TOKEN=not-a-real-one-7732\n');
  const versions = [first, { ...first, UserData: token }];
  return [{ name: 'load-test', tags: { Name: 'load-test' }, versions }];
}

const made = { CreateTime: '2026-10-02T07:30:00.000Z', CreatedBy: iamArn('role/caja-prod-administrator') };

export function launchTemplates(region: string): readonly Json[] {
  return templatesOf(region).map(({ name, tags, versions }) => ({
    ...made,
    DefaultVersionNumber: 1,
    LatestVersionNumber: versions.length,
    LaunchTemplateId: `lt-${hex(name, 17)}`,
    LaunchTemplateName: name,
    Tags: tagList(tags),
  }));
}

export function launchTemplateVersions(region: string): readonly Json[] {
  return templatesOf(region).flatMap(({ name, versions }) =>
    versions.map((data, index) => ({
      ...made,
      DefaultVersion: index === 0,
      LaunchTemplateData: data,
      LaunchTemplateId: `lt-${hex(name, 17)}`,
      LaunchTemplateName: name,
      VersionNumber: index + 1,
    })),
  );
}
