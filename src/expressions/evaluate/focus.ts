import type { Fact, ListValue } from '../../model/fact.ts';
import { type Frame, note } from './frame.ts';

/**
 * Evidence of a list that decided: the elements that did so by themselves, with what else was read of the same things since
 * the start; where none did, all of them.
 */
export function focus(
  frame: Frame,
  start: number,
  { items }: ListValue,
  decides: (fact: Fact) => boolean,
): void {
  if (frame.keepsAll) return;
  const deciding = items.filter(decides);
  const kept = deciding.length === 0 ? items : deciding;
  const owners = new Set(kept.map(ownerOf));
  const others = new Set(items.map(ownerOf).filter((owner) => !owners.has(owner)));
  const since = frame.reads.splice(start);
  for (const fact of since) if (!others.has(ownerOf(fact))) frame.reads.push(fact);
  for (const fact of kept) note(frame, fact);
}

/** The rule or block whose attribute a fact is: `ingress[1]` of a group, or a rule that is a resource of its own. */
function ownerOf({ place, path }: Fact): string {
  const where =
    place.source === 'terraform-plan' ? place.address : place.source === 'aws-account' ? place.id : '';
  const end = path.lastIndexOf('.');
  return `${where}\n${end < 0 ? '' : path.slice(0, end)}`;
}
