import { absent, byDefault, type Fact, known, type Unknown, unknown } from '../../model/fact.ts';
import type { Json } from './plan.ts';
import type { FollowedReference, Unclear } from './resolver.ts';
import type { Scope } from './scope.ts';

/**
 * What it means that nobody wrote an attribute: what AWS then chooses on a create, what holds at any time, that the thing is
 * not there, or - `unknown` - why it cannot be told although nobody wrote it.
 */
export type WhenUnset<V> =
  | { readonly default: V }
  | { readonly always: V }
  | { readonly unknown: string; readonly set?: true }
  | 'absent'
  | undefined;

/**
 * The fact of an attribute without a value: unset, unknown after apply, or not in the plan. `inState` is what a null in the
 * state of an existing resource says, where it says anything.
 */
export function missingFact<V>(at: Scope, key: string, unset: WhenUnset<V>, inState?: V): Fact<V> {
  const value = at.values[key];
  if (!isUnknown(at, key)) {
    if (!at.fresh) return missingInState(at, key, unset, value !== undefined, inState);
    // A null is no value; a key that is not there at all may also be cut off.
    if (value !== undefined) return unsetFact(at, key, unset);
  }
  return unknownOrUnset(at, key, unset);
}

/** Why elements of a list are not known yet. */
export function missingList(at: Scope, key: string): Unknown {
  const fact = unknownOrUnset<never>(at, key, undefined);
  return fact.state === 'unknown' ? fact : cause(at, key, 'known-after-apply', afterApply);
}

/** A text that may be tested for being there, and no more: the text itself is not even kept. */
export function maskedFact(at: Scope, key: string): Unknown {
  return cause(at, key, 'unreadable', 'it is marked as sensitive, so its value is left alone', { set: true });
}

const afterApply = 'known only after apply';

function isUnknown(at: Scope, key: string): boolean {
  const mask = at.unknown;
  if (mask === true) return true;
  return typeof mask === 'object' && mask !== null && (mask as Record<string, Json>)[key] === true;
}

function missingInState<V>(
  at: Scope,
  key: string,
  unset: WhenUnset<V>,
  written: boolean,
  inState: V | undefined,
): Fact<V> {
  const path = at.prefix + key;
  if (written && inState !== undefined) return known(inState, at.place, path);
  if (written && unset === 'absent') return absent(at.place, path);
  if (typeof unset === 'object' && 'always' in unset) return byDefault(unset.always, at.place, path);
  return cause(at, key, 'not-in-plan', 'neither the plan nor its prior state holds it');
}

function unsetFact<V>(at: Scope, key: string, unset: WhenUnset<V>): Fact<V> {
  const path = at.prefix + key;
  if (unset === 'absent') return absent(at.place, path);
  if (unset === undefined)
    return cause(
      at,
      key,
      'known-after-apply',
      'known only after apply: AWS chooses it, because nobody wrote it',
    );
  if ('default' in unset) return byDefault(unset.default, at.place, path);
  if ('always' in unset) return byDefault(unset.always, at.place, path);
  return cause(at, key, 'known-after-apply', unset.unknown, { set: unset.set === true });
}

function unknownOrUnset<V>(at: Scope, key: string, unset: WhenUnset<V>): Fact<V> {
  const written = at.resolver.written(at.resource, [...at.path, key]);
  switch (written.how) {
    case 'unset':
      return at.fresh ? unsetFact(at, key, unset) : cause(at, key, 'known-after-apply', afterApply);
    case 'constant':
      return isNothing(written.value) && at.fresh
        ? unsetFact(at, key, unset)
        : cause(at, key, 'known-after-apply', afterApply, { set: !isNothing(written.value) });
    case 'references':
      return fromReferences(at, key, written.references, written.set);
    case 'call':
      return cause(at, key, 'known-after-apply', 'known only after apply: a function makes it', {
        set: true,
      });
    case 'block':
      return cause(at, key, 'known-after-apply', afterApply, { set: written.count > 0 });
    case 'unclear':
      return cause(at, key, unclearReason[written.why], unclearDetail[written.why]);
  }
}

const unclearReason = {
  'no-configuration': 'not-in-plan',
  'dynamic-block': 'known-after-apply',
  'block-order': 'known-after-apply',
} as const satisfies Record<Unclear, string>;

const unclearDetail = {
  'no-configuration': 'the plan holds no configuration that tells whether anybody wrote it',
  'dynamic-block': 'perhaps written in a dynamic block, which plans do not show',
  'block-order': 'known only after apply: one of several blocks gives it',
} as const satisfies Record<Unclear, string>;

function fromReferences(
  at: Scope,
  key: string,
  followed: readonly FollowedReference[],
  set: boolean,
): Unknown {
  const texts = [...new Set(followed.map((reference) => reference.text))];
  const shown = texts.length > 3 ? [...texts.slice(0, 2), `${texts.length - 2} more`] : texts;
  const detail = shown.length === 0 ? afterApply : `${afterApply}: it comes from ${shown.join(', ')}`;
  const references = followed.map(({ text, targets }) => ({ text, targets }));
  return cause(at, key, 'known-after-apply', detail, { set, references });
}

function isNothing(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function cause(
  at: Scope,
  key: string,
  reason: Unknown['reason'],
  detail: string,
  more: { set?: boolean; references?: Unknown['references'] } = {},
): Unknown {
  return unknown(reason, detail, { place: at.place, path: at.prefix + key, ...more });
}
