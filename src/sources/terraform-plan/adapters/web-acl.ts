import { byDefault, type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isScope, readBlock, readBlocks, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

type WebAcl = FactsOf<Kinds['web-acl']>;

export const aclLogging: Link = {
  type: 'aws_wafv2_web_acl_logging_configuration',
  by: 'resource_arn',
  owner: ['arn'],
};

/** `aws_wafv2_web_acl`. https://docs.aws.amazon.com/waf/latest/APIReference/API_WebACL.html */
export function adaptWebAcl(at: Scope, view: PhaseView): WebAcl {
  const action = readBlock(at, 'default_action');
  return {
    aclName: readString(at, 'name'),
    scope: readString(at, 'scope'),
    ...rulesOf(at, view),
    blocksByDefault:
      action !== undefined && !isScope(action)
        ? action
        : known(isScope(action) && holds(action, 'block'), at.place, 'default_action'),
    logs: logs(at, view),
  };
}

type Rules = Pick<WebAcl, 'rules' | 'countedRules'>;

/** AWS provider 6 adds rule groups by resources of their own as well. */
const addedGroups: Link = {
  type: 'aws_wafv2_web_acl_rule_group_association',
  by: 'web_acl_arn',
  owner: ['arn'],
};

/** Rules are blocks, or JSON text in their place. */
function rulesOf(at: Scope, view: PhaseView): Rules {
  const text = readString(at, 'rule_json', 'absent');
  if (text.state === 'unknown') return { rules: text, countedRules: text };
  if (text.state === 'known') return rulesInText(text.value, at);
  const blocks = readBlocks(at, 'rule');
  const added = attachedTo(at, addedGroups, view);
  const open = blocks.open ?? added.open;
  const list = (rules: readonly Scope[], groups: readonly Scope[]): Fact<ListValue<string>> => {
    const items = [
      ...rules.map((rule) => readString(rule, 'name')),
      ...groups.map((group) => readString(group, 'rule_name')),
    ];
    return known(open === undefined ? { items } : { items, open }, at.place, 'rule');
  };
  const counted = added.items.filter((group) => group.values.override_action === 'count');
  return {
    rules: list(blocks.items, added.items),
    countedRules: list(blocks.items.filter(onlyCounts), counted),
  };
}

function onlyCounts(rule: Scope): boolean {
  return ['action', 'override_action'].some((key) =>
    readBlocks(rule, key).items.some((action) => holds(action, 'count')),
  );
}

const holds = (at: Scope, key: string): boolean => readBlocks(at, key).items.length > 0;

/** As the API writes them: `[{"Name": …, "Action": {"Count": {}}, …}]`. */
function rulesInText(text: string, at: Scope): Rules {
  const path = 'rule_json';
  const rules = parsed(text);
  if (!Array.isArray(rules)) {
    const cause = unknown('unreadable', 'it is no list of rules', { place: at.place, path, set: true });
    return { rules: cause, countedRules: cause };
  }
  const entries = rules.map((rule) => Object(rule) as Record<string, unknown>);
  const named = (list: typeof entries) =>
    known({ items: list.map((rule) => known(String(rule.Name), at.place, path)) }, at.place, path);
  const counts = (rule: Record<string, unknown>) =>
    [rule.Action, rule.OverrideAction].some((action) => Object.hasOwn(Object(action), 'Count'));
  return { rules: named(entries), countedRules: named(entries.filter(counts)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A new web ACL logs nothing until somebody asks it to: https://docs.aws.amazon.com/waf/latest/developerguide/logging.html */
function logs(at: Scope, view: PhaseView): Fact<boolean> {
  const { items, open } = attachedTo(at, aclLogging, view);
  if (items[0] !== undefined) return known(true, items[0].place, 'log_destination_configs');
  if (open !== undefined) return open;
  if (at.fresh) return byDefault(false, at.place, aclLogging.type);
  if (view.previous !== undefined && attachedTo(at, aclLogging, view.previous).items.length > 0)
    return known(false, at.place, aclLogging.type);
  const detail = 'the web ACL exists already, and neither the plan nor its prior state holds it';
  return unknown('not-in-plan', detail, { place: at.place, path: aclLogging.type });
}
