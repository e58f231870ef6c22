import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { listedIn, type RegionAnswers, type Why } from './evidence.ts';
import type { ItemReader } from './item-reader.ts';
import { textAt } from './listing.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html */
export function adaptMachineImage(image: ItemReader): FactsOf<Kinds['machine-image']> {
  const isPublic = image.bool('Public');
  return {
    encrypted: allEncrypted(image),
    public: isPublic,
    sharedWith: sharedWith(image, 'Public', isPublic),
  };
}

function allEncrypted(image: ItemReader): Fact<boolean> {
  const path = 'BlockDeviceMappings';
  const devices = image.list(path, (device) => device, 'empty');
  if (devices.state !== 'known') return devices;
  // Instance store has no snapshot.
  const facts = devices.value.items
    .filter((device) => device.state !== 'known' || device.value.within('Ebs') !== undefined)
    .map((device): Fact<boolean> => (device.state === 'known' ? device.value.bool('Ebs.Encrypted') : device));
  const plain = facts.find((fact) => fact.state === 'known' && !fact.value);
  return plain ?? facts.find((fact) => fact.state === 'unknown') ?? facts[0] ?? image.known(path, true);
}

/** Which snapshots everyone may restore: `RestorableByUserIds` asks for them, and the answer does not say so of itself. */
export interface PublicSnapshots {
  readonly ids: ReadonlySet<string>;
  /** Why some may be missing. */
  readonly missing: Why | undefined;
}

/** The element stands in the list of those that everyone may restore. */
export function isPublicList(input: Readonly<Record<string, unknown>>): boolean {
  return input.RestorableByUserIds !== undefined;
}

export function publicSnapshots(answers: RegionAnswers): PublicSnapshots {
  const evidence = answers.of('ec2:DescribeSnapshots');
  const listed = listedIn(evidence, 'Snapshots').filter(({ input }) => isPublicList(input));
  const ids = new Set(listed.flatMap(({ element }) => textAt(element, 'SnapshotId') ?? []));
  const isAsked = evidence.pages.some(({ input }) => isPublicList(input));
  const detail = 'nobody asked which snapshots everyone may restore';
  return { ids, missing: evidence.missing ?? (isAsked ? undefined : { reason: 'not-read', detail }) };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html */
export function adaptEbsSnapshot(
  snapshot: ItemReader,
  { ids, missing }: PublicSnapshots,
): FactsOf<Kinds['ebs-snapshot']> {
  const path = 'SnapshotId';
  const isOne = ids.has(String(snapshot.json(path)));
  const isPublic: Fact<boolean> =
    isOne || missing === undefined
      ? snapshot.known(path, isOne)
      : snapshot.unknown(path, missing.reason, missing.detail);
  return {
    encrypted: snapshot.bool('Encrypted'),
    public: isPublic,
    sharedWith: sharedWith(snapshot, path, isPublic),
  };
}

/** Lists tell only whether it is everyone: one call for each thing would tell the others. */
function sharedWith(item: ItemReader, path: string, isPublic: Fact<boolean>): Fact<ListValue<string>> {
  const everyone = isPublic.state === 'known' && isPublic.value;
  const items: readonly Fact<string>[] = everyone ? [known('all', item.place, item.at(path))] : [];
  const open = item.unknown(path, 'not-recorded', 'EC2 does not list the accounts that it is shared with');
  return open.state === 'unknown' ? item.known(path, { items, open }) : open;
}
