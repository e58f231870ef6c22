import { keyArn } from './keys.ts';
import { account, cajaTags, hex, home, type Tags, tagList } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

interface Image {
  readonly name: string;
  readonly encrypted: boolean;
  readonly public: boolean;
  readonly tags: Tags;
}

/** What was left over in the other region is open to everyone. */
function imagesOf(region: string): readonly Image[] {
  if (region === home) {
    const name = 'caja-prod-recovery-drill';
    return [{ name, encrypted: true, public: false, tags: cajaTags('recovery', name) }];
  }
  return [{ name: 'load-test-base', encrypted: false, public: true, tags: {} }];
}

export function images(region: string): readonly Json[] {
  return imagesOf(region).map((image) => ({
    Architecture: 'arm64',
    BlockDeviceMappings: [
      {
        DeviceName: '/dev/xvda',
        Ebs: {
          DeleteOnTermination: true,
          Encrypted: image.encrypted,
          SnapshotId: `snap-${hex(image.name, 17)}`,
          VolumeSize: 40,
          VolumeType: 'gp3',
        },
      },
    ],
    CreationDate: '2026-10-02T07:30:00.000Z',
    ImageId: `ami-${hex(image.name, 17)}`,
    ImageLocation: `${account}/${image.name}`,
    ImageType: 'machine',
    Name: image.name,
    OwnerId: account,
    Public: image.public,
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    State: 'available',
    Tags: tagList(image.tags),
    VirtualizationType: 'hvm',
  }));
}

/** The snapshots behind the images; `everyones` are those that everyone may restore. */
export function snapshots(region: string, everyones: boolean): readonly Json[] {
  return imagesOf(region)
    .filter((image) => !everyones || image.public)
    .map((image) => ({
      Description: `Of the image ${image.name}`,
      Encrypted: image.encrypted,
      KmsKeyId: image.encrypted ? keyArn('caja-prod-state') : undefined,
      OwnerId: account,
      Progress: '100%',
      SnapshotId: `snap-${hex(image.name, 17)}`,
      StartTime: '2026-10-02T07:30:00.000Z',
      State: 'completed',
      StorageTier: 'standard',
      Tags: tagList(image.tags),
      VolumeId: `vol-${hex(image.name, 17)}`,
      VolumeSize: 40,
    }));
}
