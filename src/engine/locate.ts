import type { Fact } from '../model/fact.ts';
import type { Location, SourcePlaces } from '../model/location.ts';
import type { Resource } from '../model/resource.ts';

/** Finds the lines of source that findings stand on. */
export interface Locator {
  /** The line of the attribute that decides, else the resource's block; empty where the source declares neither. */
  readonly deciding: (resource: Resource, reads: readonly Fact[]) => readonly Location[];
  /** The block that declares a resource, or the call of the remote module that holds it. */
  readonly block: (resource: Resource) => Location | undefined;
}

const nowhere: readonly Location[] = [];

/** Without source there are still the places of what was read from the repository itself. */
export function openLocator(places: SourcePlaces | undefined): Locator {
  const attributeOf = remembered(places?.attributeOf);
  const blockOf = remembered((address, _path, stack) => places?.blockOf(address, stack));
  const block = ({ address, stack, location }: Resource) =>
    location ?? (address === undefined ? undefined : blockOf(address, '', stack));
  const written = (resource: Resource, fact: Fact) => {
    const { place } = fact;
    if (place.source !== 'terraform-plan' || fact.path === '' || isDefault(fact)) return undefined;
    const address = isOwn(resource, place.address) ? resource.address : place.address;
    return address === undefined ? undefined : attributeOf(address, fact.path, resource.stack);
  };
  return {
    block,
    deciding: (resource, reads) => {
      const found =
        (resource.location === undefined
          ? firstOf(ownFirst(resource, reads), (fact) => written(resource, fact))
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

/** Facts of what is judged come before those of what it is related to. */
function ownFirst(resource: Resource, reads: readonly Fact[]): readonly Fact[] {
  const isOf = ({ place }: Fact) => place.source === 'terraform-plan' && isOwn(resource, place.address);
  return [...reads.filter(isOf), ...reads.filter((fact) => !isOf(fact))];
}

/** A moved resource's facts from before the change name the address that it had then, which is what people know it by. */
function isOwn({ address, label }: Resource, named: string): boolean {
  return named === address || named === label;
}

function isDefault(fact: Fact): boolean {
  return fact.state === 'known' && fact.default === true;
}

function firstOf<T, V>(items: readonly T[], find: (item: T) => V | undefined): V | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Find = SourcePlaces['attributeOf'];

/** Dozens of rules ask for the same lines. */
function remembered(find: Find | undefined): Find {
  if (find === undefined) return () => undefined;
  const known = new Map<string, Location | undefined>();
  return (address, path, stack) => {
    const key = `${stack ?? ''}\n${address}\n${path}`;
    if (known.has(key)) return known.get(key);
    const found = find(address, path, stack);
    known.set(key, found);
    return found;
  };
}
