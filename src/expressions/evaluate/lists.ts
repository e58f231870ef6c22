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

/** A map's keys. An entry whose value is unknown may turn out not to be there: it leaves the list open. */
export function keysOf(of: Eval<Result>): Eval<Result> {
  return (frame) => {
    const map = of(frame);
    if (isUndecided(map)) return map;
    const { entries, open } = map as MapValue;
    const items: Fact[] = [];
    const unknowns = open === undefined ? [] : [open];
    for (const [key, fact] of Object.entries(entries)) {
      if (fact.state === 'known' || (fact.state === 'unknown' && fact.set === true)) {
        items.push(known(key, nowhere, ''));
      } else if (fact.state === 'unknown') {
        unknowns.push(fact);
      }
    }
    return unknowns.length === 0 ? { items } : { items, open: blend({ unknowns }) };
  };
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
