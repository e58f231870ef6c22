import type { Attribute, Kind } from '../model/kind.ts';

/** An attribute that a new rule can begin with: a scalar, which examples write in one word. */
export interface FirstAttribute {
  readonly name: string;
  readonly attribute: Attribute;
  readonly type: 'bool' | 'int' | 'string' | 'timestamp' | 'list';
}

const order = ['bool', 'int', 'string', 'timestamp', 'list'] as const;

/**
 * The attribute that the rule's name seems to speak of (`keeps-backups`: backupRetentionDays), else one that is always there,
 * the simplest type first. Undefined for a kind that has none of a simple type.
 */
export function firstAttribute(kind: Kind, words: readonly string[]): FirstAttribute | undefined {
  // The thing itself is in the names of many of its attributes.
  const spoken = stems(words).filter((stem) => !stems(kind.name.split('-')).includes(stem));
  const candidates = Object.entries(kind.attributes).flatMap(([name, attribute], index) => {
    const type = order.find((one) => one === attribute.type.type);
    if (type === undefined) return [];
    if (attribute.type.type === 'list' && attribute.type.of.type !== 'string') return [];
    const score = [
      -likeness(name, attribute, spoken),
      attribute.onlyIn === undefined ? 0 : 1,
      attribute.optional === true ? 1 : 0,
      order.indexOf(type),
      index,
    ];
    return [{ name, attribute, type, score }];
  });
  const [best] = candidates.sort((a, b) => compare(a.score, b.score));
  return best === undefined ? undefined : { name: best.name, attribute: best.attribute, type: best.type };
}

const stemLength = 5;
const shortest = 3;

function stems(words: readonly string[]): readonly string[] {
  return words
    .filter((word) => word.length >= shortest)
    .map((word) => word.toLowerCase().slice(0, stemLength));
}

/** How many of the words are in the attribute's name, which counts twice, or in its meaning. */
function likeness(name: string, { meaning }: Attribute, spoken: readonly string[]): number {
  const inName = stems(name.split(/(?=[A-Z])/));
  const inMeaning = stems(meaning.split(/[^A-Za-z]+/));
  return spoken.reduce(
    (sum, stem) => sum + (inName.includes(stem) ? 2 : 0) + (inMeaning.includes(stem) ? 1 : 0),
    0,
  );
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((value, index) => value !== b[index]);
  return differs < 0 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0);
}
