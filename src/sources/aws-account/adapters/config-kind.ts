import type { Fact } from '../../../model/fact.ts';
import type { KindName } from '../../../model/kinds/index.ts';
import type { RegionAnswers } from './evidence.ts';
import type { ItemReader } from './item-reader.ts';

/** What else was read of the same account and region, for what AWS Config keeps as resources of their own or not at all. */
export interface ItemView {
  /** Items of a type; `listed` says that the type is recorded there, so that what is not among them does not exist. */
  ofType(type: string): { readonly items: readonly ItemReader[]; readonly listed: boolean };
  /** Those items of a type that hold a value at a path; found at once, however many there are. */
  where(type: string, path: string, value: string): readonly ItemReader[];
  /** What the services themselves answered. */
  readonly answers: RegionAnswers;
}

/** How resources of one AWS Config type become a kind. */
export interface ConfigKind {
  readonly kind: KindName;
  readonly adapt: (item: ItemReader, view: ItemView) => Readonly<Record<string, Fact>>;
  /** Paths of further strings by which others link to it. */
  readonly identities: readonly string[];
  /** Further strings that are put together of several. */
  readonly aliases?: (item: ItemReader) => readonly string[];
  /** Where the service's own name stands when the item has no resource name; left out where the service knows none. */
  readonly name?: string;
  /** The item's resource name is no name of its own: it holds a revision, say. */
  readonly ownNameFirst?: true;
  /** Parts of the item without which nothing about it is known. */
  readonly needs: readonly ('configuration' | 'supplementaryConfiguration')[];
  /** Said where the type alone does not tell. */
  readonly taggable?: (item: ItemReader) => boolean | undefined;
}
