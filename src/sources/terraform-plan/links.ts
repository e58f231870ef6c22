import { type Fact, known, type ListValue, type Unknown } from '../../model/fact.ts';
import { readStrings } from './reader.ts';
import type { Scope } from './scope.ts';

/**
 * A list of links to other resources. A set with one unknown element is unknown as a whole in a plan; where each reference
 * behind it certainly leads to resources, it is the list of these, each element still unknown and yet that resource.
 */
export function readLinks(at: Scope, key: string): Fact<ListValue<string>> {
  const list = readStrings(at, key);
  if (list.state === 'absent') return list;
  if (list.state === 'unknown') {
    const items = linksBehind(at, key, list);
    return items === undefined ? list : known({ items }, at.place, at.prefix + key);
  }
  return known(withOwnLinks(at, key, list.value), at.place, at.prefix + key);
}

/** Unknown elements know the references of all of them together; with as many links as elements, each has its own. */
function withOwnLinks(at: Scope, key: string, list: ListValue<string>): ListValue<string> {
  const unknowns = list.items.filter((item) => item.state === 'unknown');
  const [first] = unknowns;
  if (first === undefined) return list;
  const links = linksBehind(at, key, first);
  if (links?.length !== unknowns.length) return list;
  let next = 0;
  return {
    ...list,
    items: list.items.map((item) => (item.state === 'unknown' ? (links[next++] ?? item) : item)),
  };
}

/** One unknown for each resource that the references lead to; undefined where any of them may lead elsewhere. */
function linksBehind(at: Scope, key: string, whole: Unknown): readonly Unknown[] | undefined {
  const references = at.resolver.references(at.resource, [...at.path, key]);
  const isSure = references.every(
    ({ to, targets, unsure }) => to === 'resource' && targets.length > 0 && unsure === undefined,
  );
  if (!isSure || references.length === 0) return undefined;
  const links = new Map<string, Unknown>();
  for (const { text, targets } of references) {
    const detail = `known only after apply: it comes from ${text}`;
    for (const target of targets)
      links.set(target, { ...whole, detail, set: true, references: [{ text, targets: [target] }] });
  }
  return [...links.values()];
}
