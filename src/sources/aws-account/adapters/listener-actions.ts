import { isAgreedHeader, isChosenValue } from '../../../model/client-headers.ts';
import type { Fact, ListValue } from '../../../model/fact.ts';
import { textsOf } from './ecs-containers.ts';
import type { ItemReader } from './item-reader.ts';

/** What a listener or one of its rules does with a request. */
export interface Actions {
  /** forward, redirect or fixed-response, which ends the list; those before it authenticate. */
  readonly last: Fact<string>;
  readonly redirectsToHttps: Fact<boolean>;
  readonly targetGroups: Fact<ListValue<string>>;
}

const endings = ['forward', 'redirect', 'fixed-response'];

/** Reads the actions of a listener (`DefaultActions`) or of a rule (`Actions`). */
export function readActions(at: ItemReader, key: string): Actions {
  const actions = at.list(key, (action) => ({ action, type: action.string('Type') }));
  if (actions.state !== 'known') {
    const cause = actions as Fact<never>;
    return { last: cause, redirectsToHttps: cause, targetGroups: cause };
  }
  const read = actions.value.items.flatMap((item) => (item.state === 'known' ? [item.value] : []));
  const ending = read.find(({ type }) => type.state === 'known' && endings.includes(type.value));
  const isWhole =
    read.length === actions.value.items.length && read.every(({ type }) => type.state === 'known');
  const doubt = at.unknown(key, 'unreadable', 'an action is not one that anybody understands');
  const last = ending?.type ?? doubt;
  return {
    last,
    redirectsToHttps: ending === undefined ? doubt : toHttps(ending.action, ending.type),
    targetGroups: isWhole
      ? groupsOf(
          at,
          key,
          read.map(({ action }) => action),
        )
      : doubt,
  };
}

/** A redirect keeps what it does not name: the protocol too. */
function toHttps(action: ItemReader, type: Fact<string>): Fact<boolean> {
  if (type.state !== 'known' || type.value !== 'redirect') return action.known('Type', false);
  const path = 'RedirectConfig.Protocol';
  if (action.within('RedirectConfig') === undefined) return action.bool('RedirectConfig');
  const protocol = action.string(path, { always: '#{protocol}' });
  return protocol.state === 'known'
    ? { ...protocol, value: protocol.value.toUpperCase() === 'HTTPS' }
    : protocol;
}

/** A single group stands both for itself and as the only one of a list. */
function groupsOf(at: ItemReader, key: string, actions: readonly ItemReader[]): Fact<ListValue<string>> {
  const found = new Map<string, Fact<string>>();
  for (const action of actions) {
    if (action.json('Type') !== 'forward') continue;
    const single = action.string('TargetGroupArn', 'absent');
    const several = textsOf(action, 'ForwardConfig.TargetGroups', (group) => group.string('TargetGroupArn'));
    if (several.state !== 'known') return several;
    for (const group of [single, ...several.value.items])
      if (group.state !== 'absent') found.set(group.state === 'known' ? group.value : group.path, group);
  }
  return at.known(key, { items: [...found.values()] });
}

/** Whether a rule takes only requests that carry a header which somebody chose; conditions hold together, values each alone. */
export function asksForHeader(rule: ItemReader): Fact<boolean> {
  const path = 'Conditions';
  const conditions = rule.list(path, headerOf);
  if (conditions.state !== 'known') return conditions as Fact<never>;
  let doubt: Fact<boolean> | undefined;
  for (const condition of conditions.value.items) {
    const asked = condition.state === 'known' ? condition.value : (condition as Fact<never>);
    if (asked.state === 'known' && asked.value) return rule.known(path, true);
    if (asked.state === 'unknown') doubt ??= asked;
  }
  return doubt ?? rule.known(path, false);
}

function headerOf(condition: ItemReader): Fact<boolean> {
  const path = 'HttpHeaderConfig';
  if (condition.within(path) === undefined) return condition.known('Field', false);
  const name = condition.string(`${path}.HttpHeaderName`);
  if (name.state !== 'known') return name as Fact<never>;
  if (!isAgreedHeader(name.value)) return condition.known(path, false);
  const patterns = condition.strings(`${path}.RegexValues`, 'empty');
  if (patterns.state !== 'known') return patterns as Fact<never>;
  if (patterns.value.items.length > 0)
    return condition.unknown(
      path,
      'unreadable',
      'the header is held against a pattern, which may be met by anything',
    );
  const values = condition.strings(`${path}.Values`);
  if (values.state !== 'known') return values as Fact<never>;
  const { items } = values.value;
  const isChosen = (value: Fact<string>) => value.state === 'known' && isChosenValue(value.value);
  return condition.known(`${path}.Values`, items.length > 0 && items.every(isChosen));
}
