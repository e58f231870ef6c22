import { findKind } from '../../model/kinds/index.ts';
import type { Gap, Resource } from '../../model/resource.ts';
import { unclaimed } from '../../model/resource.ts';
import type { ConfigKind, ItemView } from './adapters/config-kind.ts';
import { configKinds } from './adapters/config-kinds.ts';
import type { Answers } from './adapters/evidence.ts';
import { type ItemReader, itemReader } from './adapters/item-reader.ts';
import { unknownFacts } from './adapters/unknown-facts.ts';
import type { ApiAnswer, Recording } from './answer.ts';
import { isFile } from './config-files.ts';
import { configKinds as everythingFromConfig } from './config-types.ts';
import { resourceOf } from './inventory-resource.ts';
import { type AccountItem, isObject, type Json, type JsonObject, placeOf, type ReadBy } from './item.ts';
import { normaliseItem } from './normalise.ts';
import { isInventory } from './queries.ts';

/** Every item that AWS Config gave, once each, and what could not be read. */
export interface ConfigItems {
  readonly items: readonly AccountItem[];
  readonly gaps: readonly Gap[];
}

/** Compliance records of AWS Config stand among the resources and are none. */
const records = new Set(['AWS::Config::ConformancePackCompliance', 'AWS::Config::ResourceCompliance']);

export function configItems(recording: Recording): ConfigItems {
  const found = new Map<string, AccountItem>();
  const gaps: Gap[] = [];
  for (const answer of recording.answers) {
    const { account, region, api, readAt } = answer;
    for (const raw of rawItems(answer)) {
      const normalised = normaliseItem(raw, { account, region, api, readAt });
      if ('problem' in normalised)
        gaps.push(unreadable(normalised.problem, { account, region, api, readAt }));
      if (!('item' in normalised) || records.has(normalised.item.type)) continue;
      const { item } = normalised;
      const identity = `${item.account} ${item.region} ${item.type} ${item.arn ?? item.id}`;
      found.set(identity, better(found.get(identity), item));
    }
  }
  return { items: distinct([...found.values()]), gaps };
}

function rawItems(answer: ApiAnswer): readonly unknown[] {
  const name = itemsField(answer);
  const list = name !== undefined && isObject(answer.output) ? answer.output[name] : undefined;
  return Array.isArray(list) ? list : [];
}

function itemsField(answer: ApiAnswer): string | undefined {
  if (isInventory(answer)) return 'Results';
  if (answer.api === 'config:BatchGetResourceConfig') return 'baseConfigurationItems';
  return isFile(answer) ? 'configurationItems' : undefined;
}

/** IAM's items come from every region that records them, and a batch may repeat what a query gave: the fuller one stays. */
function better(before: AccountItem | undefined, item: AccountItem): AccountItem {
  if (before === undefined) return item;
  const [older, newer] = [before.capturedAt ?? '', item.capturedAt ?? ''];
  if (older !== newer) return older < newer ? item : before;
  return before.tags === undefined && item.tags !== undefined ? item : before;
}

/** Ids of ECS task definitions, EKS clusters and Kinesis streams are not unique: where ids collide, ARNs stand for them. */
function distinct(items: readonly AccountItem[]): readonly AccountItem[] {
  const place = (item: AccountItem) => `${item.account} ${item.region} ${item.type} ${item.id}`;
  const counts = new Map<string, number>();
  for (const item of items) counts.set(place(item), (counts.get(place(item)) ?? 0) + 1);
  return items.map((item) =>
    (counts.get(place(item)) ?? 0) > 1 ? { ...item, id: item.arn ?? item.id } : item,
  );
}

function unreadable(problem: string, { account, region, api }: ReadBy): Gap {
  return {
    reason: 'unreadable',
    message: `AWS Config gave ${problem} in ${region}; it is not judged.`,
    incomplete: true,
    account,
    region,
    api,
    kinds: everythingFromConfig,
  };
}

const paths = { type: 'resourceType', name: 'resourceName', tags: 'tags' };

/** The resource that an item stands for; of an unclaimed type where no adapter knows more. */
export function configResource(item: AccountItem, aliases: Aliases, viewOf: ViewOf): Resource {
  const reader = readerOf(item);
  const claim = configKinds[item.type];
  const { type, account, region, id, arn, tags, capturedAt } = item;
  const base = { type, account, region, id, arn, tags, capturedAt, paths, place: reader.place };
  if (claim === undefined)
    return resourceOf({ ...base, kind: unclaimed, name: item.name, identities: [], facts: {} });
  const own = item.type === 'AWS::KMS::Key' ? (aliases.get(arn ?? '') ?? []) : [];
  const named = claim.name === undefined ? undefined : reader.json(claim.name);
  const serviceName = typeof named === 'string' ? named : undefined;
  const isNameless = claim.ownNameFirst === true && item.configuration === undefined;
  const otherwise = isNameless ? undefined : item.name;
  const itemName = claim.ownNameFirst === true ? (serviceName ?? otherwise) : (item.name ?? serviceName);
  return resourceOf({
    ...base,
    kind: claim.kind,
    name: own[0] ?? itemName,
    taggable: claim.taggable?.(reader),
    identities: [...textsAt(reader, claim.identities), ...own, ...(claim.aliases?.(reader) ?? [])],
    facts: { ...factsOf(item, claim, reader, viewOf(item)), ...(isNameless ? untoldName(item, reader) : {}) },
  });
}

