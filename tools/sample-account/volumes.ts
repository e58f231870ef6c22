import { attachmentsOf } from './instances.ts';
import { keyArn } from './keys.ts';
import { hostile } from './network.ts';
import { cajaTags, edge, hex, type Tags, tagList } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

export function volumes(region: string): readonly Json[] {
  const volume = (name: string, more: Json, tags: Tags) => ({
    Attachments: attachmentsOf(name),
    AvailabilityZone: `${region}a`,
    CreateTime: '2026-10-02T07:30:00.000Z',
    Iops: 3000,
    MultiAttachEnabled: false,
    State: attachmentsOf(name).length === 0 ? 'available' : 'in-use',
    Tags: tagList(tags),
    VolumeId: `vol-${hex(name, 17)}`,
    VolumeType: 'gp3',
    ...more,
  });
  if (region === edge) return [volume('left over', { Encrypted: false, Size: 40, VolumeType: 'gp2' }, {})];
  return [
    volume(
      'caja-prod-recovery-drill',
      { Encrypted: true, KmsKeyId: keyArn('caja-prod-state'), Size: 100 },
      cajaTags('recovery', 'caja-prod-recovery-drill'),
    ),
    volume('bastion', { Encrypted: false, Size: 20 }, hostile),
    volume(
      'reporting',
      { Encrypted: true, KmsKeyId: keyArn('caja-prod-state'), Size: 500 },
      { Environment: 'prod', Service: 'reporting' },
    ),
  ];
}
