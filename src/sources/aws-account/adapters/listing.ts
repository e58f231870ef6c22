import type { Fact } from '../../../model/fact.ts';
import type { KindName } from '../../../model/kinds/index.ts';
import type { JsonObject } from '../item.ts';
import { at } from '../paging.ts';
import type { JsonRecord } from '../plain.ts';
import type { RegionAnswers } from './evidence.ts';
import type { ItemReader } from './item-reader.ts';

/** Where an element was listed. */
export interface ListedAt {
  readonly partition: string;
  readonly account: string;
  /** The region asked, or `global`. */
  readonly region: string;
  /** All regions that were to be read. */
  readonly regions: readonly string[];
  /** What was asked: the zone of a record, the load balancer of a listener. */
  readonly input: JsonRecord;
  readonly answers: RegionAnswers;
}

/** One list that a service answers for itself, and the kind behind its elements. */
export interface Listing {
  readonly api: string;
  /** Where the list stands in the output: `Subnets`, `CachePolicyList.Items`. */
  readonly list: string;
  /** As AWS Config or CloudFormation write it; AWS Config's rows of this type have nothing to add once the list came whole. */
  readonly type: string;
  readonly kind: KindName;
  /** The service's own id, unique in its region; an element without one is not understood, and leaves a gap. */
  readonly id: (element: JsonObject, at: ListedAt) => string | undefined;
  /** Listed, but told elsewhere, gone, or nobody's to judge. */
  readonly leavesOut?: (element: JsonObject, at: ListedAt) => boolean;
  readonly arn?: (element: JsonObject, at: ListedAt) => string | undefined;
  /** Field with the name that the service itself knows: `GroupName`, `CachePolicy.CachePolicyConfig.Name`. */
  readonly name?: string;
  /** The name itself, where the field holds more than that. */
  readonly nameOf?: (element: JsonObject) => string | undefined;
  /** The tags; undefined where nobody told them, which is not the same as untagged. Left out where the type carries none. */
  readonly tags?: (element: JsonObject, at: ListedAt) => Readonly<Record<string, string>> | undefined;
  /** Said where the type alone does not tell. */
  readonly taggable?: (element: JsonObject, at: ListedAt) => boolean | undefined;
  /** AWS Config tells more of each: only what it does not hold is taken from this list. */
  readonly besideConfig?: true;
  /** Further strings by which others link to it. */
  readonly identities?: (element: JsonObject, at: ListedAt) => readonly string[];
  /** Called once a region, so that what all elements need is prepared once. */
  readonly adapt: (
    answers: RegionAnswers,
  ) => (item: ItemReader, at: ListedAt) => Readonly<Record<string, Fact>>;
}

/** A text field of an element, by its dotted path. */
export function textAt(element: JsonObject, path: string): string | undefined {
  const value = at(element, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
