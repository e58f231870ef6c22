import { textsOfMatcher } from '../../../model/event-pattern.ts';
import { type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isObject } from '../json.ts';
import type { Json } from '../plan.ts';
import { readBool, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

export const ruleTargets: Link = { type: 'aws_cloudwatch_event_target', by: 'rule', owner: ['name', 'id'] };

/** `aws_cloudwatch_event_rule` with its targets. */
export function adaptEventRule(at: Scope, view: PhaseView): FactsOf<Kinds['event-rule']> {
  return {
    ruleName: readString(at, 'name'),
    enabled: isEnabled(at),
    busName: readString(at, 'event_bus_name', { default: 'default' }),
    scheduled: isScheduled(at),
    sources: readPattern(at, 'source'),
    detailTypes: readPattern(at, 'detail-type'),
    targets: readTargets(at, view),
  };
}

/** `state` has taken the place of `is_enabled`. A rule is in force unless somebody says otherwise. */
function isEnabled(at: Scope): Fact<boolean> {
  const state = readString(at, 'state', 'absent');
  if (state.state === 'known') return known(state.value !== 'DISABLED', at.place, state.path);
  if (state.state === 'unknown' && state.set === true) return state;
  return readBool(at, 'is_enabled', { default: true });
}

function isScheduled(at: Scope): Fact<boolean> {
  const pattern = readString(at, 'event_pattern', 'absent');
  const isSet = pattern.state === 'known' || (pattern.state === 'unknown' && pattern.set === true);
  if (isSet) return known(false, at.place, 'event_pattern');
  const schedule = readString(at, 'schedule_expression', 'absent');
  if (schedule.state !== 'absent') {
    const isSure = schedule.state === 'known' || schedule.set === true;
    return isSure ? known(true, at.place, 'schedule_expression') : schedule;
  }
  return pattern.state === 'unknown' ? pattern : known(false, at.place, 'event_pattern');
}

/** What a pattern asks for in one of its fields. */
function readPattern(at: Scope, field: string): Fact<ListValue<string>> {
  const text = readString(at, 'event_pattern', 'absent');
  if (text.state === 'absent') return known({ items: [] }, at.place, 'event_pattern');
  if (text.state === 'unknown') return text;
  const pattern = parse(text.value);
  if (!isObject(pattern)) return unreadable(at, 'the pattern is not a JSON object');
  if ('$or' in pattern) return unreadable(at, 'the pattern is made of alternatives ($or)');
  const asked = pattern[field];
  if (asked === undefined) return known({ items: [] }, at.place, text.path);
  const wanted: readonly Json[] = Array.isArray(asked) ? asked : [asked];
  const items = wanted.map((one): Fact<string> => {
    const form = textsOfMatcher(one);
    return form === undefined
      ? unreadable(at, `a matcher for ${field} is not looked into`)
      : known(form, at.place, text.path);
  });
  return known({ items }, at.place, text.path);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function unreadable(at: Scope, detail: string): Unknown {
  return unknown('unreadable', detail, { place: at.place, path: 'event_pattern', set: true });
}

function readTargets(at: Scope, view: PhaseView): Fact<ListValue<string>> {
  const { items, open } = attachedTo(at, ruleTargets, view);
  const targets = items.map((target) => readString(target, 'arn'));
  const value = open === undefined ? { items: targets } : { items: targets, open };
  return known(value, at.place, ruleTargets.type);
}
