import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Volume.html */
export function adaptEbsVolume(volume: ItemReader): FactsOf<Kinds['ebs-volume']> {
  return {
    encrypted: volume.bool('Encrypted'),
    kmsKeyId: volume.string('KmsKeyId', 'absent'),
    sizeGib: volume.int('Size'),
    volumeType: volume.string('VolumeType'),
  };
}
