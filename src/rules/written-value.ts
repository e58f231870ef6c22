import type { Fact, ListValue, MapValue, Place, StructValue, Unknown, Value } from '../model/fact.ts';
import { absent, byDefault, known, unknown } from '../model/fact.ts';
import type { Attribute, AttributeType } from '../model/kind.ts';
import { suggest } from '../model/suggestion.ts';
import type { Path } from './yaml/path.ts';
import { isTagged, type Tagged } from './yaml/tagged.ts';
import { wordOf } from './yaml/words.ts';

/** Tags that say more of an example's value than YAML can. */
export const exampleTags = ['unknown', 'set', 'open', 'default', 'sensitive'] as const;

/** What does not fit the kind, with its path inside the example. */
export interface WritingMistake {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
  /** The key is wrong, not its value. */
  readonly isKey?: true;
}

/** Makes facts of the short values in examples, and tells what does not fit the kind. */
export interface Writing {
  readonly place: Place;
  readonly report: (mistake: WritingMistake) => void;
}

/** Facts for every attribute: what the example leaves out is absent where it may be, else unknown. */
export function structFacts(
  fields: Readonly<Record<string, Attribute>>,
  written: Readonly<Record<string, unknown>>,
  at: At & { readonly owner: string },
  writing: Writing,
): Record<string, Fact> {
  for (const key of Object.keys(written)) {
    if (Object.hasOwn(fields, key)) continue;
    const message = `${at.owner} has no attribute \`${key}\``;
    writing.report({
      path: [...at.path, key],
      message,
      hint: suggest(key, Object.keys(fields)),
      isKey: true,
    });
  }
  return Object.fromEntries(
    Object.entries(fields).map(([key, attribute]) => {
      const name = at.name === '' ? key : `${at.name}.${key}`;
      const here = { path: [...at.path, key], name };
      if (!Object.hasOwn(written, key)) return [key, notGiven(attribute, name, writing)];
      return [key, attributeFact(attribute, written[key], here, writing)];
    }),
  );
}

/** A tagged value that stands for an unknown, as one. */
export function unknownOf(tagged: Tagged, name: string, place: Place): Unknown {
  const detail =
    typeof tagged.value === 'string' && tagged.value !== '' ? tagged.value : 'known only after apply';
  return unknown('known-after-apply', detail, { place, path: name, set: tagged['!'] === 'set' });
}

export function isUnknownTag(value: unknown): value is Tagged {
  return isTagged(value) && (value['!'] === 'unknown' || value['!'] === 'set');
}

interface At {
  readonly path: Path;
  readonly name: string;
}

function notGiven(attribute: Attribute, name: string, { place }: Writing): Fact {
  if (attribute.optional === true) return absent(place, name);
  return unknown('not-recorded', 'the example does not give it', { place, path: name });
}

function attributeFact(attribute: Attribute, written: unknown, at: At, writing: Writing): Fact {
  if (written === null && attribute.optional !== true) {
    const hint = 'Give a value, or `!unknown "why"`, or leave it out.';
    writing.report({
      path: at.path,
      message: `\`${at.name}\` is never absent, and is given as nothing`,
      hint,
    });
  }
  return fact(attribute.type, written, at, writing);
}

function fact(type: AttributeType, written: unknown, at: At, writing: Writing): Fact {
  const { place } = writing;
  if (written === null) return absent(place, at.name);
  if (isUnknownTag(written)) return unknownOf(written, at.name, place);
  if (isTagged(written) && written['!'] === 'default') {
    return byDefault(plainValue(type, written.value, at, writing), place, at.name);
  }
  if (isTagged(written) && written['!'] === 'sensitive') {
    return { ...known(plainValue(type, written.value, at, writing), place, at.name), sensitive: true };
  }
  return known(plainValue(type, written, at, writing), place, at.name);
}

function plainValue(type: AttributeType, written: unknown, at: At, writing: Writing): Value {
  switch (type.type) {
    case 'list':
      return listValue(type.of, written, at, writing);
    case 'map':
      return mapValue(type.of, written, at, writing);
    case 'struct':
      return structValue(type, written, at, writing);
    default:
      return scalar(type.type, written, at, writing);
  }
}

function scalar(type: keyof typeof scalarTests, written: unknown, at: At, writing: Writing): Value {
  if (!scalarTests[type].fits(written)) wrongType(scalarTests[type].words, written, at, writing);
  return written as Value;
}

const scalarTests = {
  bool: { words: 'true or false', fits: (value: unknown) => typeof value === 'boolean' },
  int: { words: 'a whole number', fits: (value: unknown) => Number.isSafeInteger(value) },
  string: { words: 'text', fits: (value: unknown) => typeof value === 'string' },
  timestamp: {
    words: 'a time like 2026-01-31T12:00:00Z',
    fits: (value: unknown) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
  },
} as const;

function listValue(of: AttributeType, written: unknown, at: At, writing: Writing): ListValue {
  const { value, open } = opened(written, at, writing);
  if (!Array.isArray(value)) wrongType('a list', written, at, writing);
  const items = (Array.isArray(value) ? value : []).map((item, index) =>
    fact(of, item, { path: [...at.path, index], name: `${at.name}[${index}]` }, writing),
  );
  return open === undefined ? { items } : { items, open };
}

function mapValue(of: AttributeType, written: unknown, at: At, writing: Writing): MapValue {
  const { value, open } = opened(written, at, writing);
  if (!isRecord(value)) wrongType('a mapping', written, at, writing);
  const entries = Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).map(([key, item]) => [
      key,
      fact(of, item, { path: [...at.path, key], name: `${at.name}.${key}` }, writing),
    ]),
  );
  return open === undefined ? { entries } : { entries, open };
}

function structValue(
  type: Extract<AttributeType, { type: 'struct' }>,
  written: unknown,
  at: At,
  writing: Writing,
): StructValue {
  if (!isRecord(written)) wrongType('a mapping', written, at, writing);
  const inside = { ...at, owner: type.name };
  return { fields: structFacts(type.fields, isRecord(written) ? written : {}, inside, writing) };
}

/** `!open [a]`: the elements that are known, and word that there may be more. */
function opened(written: unknown, at: At, { place }: Writing): { value: unknown; open: Unknown | undefined } {
  if (!isTagged(written) || written['!'] !== 'open') return { value: written, open: undefined };
  const detail = 'not known in full: there may be more';
  return { value: written.value, open: unknown('known-after-apply', detail, { place, path: at.name }) };
}

function wrongType(wanted: string, written: unknown, at: At, writing: Writing): void {
  const given = isTagged(written) ? `\`!${written['!']}\`` : wordOf(written);
  const isBare = wanted === 'text' && (typeof written === 'number' || typeof written === 'boolean');
  const message = `\`${at.name}\` must be ${wanted}, not ${given}`;
  // Not with the value: YAML has taken the zeros of 012345678901 away already.
  writing.report({ path: at.path, message, ...(isBare ? { hint: 'Quote it.' } : {}) });
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isTagged(value);
}
