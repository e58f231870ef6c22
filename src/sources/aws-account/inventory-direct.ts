import type { Fact } from '../../model/fact.ts';
import { findKind } from '../../model/kinds/index.ts';
import type { Gap, Resource } from '../../model/resource.ts';
import { actionOf } from './actions.ts';
import {
  type Answers,
  type Evidence,
  isWhole,
  type Listed,
  listedIn,
  lostIn,
  type RegionAnswers,
} from './adapters/evidence.ts';
import { answerReader } from './adapters/item-reader.ts';
import { type ListedAt, type Listing, textAt } from './adapters/listing.ts';
import { listings } from './adapters/listings/index.ts';
import { globalRegion, type Recording } from './answer.ts';
import { resourceOf } from './inventory-resource.ts';
import type { JsonObject } from './item.ts';

/** What was asked of a service itself, and the AWS Config types that it answers better. */
export interface DirectRead {
  readonly resources: readonly Resource[];
  /** `region type` (`*` for every region) of the lists that came whole: AWS Config's rows of these have nothing to add. */
  readonly whole: ReadonlySet<string>;
  /** What was listed and cannot be told from anything else: such a list is not whole. */
  readonly gaps: readonly Gap[];
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
    gaps: reads.flatMap((read) => read.gaps),
  };
}

/** Elements of a list that have nothing to tell them by: what they are, and how many there are of the kind, nobody knows. */
export function gapsOf(
  { readBy: { account, region, api } }: Evidence,
  listing: Pick<Listing, 'list' | 'kind'>,
  lost: number,
): readonly Gap[] {
  if (lost === 0) return [];
  const [what, them] = lost === 1 ? ['one', 'it'] : [`${lost}`, 'them'];
  const where = region === globalRegion ? '' : ` in ${region}`;
  const title = findKind(listing.kind)?.title ?? listing.kind;
  const message = `${api} listed ${what} of its ${listing.list}${where} without an id (${title}): nothing can be said of ${them}. Read the account again; if that does not help, a newer version of this tool may.`;
  return [{ reason: 'unreadable', message, incomplete: true, account, region, api, kinds: [listing.kind] }];
}

function nameOf(listing: Listing, element: JsonObject): string | undefined {
  if (listing.nameOf !== undefined) return listing.nameOf(element);
  return listing.name === undefined ? undefined : textAt(element, listing.name);
}

function readListing(
  { recording, recorded }: { readonly recording: Recording; readonly recorded: ReadonlySet<string> },
  listing: Listing,
  answers: RegionAnswers,
): { resources: readonly Resource[]; whole: string | undefined; gaps: readonly Gap[] } {
  const { region } = answers;
  const evidence = answers.of(listing.api);
  const adapt = listing.adapt(answers);
  const partition = recording.identity.arn.split(':')[1] ?? 'aws';
  const { account } = evidence.readBy;
  let lost = lostIn(evidence, listing.list);
  const resources = listedIn(evidence, listing.list).flatMap(({ element, input }: Listed) => {
    const at: ListedAt = { partition, account, region, regions: recording.regions, input, answers };
    if (listing.leavesOut?.(element, at) === true) return [];
    const id = listing.id(element, at);
    if (id === undefined) {
      lost += 1;
      return [];
    }
    const arn = listing.arn?.(element, at);
    if (listing.besideConfig === true && arn !== undefined && recorded.has(arn)) return [];
    const item = answerReader(evidence.readBy, arn ?? id, element);
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
  const isAll = isWhole(evidence) && lost === 0 && listing.besideConfig !== true;
  return {
    resources,
    whole: isAll ? `${where} ${listing.type}` : undefined,
    gaps: gapsOf(evidence, listing, lost),
  };
}
