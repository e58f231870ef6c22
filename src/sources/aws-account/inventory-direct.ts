import type { Fact } from '../../model/fact.ts';
import type { Resource } from '../../model/resource.ts';
import { actionOf } from './actions.ts';
import { type Answers, isWhole, type Listed, listedIn, type RegionAnswers } from './adapters/evidence.ts';
import { itemReader } from './adapters/item-reader.ts';
import { type ListedAt, type Listing, textAt } from './adapters/listing.ts';
import { listings } from './adapters/listings/index.ts';
import { globalRegion, type Recording } from './answer.ts';
import { resourceOf } from './inventory-resource.ts';
import { type JsonObject, placeOf } from './item.ts';

/** What was asked of a service itself, and the AWS Config types that it answers better. */
export interface DirectRead {
  readonly resources: readonly Resource[];
  /** `region type` (`*` for every region) of the lists that came whole: AWS Config's rows of these have nothing to add. */
  readonly whole: ReadonlySet<string>;
}

/** Everything that services list themselves, region by region; `recorded` are the ARNs that AWS Config holds. */
export function directResources(
  recording: Recording,
  answers: Answers,
  recorded: ReadonlySet<string>,
): DirectRead {
  const reads = listings.flatMap((listing) => {
    const isGlobal = actionOf(listing.api).scope === 'account';
    const regions = isGlobal ? [globalRegion] : recording.regions;
    return regions.map((region) => readListing({ recording, recorded }, listing, answers.from(region)));
  });
  return {
    resources: reads.flatMap((read) => read.resources),
    whole: new Set(reads.flatMap((read) => (read.whole === undefined ? [] : [read.whole]))),
  };
}

function nameOf(listing: Listing, element: JsonObject): string | undefined {
  if (listing.nameOf !== undefined) return listing.nameOf(element);
  return listing.name === undefined ? undefined : textAt(element, listing.name);
}

function readListing(
  { recording, recorded }: { readonly recording: Recording; readonly recorded: ReadonlySet<string> },
  listing: Listing,
  answers: RegionAnswers,
): { resources: readonly Resource[]; whole: string | undefined } {
  const { region } = answers;
  const evidence = answers.of(listing.api);
  const adapt = listing.adapt(answers);
  const partition = recording.identity.arn.split(':')[1] ?? 'aws';
  const { account } = evidence.readBy;
  const resources = listedIn(evidence, listing.list).flatMap(({ element, input }: Listed) => {
    const at: ListedAt = { partition, account, region, regions: recording.regions, input, answers };
    const id = listing.id(element, at);
    if (id === undefined) return [];
    const arn = listing.arn?.(element, at);
    if (listing.besideConfig === true && arn !== undefined && recorded.has(arn)) return [];
    const item = itemReader({
      root: element,
      place: placeOf(evidence.readBy, arn ?? id),
      holder: `the answer of ${listing.api}`,
    });
    return resourceOf({
      kind: listing.kind,
      type: listing.type,
      account,
      region,
      id,
      arn,
      name: nameOf(listing, element),
      tags: listing.tags?.(element, at),
      taggable: listing.tags === undefined ? false : listing.taggable?.(element, at),
      paths: { type: listing.list, name: listing.name ?? 'id', tags: 'Tags' },
      place: item.place,
      identities: listing.identities?.(element, at) ?? [],
      facts: adapt(item, at) as Readonly<Record<string, Fact>>,
    });
  });
  const where = region === globalRegion ? '*' : region;
  const isAll = isWhole(evidence) && listing.besideConfig !== true;
  return { resources, whole: isAll ? `${where} ${listing.type}` : undefined };
}
