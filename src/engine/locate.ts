import type { Fact, Value } from '../model/fact.ts';
import type { Location, SourcePlaces } from '../model/location.ts';
import type { Resource } from '../model/resource.ts';
import type { Judgement } from './judge-rule.ts';
import { factsToShow, isDefault, isOwn } from './locate-facts.ts';

/** Finds the lines of source that findings stand on. */
export interface Locator {
  /** The line of the attribute that decides, else the resource's block; empty where the source declares neither. */
  readonly deciding: (
    resource: Resource,
    judged: Pick<Judgement, 'verdict' | 'reads'>,
  ) => readonly Location[];
  /** The block that declares a resource, or the call of the remote module that holds it. */
  readonly block: (resource: Resource) => Location | undefined;
}

const nowhere: readonly Location[] = [];

/** Without source there are still the places of what was read from the repository itself. */
export function openLocator(places: SourcePlaces | undefined): Locator {
  const blockOf = remembered(places?.blockOf);
  const block = ({ address, stack, location }: Resource) =>
    location ?? (address === undefined ? undefined : blockOf(address, stack));
  const written = (resource: Resource, fact: Fact) => {
    const { place } = fact;
    if (place.source !== 'terraform-plan' || fact.path === '' || isDefault(fact)) return undefined;
    const address = isOwn(resource, place.address) ? resource.address : place.address;
    if (address === undefined) return undefined;
    return places?.attributeOf(address, fact.path, resource.stack, tellingValue(fact));
  };
  return {
    block,
    deciding: (resource, { verdict, reads }) => {
      const found =
        (resource.location === undefined
          ? firstOf(factsToShow(resource, reads, verdict), (fact) => written(resource, fact))
          : ofRepository(resource, reads)) ?? block(resource);
      return found === undefined ? nowhere : [found];
    },
  };
}

/** What a fact that was read from a file says of its own line. */
function ofRepository({ location }: Resource, reads: readonly Fact[]): Location | undefined {
  return firstOf(reads, ({ place, path }) => {
    if (place.source !== 'repository' || location === undefined) return undefined;
    const { file, line, column } = place;
    const { block: around, calls, ...whole } = location;
    const isWhole = file === whole.file && line === whole.line;
    const isWithin =
      around !== undefined && file === whole.file && line >= around.line && line <= around.endLine;
    if (isWhole) return location;
    return { file, line, column, part: 'attribute', path, ...(isWithin ? { block: around } : {}), calls };
  });
}

function firstOf<T, V>(items: readonly T[], find: (item: T) => V | undefined): V | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Dozens of rules ask for the same block. */
function remembered(find: SourcePlaces['blockOf'] | undefined): SourcePlaces['blockOf'] {
  if (find === undefined) return () => undefined;
  const known = new Map<string, Location | undefined>();
  return (address, stack) => {
    const key = `${stack ?? ''}\n${address}`;
    if (known.has(key)) return known.get(key);
    const found = find(address, stack);
    known.set(key, found);
    return found;
  };
}

/** Tells alike blocks apart; what is secret tells nothing. */
function tellingValue(fact: Fact): Value | undefined {
  return fact.state === 'known' && fact.sensitive !== true ? fact.value : undefined;
}
