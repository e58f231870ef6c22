import { type Fact, known, type Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { launchTemplate } from '../../../model/kinds/launch-template.ts';
import { placeOf } from '../item.ts';
import type { RegionAnswers, Why } from './evidence.ts';
import { type ItemReader, itemReader } from './item-reader.ts';
import { unknownFacts } from './unknown-facts.ts';
import { userSecrets } from './user-secrets.ts';

type LaunchTemplate = FactsOf<Kinds['launch-template']>;

const versionsApi = 'ec2:DescribeLaunchTemplateVersions';
const data = 'LaunchTemplateData';

/** What its default version says. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResponseLaunchTemplateData.html */
export function adaptLaunchTemplate(template: ItemReader, answers: RegionAnswers): LaunchTemplate {
  const id = String(template.json('LaunchTemplateId'));
  const { readBy, missing } = answers.of(versionsApi);
  const root = answers.element(versionsApi, 'LaunchTemplateVersions', 'LaunchTemplateId', id)?.element;
  if (root === undefined) {
    const why: Why = missing ?? {
      reason: 'not-read',
      detail: `${versionsApi} shows no default version of it`,
    };
    return unknownFacts(launchTemplate, template.place, data, why) as LaunchTemplate;
  }
  const place = placeOf(readBy, 'id' in template.place ? template.place.id : id);
  const version = itemReader({ root, place, holder: `the answer of ${versionsApi}` });
  return factsOfVersion(version, regionDefault(answers));
}

/** What one version tells, where new volumes are encrypted by default or not. */
export function factsOfVersion(version: ItemReader, byDefault: Fact<boolean>): LaunchTemplate {
  return {
    instanceType: version.string(`${data}.InstanceType`, 'absent'),
    publicAddress: publicAddress(version),
    detailedMonitoring: version.bool(`${data}.Monitoring.Enabled`, { default: false }),
    unencryptedDevices: unencryptedDevices(version, byDefault),
    plainSecrets: userSecrets(version, `${data}.UserData`),
  };
}

/** Without a word, the subnet decides: the template does not ask. */
function publicAddress(version: ItemReader): Fact<boolean> {
  const path = `${data}.NetworkInterfaces`;
  const interfaces = version.list(
    path,
    (one) => one.bool('AssociatePublicIpAddress', { always: false }),
    'empty',
  );
  if (interfaces.state !== 'known') return interfaces;
  const asked = interfaces.value.items.map((item) => (item.state === 'known' ? item.value : item));
  const yes = asked.find((fact) => fact.state === 'known' && fact.value);
  return yes ?? asked.find((fact) => fact.state === 'unknown') ?? asked[0] ?? version.known(path, false);
}

/**
 * Only what it makes itself: devices of the image that it does not speak of are the image's. Where volumes are encrypted by
 * default, all are, whatever the template says. https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
function unencryptedDevices(
  version: ItemReader,
  byDefault: Fact<boolean>,
): LaunchTemplate['unencryptedDevices'] {
  const path = `${data}.BlockDeviceMappings`;
  if (byDefault.state === 'known' && byDefault.value) return version.known(path, { items: [] });
  const mappings = version.list(path, (mapping) => mapping, 'empty');
  if (mappings.state !== 'known') return mappings;
  const items: Fact<string>[] = [];
  let doubt: Unknown | undefined;
  for (const item of mappings.value.items) {
    if (item.state !== 'known') {
      doubt ??= item.state === 'unknown' ? item : undefined;
      continue;
    }
    const mapping = item.value;
    if (mapping.within('Ebs') === undefined) continue;
    const encrypted = encryption(mapping, byDefault);
    if (encrypted.state === 'unknown') doubt ??= encrypted;
    if (encrypted.state === 'known' && !encrypted.value)
      items.push(mapping.string('DeviceName', { always: 'a device without a name' }));
  }
  return known(doubt === undefined ? { items } : { items, open: doubt }, version.place, version.at(path));
}

function encryption(mapping: ItemReader, byDefault: Fact<boolean>): Fact<boolean> {
  const path = 'Ebs.Encrypted';
  if (mapping.json(path) === true) return mapping.known(path, true);
  if (byDefault.state === 'unknown') return byDefault;
  const isCopied = mapping.json('Ebs.SnapshotId') !== undefined;
  if (mapping.json(path) === undefined || isCopied)
    return mapping.unknown(path, 'not-recorded', 'its image or snapshot decides it');
  return mapping.bool(path);
}

function regionDefault(answers: RegionAnswers): Fact<boolean> {
  const { readBy, pages, missing } = answers.of('ec2:GetEbsEncryptionByDefault');
  const place = placeOf(readBy, readBy.account);
  const path = 'EbsEncryptionByDefault';
  const holder = `the answer of ${readBy.api}`;
  const reader = itemReader({ root: pages[0]?.output ?? {}, place, holder });
  return missing === undefined ? reader.bool(path) : reader.unknown(path, missing.reason, missing.detail);
}
