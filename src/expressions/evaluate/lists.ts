import { type Fact, known, type ListValue, type MapValue } from '../../model/fact.ts';
import { type Eval, step } from './frame.ts';
import { filtered, type Predicate, withVariable } from './quantifiers.ts';
import { blend, isUndecided, type Kleene, nowhere, type Result } from './value.ts';

export function listOf(items: readonly Eval<Fact>[]): Eval<Result> {
  return (frame) => ({ items: items.map((item) => item(frame)) });
}

/** `list.map(x, …)` and `list.map(x, condition, …)`. */
export function mapped(
  over: Eval<Result>,
  slot: number,
  body: Eval<Fact>,
  where?: Eval<Kleene>,
): Eval<Result> {
  const transform = withVariable(slot, body);
  const predicate: Predicate | undefined = where === undefined ? undefined : withVariable(slot, where);
  return (frame) => {
    const whole = over(frame);
    if (isUndecided(whole)) return whole;
    const list =
      predicate === undefined ? (whole as ListValue) : filtered(frame, whole as ListValue, predicate);
    const items = list.items.map((item) => {
      step(frame);
      return transform(frame, item);
    });
    return list.open === undefined ? { items } : { items, open: list.open };
  };
}

export function keysOf(of: Eval<Result>): Eval<Result> {
  return (frame) => {
    const map = of(frame);
    return isUndecided(map) ? map : keysOfMap(map as MapValue);
  };
}

/** The map that was asked last, with its keys: several rules ask for the tags of a resource, one after the other. */
let last: { readonly map: MapValue; readonly keys: ListValue } | undefined;

/** An entry whose value is unknown may turn out not to be there: it leaves the list open. */
function keysOfMap(map: MapValue): ListValue {
  if (last?.map === map) return last.keys;
  const items: Fact[] = [];
  const unknowns = map.open === undefined ? [] : [map.open];
  for (const key of Object.keys(map.entries)) {
    const fact = map.entries[key] as Fact;
    if (fact.state === 'known' || (fact.state === 'unknown' && fact.set === true)) {
      items.push(known(key, nowhere, ''));
    } else if (fact.state === 'unknown') {
      unknowns.push(fact);
    }
  }
  const keys = unknowns.length === 0 ? { items } : { items, open: blend({ unknowns }) };
  last = { map, keys };
  return keys;
}

const parameterLists = new WeakMap<readonly string[], ListValue>();

/** A list of the policy as facts; made once for each list. */
export function parameterList(values: readonly string[]): ListValue {
  let list = parameterLists.get(values);
  if (list === undefined) {
    list = { items: values.map((value) => known(value, nowhere, '')) };
    parameterLists.set(values, list);
  }
  return list;
}
