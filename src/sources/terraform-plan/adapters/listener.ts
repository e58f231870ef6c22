import { type Fact, known, type ListValue, type Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readInt, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { type Actions, asksForHeader, readActions } from './listener-actions.ts';

type Listener = FactsOf<Kinds['listener']>;

/** Rules stand in resources of their own; `aws_alb_…` are the same under an older name. */
export const listenerRules: readonly Link[] = ['aws_lb_listener_rule', 'aws_alb_listener_rule'].map(
  (type) => ({
    type,
    by: 'listener_arn',
    owner: ['arn', 'id'],
  }),
);

/** `aws_lb_listener` with its rules. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
export function adaptListener(at: Scope, view: PhaseView): Listener {
  const own = readActions(at, 'default_action');
  const found = listenerRules.map((link) => attachedTo(at, link, view));
  const rules = found.flatMap(({ items }) => items);
  const open = found.find((attached) => attached.open !== undefined)?.open;
  const actions = rules.map((rule) => readActions(rule, 'action'));
  const protocol = readString(at, 'protocol', { default: 'HTTP' });
  return {
    loadBalancerArn: readString(at, 'load_balancer_arn', 'absent'),
    port: readInt(at, 'port', 'absent'),
    protocol,
    sslPolicy: readString(at, 'ssl_policy', sslPolicyUnset(protocol)),
    certificateArn: readString(at, 'certificate_arn', 'absent'),
    defaultAction: own.last,
    redirectsToHttps: all(
      [own, ...actions].map((each) => each.redirectsToHttps),
      open,
      at,
    ),
    targetGroupArns: targetGroups([own, ...actions], open, at),
    demandsHeader: demandsHeader(own, { rules, actions, open }, at),
  };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html tells what is chosen outside of the console. */
function sslPolicyUnset(protocol: Fact<string>) {
  const isEncrypted = protocol.state === 'known' && ['HTTPS', 'TLS'].includes(protocol.value);
  return isEncrypted ? { default: 'ELBSecurityPolicy-2016-08' } : ('absent' as const);
}

function all(facts: readonly Fact<boolean>[], open: Unknown | undefined, at: Scope): Fact<boolean> {
  const no = facts.find((fact) => fact.state === 'known' && !fact.value);
  return (
    no ?? facts.find((fact) => fact.state === 'unknown') ?? open ?? facts[0] ?? known(false, at.place, '')
  );
}

function targetGroups(
  lists: readonly Actions[],
  rulesOpen: Unknown | undefined,
  at: Scope,
): Fact<ListValue<string>> {
  const items = lists.flatMap((list) => list.targetGroups);
  const open = lists.find((list) => list.open !== undefined)?.open ?? rulesOpen;
  return known(open === undefined ? { items } : { items, open }, at.place, 'default_action');
}

type Rules = {
  readonly rules: readonly Scope[];
  readonly actions: readonly Actions[];
  readonly open: Unknown | undefined;
};

/** What matches no rule must go nowhere, and each rule that forwards must ask for a header. */
function demandsHeader(own: Actions, { rules, actions, open }: Rules, at: Scope): Fact<boolean> {
  const goesNowhere: Fact<boolean> =
    own.last.state === 'known' ? { ...own.last, value: own.last.value !== 'forward' } : (own.last as Unknown);
  const guarded = rules.map((rule, index): Fact<boolean> => {
    const last = actions[index]?.last;
    if (last?.state === 'known' && last.value !== 'forward') return { ...last, value: true };
    return asksForHeader(rule);
  });
  return all([goesNowhere, ...guarded], open, at);
}