/** The service's own name stands in the configuration alone; only a tag may tell another. */
function untoldName({ tags }: AccountItem, reader: ItemReader): Resource['fields'] {
  if (tags?.Name !== undefined && tags.Name !== '') return {};
  const detail = "AWS Config's item came without its configuration, and only that holds the name";
  return { name: reader.unknown(paths.name, 'not-recorded', detail) };
}

/** Without its body an item only says that the resource is there. */
function factsOf(
  item: AccountItem,
  claim: ConfigKind,
  reader: ItemReader,
  view: ItemView,
): Resource['fields'] {
  const bodies = { configuration: item.configuration, supplementaryConfiguration: item.supplementary };
  const missing = claim.needs.find((part) => bodies[part] === undefined);
  const kind = findKind(claim.kind);
  if (missing === undefined || kind === undefined) return claim.adapt(reader, view);
  const why = { reason: 'not-recorded', detail: `AWS Config's item came without its ${missing}` } as const;
  return unknownFacts(kind, reader.place, missing, why);
}

/** Shows an adapter the other items around its own. */
export type ViewOf = (item: AccountItem) => ItemView;

/** `isListed` says whether a type is recorded in a region, so that its items are all there are. */
export function itemViews(
  items: readonly AccountItem[],
  isListed: (region: string, type: string) => boolean,
  answers: Answers,
): ViewOf {
  const byPlace = new Map<string, AccountItem[]>();
  for (const item of items) {
    const place = `${item.account} ${item.region} ${item.type}`;
    const others = byPlace.get(place);
    if (others === undefined) byPlace.set(place, [item]);
    else others.push(item);
  }
  const readers = new Map<string, readonly ItemReader[]>();
  const readersAt = (place: string) => {
    const known = readers.get(place) ?? (byPlace.get(place) ?? []).map((item) => readerOf(item));
    readers.set(place, known);
    return known;
  };
  const told = new Map<string, boolean>();
  // Told of every item, and the same for all of a type: whoever answers looks through the whole recording.
  const listedIn = (region: string, type: string) => {
    const place = `${region} ${type}`;
    const listed = told.get(place) ?? isListed(region, type);
    told.set(place, listed);
    return listed;
  };
  const indexes = new Map<string, ReadonlyMap<Json | undefined, readonly ItemReader[]>>();
  const indexOf = (place: string, path: string) => {
    const name = `${place} ${path}`;
    const known = indexes.get(name) ?? groupedBy(readersAt(place), path);
    indexes.set(name, known);
    return known;
  };
  return ({ account, region }) => ({
    where: (type, path, value) => indexOf(`${account} ${region} ${type}`, path).get(value) ?? [],
    ofType: (type) => ({
      items: readersAt(`${account} ${region} ${type}`),
      listed: listedIn(region, type),
    }),
    answers: answers.from(region),
  });
}

function groupedBy(
  readers: readonly ItemReader[],
  path: string,
): ReadonlyMap<Json | undefined, readonly ItemReader[]> {
  const groups = new Map<Json | undefined, ItemReader[]>();
  for (const reader of readers) {
    const value = reader.json(path);
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [reader]);
    else group.push(reader);
  }
  return groups;
}

export function readerOf(item: AccountItem, onPath?: (path: string) => void): ItemReader {
  const root: JsonObject = {
    ...(item.configuration === undefined ? {} : { configuration: item.configuration }),
    ...(item.supplementary === undefined ? {} : { supplementaryConfiguration: item.supplementary }),
  };
  const place = placeOf({ ...item.readBy, account: item.account, region: item.region }, item.arn ?? item.id);
  return itemReader({ root, place, holder: "AWS Config's item", onPath });
}

function textsAt(reader: ItemReader, wanted: readonly string[]): readonly string[] {
  return wanted.map((path) => reader.json(path)).filter((value) => typeof value === 'string');
}

/** Aliases of KMS keys by key ARN: each alias's name and ARN, sorted. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

export function aliasesOf(items: readonly AccountItem[]): Aliases {
  const aliases = new Map<string, string[]>();
  for (const item of items) {
    if (item.type !== 'AWS::KMS::Alias') continue;
    const reader = readerOf(item);
    const key = reader.json('configuration.TargetKeyId');
    const name = reader.json('configuration.AliasName');
    if (typeof key !== 'string' || typeof name !== 'string') continue;
    const partition = item.arn?.split(':')[1] ?? 'aws';
    const arn = `arn:${partition}:kms:${item.region}:${item.account}:key/${key}`;
    const own = item.arn === undefined ? [name] : [name, item.arn];
    aliases.set(arn, [...(aliases.get(arn) ?? []), ...own].sort(byKindOfName));
  }
  return aliases;
}

/** Names before ARNs, each in order: the first one is what people call the key. */
function byKindOfName(a: string, b: string): number {
  const rank = (text: string) => (text.startsWith('arn:') ? 1 : 0);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
