import { isAgreedHeader, isChosenValue } from '../../../model/client-headers.ts';
import { type Fact, known, type Unknown } from '../../../model/fact.ts';
import { isScope, readBlock, readBlocks, readString, readStrings } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** What a listener or one of its rules does with a request. */
export interface Actions {
  /** forward, redirect or fixed-response, which ends the list; those before it authenticate. */
  readonly last: Fact<string>;
  readonly redirectsToHttps: Fact<boolean>;
  readonly targetGroups: readonly Fact<string>[];
  readonly open?: Unknown;
}

const endings = ['forward', 'redirect', 'fixed-response'];

/** Reads the actions of a listener (`default_action`) or of a rule (`action`). */
export function readActions(at: Scope, key: string): Actions {
  const { items, open } = readBlocks(at, key);
  const types = items.map((item) => ({ item, type: readString(item, 'type') }));
  const ending = types.find(({ type }) => type.state === 'known' && endings.includes(type.value));
  const none = open ?? known('', at.place, at.prefix + key);
  const last = ending?.type ?? types.find(({ type }) => type.state === 'unknown')?.type ?? none;
  const groups = items.map(groupsOf);
  const cause = open ?? groups.find((group) => group.open !== undefined)?.open;
  return {
    last,
    redirectsToHttps: toHttps(ending?.item, last),
    targetGroups: groups.flatMap((group) => group.items),
    ...(cause === undefined ? {} : { open: cause }),
  };
}

function toHttps(item: Scope | undefined, last: Fact<string>): Fact<boolean> {
  if (last.state !== 'known') return last.state === 'unknown' ? last : known(false, last.place, last.path);
  const no = known(false, last.place, last.path);
  if (last.value !== 'redirect' || item === undefined) return no;
  const redirect = readBlock(item, 'redirect');
  if (!isScope(redirect)) return redirect ?? no;
  // A redirect keeps what it does not name: the protocol too.
  const protocol = readString(redirect, 'protocol', { always: '#{protocol}' });
  return protocol.state === 'known'
    ? { ...protocol, value: protocol.value.toUpperCase() === 'HTTPS' }
    : protocol;
}

type Groups = { readonly items: readonly Fact<string>[]; readonly open?: Unknown };

function groupsOf(action: Scope): Groups {
  const type = readString(action, 'type');
  if (type.state === 'known' && type.value !== 'forward') return { items: [] };
  const single = readString(action, 'target_group_arn', 'absent');
  const forward = readBlock(action, 'forward');
  const several = isScope(forward) ? readBlocks(forward, 'target_group') : { items: [] };
  const arns = several.items.map((group) => readString(group, 'arn'));
  const items = single.state === 'absent' ? arns : [single, ...arns];
  const open = isScope(forward) ? ('open' in several ? several.open : undefined) : forward;
  return open === undefined ? { items } : { items, open };
}

/** Whether a rule takes only requests that carry a header which somebody chose. */
export function asksForHeader(rule: Scope): Fact<boolean> {
  const { items, open } = readBlocks(rule, 'condition');
  let unknownValues: Unknown | undefined;
  for (const condition of items) {
    const header = readBlock(condition, 'http_header');
    if (!isScope(header) || isOrdinary(header)) continue;
    const values = readStrings(header, 'values');
    if (values.state === 'unknown') {
      // A value that is secret or not known yet is one that was chosen.
      if (values.set === true) return known(true, rule.place, 'condition');
      unknownValues = values;
    }
    if (values.state === 'known' && values.value.items.every(isChosen) && values.value.items.length > 0)
      return known(true, rule.place, 'condition');
  }
  return open ?? unknownValues ?? known(false, rule.place, 'condition');
}

function isOrdinary(header: Scope): boolean {
  const name = readString(header, 'http_header_name');
  return name.state === 'known' && !isAgreedHeader(name.value);
}

/** A pattern of nothing but wildcards is met by any value. */
function isChosen(value: Fact<string>): boolean {
  return value.state === 'known'
    ? isChosenValue(value.value)
    : value.state === 'unknown' && value.set === true;
}
