import { type Fact, isList, isMap, isStruct, type Place, type Value } from '../model/fact.ts';
import type { Evidence } from '../model/report.ts';

const maximumEntries = 12;

/** The facts that decided a verdict, each once, ready for print. */
export function evidenceOf(reads: readonly Fact[]): readonly Evidence[] {
  const seen = new Set<string>();
  const entries: Evidence[] = [];
  for (const fact of reads) {
    if (isResource(fact)) continue;
    const where = whereOf(fact.place);
    const key = `${where}\n${fact.path}`;
    if (seen.has(key)) continue;
    seen.add(key);
    entries.push(entryOf(fact, where));
    if (entries.length === maximumEntries) break;
  }
  return entries;
}

/** A relation's target is named by the facts that were read from it. */
function isResource(fact: Fact): boolean {
  if (fact.state !== 'known' || typeof fact.value !== 'object') return false;
  if ('kind' in fact.value) return true;
  return isList(fact.value) && fact.value.items.some((item) => item.state === 'known' && isResource(item));
}

export function whereOf(place: Place): string {
  if (place.source === 'terraform-plan') return place.address;
  if (place.source === 'repository') return `${place.file}:${place.line}`;
  return place.source === 'aws-account' ? place.id : place.name;
}

function entryOf(fact: Fact, where: string): Evidence {
  const at = { path: fact.path, where, state: fact.state };
  if (fact.state === 'unknown') return { ...at, detail: fact.detail };
  if (fact.state === 'absent') return at;
  if (fact.sensitive === true) return { ...at, sensitive: true };
  const entry = { ...at, value: plain(fact.value, 3) };
  return fact.default === true ? { ...entry, default: true } : entry;
}

/** A value as plain data; sensitive parts are masked, deep parts cut off, and things are named. */
export function plain(value: Value, depth: number): unknown {
  if (typeof value !== 'object') return value;
  if ('label' in value) return value.label;
  if (depth === 0) return '…';
  if (isList(value)) {
    const items = value.items.slice(0, maximumEntries).map((item) => plainFact(item, depth - 1));
    return value.open === undefined && items.length === value.items.length ? items : [...items, '…'];
  }
  const entries = isMap(value) ? value.entries : isStruct(value) ? value.fields : {};
  return Object.fromEntries(
    Object.entries(entries).map(([name, fact]) => [name, plainFact(fact, depth - 1)]),
  );
}

function plainFact(fact: Fact, depth: number): unknown {
  if (fact.state === 'unknown') return '(unknown)';
  if (fact.state === 'absent') return null;
  return fact.sensitive === true ? '(sensitive)' : plain(fact.value, depth);
}
