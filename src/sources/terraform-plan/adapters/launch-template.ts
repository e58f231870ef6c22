import { byDefault, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isScope, readBlock, readBlocks, readBool, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { type Device, type Devices, encryptionUnset, unencrypted } from './block-devices.ts';
import { userSecrets } from './user-data.ts';

/** `aws_launch_template`. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html */
export function adaptLaunchTemplate(at: Scope, view: PhaseView): FactsOf<Kinds['launch-template']> {
  return {
    instanceType: readString(at, 'instance_type', 'absent'),
    publicAddress: publicAddress(at),
    detailedMonitoring: monitored(at),
    unencryptedDevices: unencrypted(devicesOf(at, view), at, 'block_device_mappings'),
    plainSecrets: userSecrets(at, undefined, 'user_data'),
  };
}

/** Without a word, the subnet decides: the template does not ask. */
function publicAddress(at: Scope): Fact<boolean> {
  const { items, open } = readBlocks(at, 'network_interfaces');
  const asked = items.map((block) => readBool(block, 'associate_public_ip_address', { always: false }));
  const yes = asked.find((fact) => fact.state === 'known' && fact.value);
  const doubt = asked.find((fact) => fact.state === 'unknown');
  return yes ?? doubt ?? open ?? asked[0] ?? known(false, at.place, 'network_interfaces');
}

function monitored(at: Scope): Fact<boolean> {
  const block = readBlock(at, 'monitoring');
  if (block === undefined) return byDefault(false, at.place, 'monitoring');
  return isScope(block) ? readBool(block, 'enabled', { always: false }) : block;
}

/** Only what it makes itself: devices of the image that it does not speak of are the image's. */
function devicesOf(at: Scope, view: PhaseView): Devices {
  const { items, open } = readBlocks(at, 'block_device_mappings');
  const devices = items.flatMap((mapping): readonly Device[] => {
    const ebs = readBlock(mapping, 'ebs');
    if (ebs === undefined) return [];
    const name = readString(mapping, 'device_name', { always: 'a device without a name' });
    if (!isScope(ebs)) return [{ name, encrypted: ebs }];
    return [
      { name, encrypted: readBool(ebs, 'encrypted', encryptionUnset(at, view, 'its image or snapshot')) },
    ];
  });
  return open === undefined ? { devices } : { devices, open };
}
