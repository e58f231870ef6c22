import { absent, known, type Place, unknown } from '../model/fact.ts';
import { findKind } from '../model/kinds/index.ts';
import { type Gap, type Inventory, type Resource, unclaimed } from '../model/resource.ts';
import { describe } from './describe.ts';
import type { Evaluation, EvaluationContext, RulesByKind } from './evaluation.ts';
import { cannotTell } from './judge-rule.ts';

/** What was denied or not recorded is not "none": its rules cannot tell, once for each account and region. */
export function* unreadListings(
  inventory: Inventory,
  rules: RulesByKind,
  context: EvaluationContext,
): Generator<Evaluation> {
  for (const { resource, kind, gap } of placeholders(inventory)) {
    const environment = context.environmentOf(resource);
    const described = describe(resource, environment);
    const { listing } = resource.fields;
    const reads = listing === undefined ? [] : [listing];
    const message = listing?.state === 'unknown' ? cannotTell([listing]) : gap.message;
    for (const compiled of rules.ofKind(kind)) {
      const { enabled, severity } = context.settingOf(compiled, environment);
      const bound = compiled.rule.environments;
      const elsewhere = environment !== '' && bound.length > 0 && !bound.includes(environment);
      if (!enabled || elsewhere) continue;
      yield { compiled, resource, described, severity, judgement: { verdict: 'unknown', message, reads } };
    }
  }
}

function* placeholders(inventory: Inventory): Generator<{ resource: Resource; kind: string; gap: Gap }> {
  const told = new Set<string>();
  for (const gap of inventory.gaps) {
    if (!gap.incomplete) continue;
    for (const kind of gap.kinds) {
      const resource = placeholderFor(inventory, gap, kind);
      if (told.has(resource.key)) continue;
      told.add(resource.key);
      yield { resource, kind, gap };
    }
  }
}

/** Stands in a finding for the resources of a kind that could not be listed in an account and region. */
function placeholderFor(inventory: Inventory, gap: Gap, kind: string): Resource {
  const account = gap.account ?? inventory.resources.find((one) => one.account !== undefined)?.account;
  const region = gap.region ?? 'global';
  const where = account === undefined ? inventory.source.subject : `${account}/${region}`;
  const key = `${where}/${kind}/not-read`;
  const title = kind === unclaimed ? 'other resource' : (findKind(kind)?.title ?? kind);
  const place: Place =
    account === undefined
      ? { source: 'terraform-plan', address: inventory.source.subject, phase: 'after' }
      : {
          source: 'aws-account',
          account,
          region,
          id: key,
          api: gap.api ?? '',
          readAt: inventory.source.readAt ?? '',
        };
  const reason = gap.reason === 'denied' ? 'denied' : 'not-read';
  return {
    key,
    kind,
    type: kind,
    label: kind === 'account' ? (account ?? where) : `every ${title} in ${where}`,
    ...(account === undefined ? {} : { account, region }),
    action: 'none',
    identities: [key],
    fields: {
      name: absent(place, 'name'),
      type: known(kind, place, 'type'),
      taggable: known(false, place, 'taggable'),
      tags: known({ entries: {} }, place, 'tags'),
      secretTags: known({ items: [] }, place, 'tags'),
      listing: unknown(reason, withoutFullStop(gap.message), { place, path: '' }),
    },
  };
}

function withoutFullStop(sentence: string): string {
  return sentence.endsWith('.') ? sentence.slice(0, -1) : sentence;
}
