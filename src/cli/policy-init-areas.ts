import type { Resource } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';

/** An area that rules ask for, and of what kinds its things were seen; an area that nothing was seen of is not held. */
export interface SeenArea {
  readonly area: string;
  readonly kinds: readonly string[];
}

/** What an area is made of: its rules ask for all of it. */
const makings: Readonly<Record<string, readonly string[]>> = {
  application: ['ecs-service', 'load-balancer'],
  alerting: ['alarm'],
  'audit-trail': ['cloudtrail-trail'],
  budgets: ['budget'],
};

/** The one area of settings: what the account answers where they were written. */
const accountSettings = { area: 'account-baseline', attributes: ['passwordPolicy', 'publicAccessBlock'] };

/** The areas of the loaded rules of which something was seen, and those that nobody can tell of. */
export function seenAreas(
  resources: readonly Resource[],
  rules: readonly Rule[],
): { readonly held: readonly SeenArea[]; readonly others: readonly string[] } {
  const areas = [...new Set(rules.flatMap(({ area }) => area ?? []))].sort();
  const held = areas.flatMap((area) => {
    const kinds = area === accountSettings.area ? writtenSettings(resources) : kindsOf(area, resources);
    return kinds.length === 0 ? [] : [{ area, kinds }];
  });
  return { held, others: areas.filter((area) => held.every((one) => one.area !== area)) };
}

function kindsOf(area: string, resources: readonly Resource[]): readonly string[] {
  const kinds = makings[area] ?? [];
  return kinds.every((name) => resources.some(({ kind }) => kind === name)) ? kinds : [];
}

function writtenSettings(resources: readonly Resource[]): readonly string[] {
  const accounts = resources.filter(({ kind }) => kind === 'account');
  return accountSettings.attributes.filter((name) =>
    accounts.some(({ fields }) => fields[name]?.state === 'known' && fields[name]?.default !== true),
  );
}
