import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { elementsOf, type RegionAnswers, type Why } from './evidence.ts';
import { answerReader, type ItemReader } from './item-reader.ts';
import { type Actions, asksForHeader, readActions } from './listener-actions.ts';
import { textAt } from './listing.ts';

type Listener = FactsOf<Kinds['listener']>;

const rulesApi = 'elasticloadbalancing:DescribeRules';

/** An element of `elasticloadbalancing:DescribeListeners` with its rules. */
export function adaptListener(item: ItemReader, answers: RegionAnswers): Listener {
  const own = readActions(item, 'DefaultActions');
  const { rules, missing } = rulesOf(item, answers);
  const actions = rules.map((rule) => readActions(rule, 'Actions'));
  const open = missing === undefined ? undefined : item.unknown('Rules', missing.reason, missing.detail);
  return {
    loadBalancerArn: item.string('LoadBalancerArn'),
    // Gateway load balancers listen on every port.
    port: item.int('Port', 'absent'),
    protocol: item.string('Protocol', isOfGateway(item) ? { always: 'GENEVE' } : undefined),
    sslPolicy: item.string('SslPolicy', speaksTls(item) ? undefined : 'absent'),
    certificateArn: certificate(item),
    defaultAction: own.last,
    redirectsToHttps: all(
      [own, ...actions].map((each) => each.redirectsToHttps),
      open,
    ),
    targetGroupArns: targetGroups(item, [own, ...actions], open),
    demandsHeader: all([goesNowhere(own), ...rules.map(isGuarded)], open),
  };
}

/** Whether `elasticloadbalancing:DescribeRules` need be asked: only listeners of application load balancers have rules. */
export function mayHaveRules(protocol: unknown): boolean {
  return protocol === 'HTTP' || protocol === 'HTTPS';
}

/** The rules of a listener but for the last one, which is made of its default actions. */
function rulesOf(
  item: ItemReader,
  answers: RegionAnswers,
): { readonly rules: readonly ItemReader[]; readonly missing: Why | undefined } {
  if (!mayHaveRules(item.json('Protocol'))) return { rules: [], missing: undefined };
  const evidence = answers.about(rulesApi, { ListenerArn: item.json('ListenerArn') });
  const rules = elementsOf(evidence, 'Rules')
    .filter((rule) => rule.IsDefault !== true)
    .map((root) => answerReader(evidence.readBy, textAt(root, 'RuleArn') ?? '', root));
  return { rules, missing: evidence.missing };
}

/** These have a policy for certain. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html */
function speaksTls(item: ItemReader): boolean {
  return ['HTTPS', 'TLS'].includes(String(item.json('Protocol')));
}

function isOfGateway(item: ItemReader): boolean {
  const arn = item.json('ListenerArn');
  return typeof arn === 'string' && arn.includes(':listener/gwy/');
}

/** The list holds the default one alone. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html */
function certificate(item: ItemReader): Fact<string> {
  const path = 'Certificates';
  const certificates = item.list(path, (one) => one.string('CertificateArn'), 'empty');
  if (certificates.state !== 'known') return certificates as Fact<never>;
  const [first] = certificates.value.items;
  if (first === undefined) return item.absent(path);
  return first.state === 'known' ? first.value : first;
}

function all(facts: readonly Fact<boolean>[], open: Fact<never> | undefined): Fact<boolean> {
  const no = facts.find((fact) => fact.state === 'known' && !fact.value);
  const [first] = facts;
  if (first === undefined) throw new Error('a listener has default actions');
  return no ?? facts.find((fact) => fact.state !== 'known') ?? open ?? first;
}

function targetGroups(
  item: ItemReader,
  actions: readonly Actions[],
  open: Fact<never> | undefined,
): Fact<ListValue<string>> {
  const lists = actions.map((each) => each.targetGroups);
  const lost = lists.find((list) => list.state !== 'known') ?? open;
  const found = new Map<string, Fact<string>>();
  for (const list of lists) {
    if (list.state !== 'known') continue;
    for (const group of list.value.items)
      found.set(group.state === 'known' ? group.value : `${found.size}`, group);
  }
  const items = [...found.values()];
  const rest = lost?.state === 'unknown' ? lost : undefined;
  return known(rest === undefined ? { items } : { items, open: rest }, item.place, 'DefaultActions');
}

/** What matches no rule must go nowhere, and each rule that forwards must ask for a header. */
function goesNowhere(own: Actions): Fact<boolean> {
  return own.last.state === 'known'
    ? { ...own.last, value: own.last.value !== 'forward' }
    : (own.last as Fact<never>);
}

function isGuarded(rule: ItemReader): Fact<boolean> {
  const { last } = readActions(rule, 'Actions');
  if (last.state === 'known' && last.value !== 'forward') return { ...last, value: true };
  return asksForHeader(rule);
}
