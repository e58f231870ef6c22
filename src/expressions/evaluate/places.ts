import { absent, type Fact, isMap, isStruct, known, type MapValue, type Unknown } from '../../model/fact.ts';
import type { Resource } from '../../model/resource.ts';
import { type Eval, type Frame, note, troubleHere } from './frame.ts';
import { memberOf, takeMap, unanswered } from './read.ts';
import { asFact, isBlend, isUndecided, type Kleene, nowhere, type Result, undecided } from './value.ts';

export const resourceFact: Eval<Fact> = (frame) => known(frame.scope.resource, nowhere, '');

/** Empty means that the policy cannot tell. */
export const environment: Eval<Result> = (frame) => {
  if (frame.scope.environment !== '') return frame.scope.environment;
  return undecided(troubleHere(frame, 'not-recorded', 'the policy cannot tell the environment'));
};

/** An attribute of the judged resource itself: by far the most common step. */
export function ownField(name: string): Eval<Fact> {
  return ({ scope: { resource } }) => resource.fields[name] ?? ownUnanswered(resource, name);
}

function ownUnanswered(resource: Resource, name: string): Fact {
  for (const { place } of Object.values(resource.fields)) return unanswered({ place, path: '' }, name);
  return unanswered({ place: nowhere, path: '' }, name);
}

export function field(of: Eval<Fact>, name: string): Eval<Fact> {
  return (frame) => memberOf(of(frame), name);
}

export function relation(of: Eval<Fact>, name: string): Eval<Fact> {
  return (frame) => {
    const holder = of(frame);
    if (holder.state !== 'known') return holder;
    return frame.scope.related(holder.value as Resource, name);
  };
}

/** The entry of a map; a key that is not there is absent, unless the map may hold more. */
export function entry(of: Eval<Fact>, key: Eval<Result>): Eval<Fact> {
  return (frame) => {
    const holder = of(frame);
    const name = key(frame);
    if (holder.state !== 'known' || !isMap(holder.value)) {
      return holder.state === 'known' ? asFact(takeMap(frame, holder)) : holder;
    }
    if (typeof name !== 'string') return asFact(name);
    return entryOf(holder.value, name, holder);
  };
}

function entryOf(map: MapValue, name: string, holder: Pick<Fact, 'place' | 'path'>): Fact {
  const found = Object.hasOwn(map.entries, name) ? map.entries[name] : undefined;
  if (found !== undefined) return found;
  if (map.open !== undefined) return map.open;
  return absent(holder.place, `${holder.path}.${name}`);
}

/** Which element stands where is not known in an open list. */
export function item(of: Eval<Result>, at: Eval<Result>): Eval<Fact> {
  return (frame) => {
    const list = of(frame);
    const index = at(frame);
    if (isUndecided(list)) return asFact(list);
    if (typeof index !== 'number') return asFact(index);
    if (typeof list !== 'object' || !('items' in list)) return outside(frame);
    if (list.open !== undefined) return asFact(undecided(list.open));
    return list.items[index] ?? outside(frame);
  };
}

function outside(frame: Frame): Unknown {
  return troubleHere(frame, 'absent', 'the list has no such element, and the condition does not ask first');
}

/** `has(x)`: unknown values count as there only when it is certain that something is set. */
export function has(of: Eval<Fact>): Eval<Kleene> {
  return (frame) => hasFact(frame, of(frame));
}

/** `has(x.y)` where x itself may be unknown: what is certain of x says nothing of y. */
export function hasMember(of: Eval<Fact>, name: string): Eval<Kleene> {
  return (frame) => {
    const holder = of(frame);
    if (holder.state === 'known' && isStruct(holder.value)) return hasFact(frame, memberOf(holder, name));
    return hasNot(frame, holder);
  };
}

/** `has(x.y)` where y is a relation. */
export function hasRelation(of: Eval<Fact>, follow: Eval<Fact>): Eval<Kleene> {
  return (frame) => {
    const holder = of(frame);
    return holder.state === 'known' ? hasFact(frame, follow(frame)) : hasNot(frame, holder);
  };
}

/** What is asked for belongs to something that is unknown or not there itself. */
function hasNot(frame: Frame, holder: Fact): Kleene {
  note(frame, holder);
  return holder.state === 'unknown' && !isMissing(holder) ? undecided(holder) : false;
}

/** The evaluation itself found that nothing is there. */
function isMissing(fact: Unknown): boolean {
  return fact.reason === 'absent' && !isBlend(fact);
}

/** `has(m.k)` and `"k" in m`. */
export function hasEntry(of: Eval<Fact>, key: Eval<Result>): Eval<Kleene> {
  return (frame) => {
    const holder = of(frame);
    const name = key(frame);
    if (holder.state !== 'known' || !isMap(holder.value)) {
      return hasNot(frame, holder);
    }
    const map = takeMap(frame, holder);
    if (isUndecided(map)) return map;
    if (typeof name !== 'string') return emptyFor(map, name);
    const found = Object.hasOwn(map.entries, name) ? map.entries[name] : undefined;
    if (found !== undefined) return hasFact(frame, found);
    return map.open === undefined ? false : undecided(map.open);
  };
}

function emptyFor(map: MapValue, key: Result): Kleene {
  if (map.open === undefined && Object.keys(map.entries).length === 0) return false;
  return key as Kleene;
}

function hasFact(frame: Frame, fact: Fact): Kleene {
  note(frame, fact);
  if (fact.state === 'known') return true;
  if (fact.state === 'absent') return false;
  if (isMissing(fact)) return false;
  return fact.set === true ? true : undecided(fact);
}
