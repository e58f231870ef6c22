import { absent, known, type Place, unknown } from '../model/fact.ts';
import { findKind } from '../model/kinds/index.ts';
import type { Gap, Inventory, Resource } from '../model/resource.ts';

/** Stands in a finding for the resources of a kind that could not be listed in an account and region. */
export function placeholderFor(inventory: Inventory, gap: Gap, kind: string): Resource {
  const account = gap.account ?? inventory.resources.find((one) => one.account !== undefined)?.account;
  const region = gap.region ?? 'global';
  const where = account === undefined ? inventory.source.subject : `${account}/${region}`;
  const key = `${where}/${kind}/not-read`;
  const title = findKind(kind)?.title ?? kind;
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
    label: `every ${title} in ${where}`,
    ...(account === undefined ? {} : { account, region }),
    action: 'none',
    identities: [key],
    fields: {
      name: absent(place, 'name'),
      type: known(kind, place, 'type'),
      taggable: known(false, place, 'taggable'),
      tags: known({ entries: {} }, place, 'tags'),
      listing: unknown(reason, withoutFullStop(gap.message), { place, path: '' }),
    },
  };
}

function withoutFullStop(sentence: string): string {
  return sentence.endsWith('.') ? sentence.slice(0, -1) : sentence;
}
