import { type Fact, known, type ListValue, type Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { launchTemplate } from '../../../model/kinds/launch-template.ts';
import type { JsonObject } from '../item.ts';
import { type Evidence, elementsOf, type RegionAnswers, type Why } from './evidence.ts';
import { answerReader, type ItemReader } from './item-reader.ts';
import { textAt } from './listing.ts';
import { unknownFacts } from './unknown-facts.ts';
import { userSecrets } from './user-secrets.ts';

type LaunchTemplate = FactsOf<Kinds['launch-template']>;

const versionsApi = 'ec2:DescribeLaunchTemplateVersions';
const data = 'LaunchTemplateData';

/** The default and the latest versions of a region's templates, and how its new volumes are encrypted. */
export interface TemplateVersions {
  readonly evidence: Evidence;
  readonly byTemplate: ReadonlyMap<string, readonly JsonObject[]>;
  readonly byDefault: Fact<boolean>;
}

export function templateVersions(answers: RegionAnswers): TemplateVersions {
  const evidence = answers.of(versionsApi);
  const byTemplate = new Map<string, JsonObject[]>();
  for (const version of elementsOf(evidence, 'LaunchTemplateVersions')) {
    const id = textAt(version, 'LaunchTemplateId') ?? '';
    byTemplate.set(id, [...(byTemplate.get(id) ?? []), version]);
  }
  return { evidence, byTemplate, byDefault: regionDefault(answers) };
}

/**
 * Whoever names no version starts the default one; Terraform writes a new version each time and leaves the default where it
 * was, so that groups name the latest one. A template is as good as the worse of both.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResponseLaunchTemplateData.html
 */
export function adaptLaunchTemplate(template: ItemReader, versions: TemplateVersions): LaunchTemplate {
  const { evidence, byTemplate, byDefault } = versions;
  const id = String(template.json('LaunchTemplateId'));
  const there = byTemplate.get(id) ?? [];
  const numbers = ['DefaultVersionNumber', 'LatestVersionNumber'].map((name) => template.json(name));
  const why: Why = evidence.missing ?? { reason: 'not-read', detail: `${versionsApi} does not show it` };
  const untold = unknownFacts(launchTemplate, template.place, data, why) as LaunchTemplate;
  const placeId = 'id' in template.place ? template.place.id : id;
  const facts = [...new Set(numbers)].map((number): LaunchTemplate => {
    const root = there.find(({ VersionNumber }) => VersionNumber === number);
    if (root?.[data] === undefined) return untold;
    return factsOfVersion(answerReader(evidence.readBy, placeId, root), byDefault);
  });
  const latest = facts.at(-1) ?? untold;
  return {
    instanceType: latest.instanceType,
    publicAddress: worse(facts, 'publicAddress', true) ?? untold.publicAddress,
    detailedMonitoring: worse(facts, 'detailedMonitoring', false) ?? untold.detailedMonitoring,
    unencryptedDevices: together(facts, 'unencryptedDevices') ?? untold.unencryptedDevices,
    plainSecrets: together(facts, 'plainSecrets') ?? untold.plainSecrets,
  };
}

/** The bad one of several, or else the doubtful one. */
function worse(
  versions: readonly LaunchTemplate[],
  name: 'publicAddress' | 'detailedMonitoring',
  bad: boolean,
): Fact<boolean> | undefined {
  const facts = versions.map((version) => version[name]);
  const worst = facts.find((fact) => fact.state === 'known' && fact.value === bad);
  return worst ?? facts.find((fact) => fact.state !== 'known') ?? facts.at(-1);
}

/** What any of several holds; one that cannot be told leaves the list open. */
function together(
  versions: readonly LaunchTemplate[],
  name: 'unencryptedDevices' | 'plainSecrets',
): Fact<ListValue<string>> | undefined {
  const facts = versions.map((version) => version[name]);
  const told = facts.filter((fact) => fact.state === 'known');
  const [first] = told;
  if (first === undefined || facts.length === 1) return facts[0];
  const byText = new Map(
    told.flatMap(({ value }) => value.items).map((item) => [item.state === 'known' ? item.value : '', item]),
  );
  const doubt =
    facts.find((fact): fact is Unknown => fact.state === 'unknown') ??
    told.map(({ value }) => value.open).find((open) => open !== undefined);
  const value = { items: [...byText.values()] };
  return known(doubt === undefined ? value : { ...value, open: doubt }, first.place, first.path);
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
  const path = 'EbsEncryptionByDefault';
  const reader = answerReader(readBy, readBy.account, pages[0]?.output);
  return missing === undefined ? reader.bool(path) : reader.unknown(path, missing.reason, missing.detail);
}
