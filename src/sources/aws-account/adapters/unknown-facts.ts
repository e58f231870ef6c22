import { type Fact, type Place, unknown } from '../../../model/fact.ts';
import type { Kind } from '../../../model/kind.ts';
import type { Why } from './evidence.ts';

/** Every attribute of a kind as unknown, for a resource of which no more is known than that it is there. */
export function unknownFacts(
  kind: Kind,
  place: Place,
  path: string,
  why: Why,
): Readonly<Record<string, Fact>> {
  const fact = unknown(why.reason, why.detail, { place, path });
  return Object.fromEntries(Object.keys(kind.attributes).map((name) => [name, fact]));
}
