import { textsOfMatcher } from '../../../model/event-pattern.ts';
import type { Fact, ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { field, isObject, type JsonObject } from '../item.ts';
import { unquote } from '../normalise-values.ts';
import { type ItemReader, sortedTexts } from './item-reader.ts';

const patternPath = 'configuration.EventPattern';
const schedulePath = 'configuration.ScheduleExpression';

/** `AWS::Events::Rule` of AWS Config, with its targets. */
export function adaptEventRule(item: ItemReader): FactsOf<Kinds['event-rule']> {
  const state = item.string('configuration.State');
  const pattern = patternOf(item);
  return {
    ruleName: item.string('configuration.Name'),
    // There is more than one way to be in force: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
    enabled: state.state === 'known' ? { ...state, value: state.value !== 'DISABLED' } : state,
    busName: item.string('configuration.EventBusName'),
    scheduled: isScheduled(item, pattern),
    sources: askedFor(item, pattern, 'source'),
    detailTypes: askedFor(item, pattern, 'detail-type'),
    targets: targetsOf(item),
  };
}

/** The pattern, `none`, or why it cannot be told. */
type Pattern = { readonly asks: JsonObject } | 'none' | Fact<never>;

/**
 * A rule has a pattern, a schedule or both, so that one without a schedule cannot be without a pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
function patternOf(item: ItemReader): Pattern {
  const pattern = unquote(item.json(patternPath) ?? {});
  if (!isObject(pattern)) return item.unknown(patternPath, 'unreadable', 'its pattern is not a JSON object');
  if (Object.keys(pattern).length > 0) return { asks: pattern as JsonObject };
  const schedule = item.string(schedulePath, 'absent');
  if (schedule.state === 'known') return 'none';
  return item.unknown(
    patternPath,
    'not-recorded',
    "AWS Config's item shows neither a pattern nor a schedule",
  );
}

function isScheduled(item: ItemReader, pattern: Pattern): Fact<boolean> {
  if (pattern === 'none') return item.known(schedulePath, true);
  return 'asks' in pattern ? item.known(patternPath, false) : pattern;
}

/** What a pattern asks for in one of its fields. */
function askedFor(item: ItemReader, pattern: Pattern, name: string): Fact<ListValue<string>> {
  if (pattern === 'none') return item.known(patternPath, { items: [] });
  if (!('asks' in pattern)) return pattern;
  const unreadable = (detail: string) => item.unknown(patternPath, 'unreadable', detail);
  if (field(pattern.asks, '$or') !== undefined)
    return unreadable('the pattern is made of alternatives ($or)');
  const asked = field(pattern.asks, name) ?? [];
  const items = (Array.isArray(asked) ? asked : [asked]).map((matcher: unknown): Fact<string> => {
    const text = textsOfMatcher(matcher);
    return text === undefined
      ? unreadable(`a matcher for ${name} is not looked into`)
      : item.known(`${patternPath}.${name}`, text);
  });
  return item.known(patternPath, { items });
}

function targetsOf(item: ItemReader): Fact<ListValue<string>> {
  const targets = item.list('configuration.Targets', (target) => target.string('Arn'));
  if (targets.state !== 'known') return targets;
  const items = targets.value.items.map((target) => (target.state === 'known' ? target.value : target));
  return sortedTexts({ ...targets, value: { items } });
}
