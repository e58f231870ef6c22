import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { globalRegion, regionOfDistributions } from '../answer.ts';
import { isObject } from '../item.ts';
import { unquote } from '../normalise-values.ts';
import type { ItemView } from './config-kind.ts';
import type { RegionAnswers } from './evidence.ts';
import { answerReader, type ItemReader } from './item-reader.ts';

type WebAcl = FactsOf<Kinds['web-acl']>;
type Names = Fact<ListValue<string>>;

/**
 * `AWS::WAFv2::WebACL` of AWS Config, in the words of WAF's own answers or of its CloudFormation resource.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_WebACL.html
 */
export function adaptWebAcl(item: ItemReader, { answers }: Pick<ItemView, 'answers'>): WebAcl {
  return {
    aclName: item.string('configuration.name', 'absent'),
    scope: scope(item),
    ...rulesOf(item),
    blocksByDefault: blocksByDefault(item),
    logs: logs(item, answers),
  };
}

/** `arn:aws:wafv2:us-east-1:111122223333:global/webacl/…` stands before CloudFront. */
function scope(item: ItemReader): Fact<string> {
  const path = 'configuration.resourceARN';
  const resource = arnOf(item).split(':')[5] ?? '';
  if (resource.startsWith('global/')) return item.known(path, 'CLOUDFRONT');
  if (resource.startsWith('regional/')) return item.known(path, 'REGIONAL');
  return item.unknown(path, 'not-recorded', "AWS Config's item does not say what the web ACL stands before");
}

const loggingApi = 'wafv2:ListLoggingConfigurations';

/** An ACL that is not among the lists of its region logs nothing. */
function logs(item: ItemReader, answers: RegionAnswers): Fact<boolean> {
  const arn = arnOf(item);
  const path = 'LoggingConfigurations';
  const there = answers.region === globalRegion ? answers.in(regionOfDistributions) : answers;
  const found = there.element(loggingApi, path, 'ResourceArn', arn);
  const { missing, readBy } = there.of(loggingApi);
  const logging = answerReader(readBy, arn, found?.element);
  if (found === undefined)
    return missing === undefined
      ? logging.known(path, false)
      : logging.unknown(path, missing.reason, missing.detail);
  const targets = logging.strings('LogDestinationConfigs');
  return targets.state === 'known'
    ? logging.known('LogDestinationConfigs', targets.value.items.length > 0)
    : (targets as Fact<never>);
}

function arnOf(item: ItemReader): string {
  const own = item.json('configuration.resourceARN');
  if (typeof own === 'string') return own;
  return item.place.source === 'aws-account' ? item.place.id : '';
}

/** Rules that Firewall Manager puts before and after the ACL's own stop requests as well. */
const managedGroups = [
  'configuration.preProcessFirewallManagerRuleGroups',
  'configuration.postProcessFirewallManagerRuleGroups',
];

function rulesOf(item: ItemReader): Pick<WebAcl, 'rules' | 'countedRules'> {
  const path = 'configuration.rules';
  const own = item.list(path, readRule);
  if (own.state !== 'known') return { rules: own, countedRules: own };
  const groups = managedGroups.map((group) => item.list(group, readRule, 'empty'));
  const all = [own, ...groups].flatMap((list) => (list.state === 'known' ? list.value.items : []));
  const hidden = groups.find((group) => group.state === 'unknown') ?? hiddenGroups(item);
  const isUntold = all.some((rule) => rule.state === 'known' && rule.value.counts === undefined);
  const untold = item.unknown(path, 'not-recorded', "AWS Config's item does not say what a rule does");
  const listed = (rules: typeof all, open: Fact<unknown> | undefined): Names => {
    const items = rules.map((rule) => (rule.state === 'known' ? rule.value.name : rule));
    return known(open?.state === 'unknown' ? { items, open } : { items }, item.place, item.at(path));
  };
  const counted = all.filter((rule) => rule.state !== 'known' || rule.value.counts === true);
  return { rules: listed(all, hidden), countedRules: listed(counted, isUntold ? untold : hidden) };
}

/** Firewall Manager names its own ACLs, and some forms of an item leave its rules out. */
function hiddenGroups(item: ItemReader): Fact<never> | undefined {
  if (managedGroups.some((path) => item.json(path) !== undefined)) return undefined;
  const name = item.json('configuration.name');
  const isManaged =
    item.json('configuration.managedByFirewallManager') === true ||
    item.json('configuration.retrofittedByFirewallManager') === true ||
    (typeof name === 'string' && name.startsWith('FMManagedWebACL'));
  if (!isManaged) return undefined;
  const detail = "AWS Config's item does not hold the rules that Firewall Manager adds";
  return item.unknown(managedGroups[0] ?? '', 'not-recorded', detail);
}

/** Its `counts` is undefined where the item does not tell what the rule does. */
function readRule(rule: ItemReader): { readonly name: Fact<string>; readonly counts: boolean | undefined } {
  const words = [...wordsOf(rule, 'action'), ...wordsOf(rule, 'overrideAction')];
  return { name: rule.string('name'), counts: words.length === 0 ? undefined : words.includes('count') };
}

function blocksByDefault(item: ItemReader): Fact<boolean> {
  const path = 'configuration.defaultAction';
  if (item.json(path) === undefined) return item.bool(path);
  const [word, another] = wordsOf(item, path);
  if (another === undefined && word === 'block') return item.known(path, true);
  if (another === undefined && word === 'allow') return item.known(path, false);
  return item.unknown(path, 'unreadable', 'the default action is neither to allow nor to block');
}

/** An action is an object whose key says what is done, `{"allow": {}}`, such an object as text, or that key alone. */
function wordsOf(item: ItemReader, path: string): readonly string[] {
  const action = unquote(item.json(path));
  if (typeof action === 'string') return [action.toLowerCase()];
  return isObject(action) ? Object.keys(action).map((key) => key.toLowerCase()) : [];
}
