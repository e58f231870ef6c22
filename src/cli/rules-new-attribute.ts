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
  const candidates = Object.entries(kind.attributes).flatMap(([name, attribute], index) => {
    const type = order.find((one) => one === attribute.type.type);
    if (type === undefined || (attribute.type.type === 'list' && attribute.type.of.type !== 'string'))
      return [];
    const score = [
      -likeness(name, words),
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

/** How many words of the attribute's name the rule's name has too, by their stems. */
function likeness(name: string, words: readonly string[]): number {
  const own = name.split(/(?=[A-Z])/).map((word) => word.toLowerCase().slice(0, stemLength));
  return own.filter((word) => word.length > 2 && words.some((one) => one.slice(0, stemLength) === word))
    .length;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((value, index) => value !== b[index]);
  return differs < 0 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0);
}
