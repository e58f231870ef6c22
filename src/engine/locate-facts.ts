import type { Fact } from '../model/fact.ts';
import type { Verdict } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';

/**
 * The facts of a verdict in the order in which their lines are looked for; empty where it is for want of an attribute that
 * nobody wrote: then the block is the place to write it.
 */
export function factsToShow(resource: Resource, reads: readonly Fact[], verdict: Verdict): readonly Fact[] {
  const isOf = ({ place }: Fact) => place.source === 'terraform-plan' && isOwn(resource, place.address);
  const own = reads.filter(isOf);
  if (verdict === 'fail' && own.some(isUnset)) return [];
  const related = reads.filter((fact) => !isOf(fact));
  const ordered = holdersOf(related).size > 1 ? own : [...own, ...related];
  const wholes = wholesAmong(ordered);
  const parts = ordered.filter((fact) => !wholes.has(fact));
  const shown = [...parts, ...wholes];
  if (verdict !== 'unknown') return shown;
  return [...shown.filter(isUnknown), ...shown.filter((fact) => !isUnknown(fact))];
}

/** A moved resource's facts from before the change name the address that it had then, which is what people know it by. */
export function isOwn({ address, label }: Resource, named: string): boolean {
  return named === address || named === label;
}

export function isDefault(fact: Fact): boolean {
  return fact.state === 'known' && fact.default === true;
}

/** What is written beside it is mostly what it hangs on: the engine of a database that exports no logs. */
function isUnset(fact: Fact): boolean {
  return isDefault(fact) && !/[.[]/.test(fact.path);
}

/** Of several others nobody can tell which one decides. */
function holdersOf(facts: readonly Fact[]): ReadonlySet<string> {
  return new Set(facts.map(({ place }) => (place.source === 'terraform-plan' ? place.address : '')));
}

function isUnknown({ state }: Fact): boolean {
  return state === 'unknown';
}

/** Lists and blocks of which single attributes were read too: those say more. */
function wholesAmong(facts: readonly Fact[]): ReadonlySet<Fact> {
  const paths = new Set(facts.map(keyOf));
  const beginnings = new Set([...paths].flatMap(beginningsOf));
  return new Set(facts.filter((fact) => beginnings.has(keyOf(fact))));
}

function keyOf({ place, path }: Fact): string {
  return `${place.source === 'terraform-plan' ? place.address : ''}\n${path}`;
}

/** Of `a.b[0].c`: `a.b[0]`, `a.b`, `a`. The line break keeps an address whole. */
function beginningsOf(key: string): readonly string[] {
  const found: string[] = [];
  const start = key.indexOf('\n');
  for (let end = key.length - 1; end > start + 1; end -= 1)
    if (key[end] === '.' || key[end] === '[') found.push(key.slice(0, end));
  return found;
}
