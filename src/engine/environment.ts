import { isMap } from '../model/fact.ts';
import { globMatcher } from '../model/glob.ts';
import type { Environment, Policy } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';

/**
 * Tells which environment a resource belongs to, or '' where the policy cannot tell. What a person says on the command
 * line wins; then the account, the stack, the tags, the name.
 */
export function environmentLookup(
  policy: Policy,
  given: { environment?: string | undefined; stack?: string | undefined },
): (resource: Resource) => string {
  const fixed = given.environment ?? stackEnvironment(policy.environments, given.stack);
  const byAccount = new Map(
    policy.environments.flatMap((one) => one.accounts.map((id) => [id, one.name] as const)),
  );
  const byTag = policy.environments.map((one) => ({ name: one.name, tags: Object.entries(one.tags) }));
  const byName = policy.environments.map((one) => ({ name: one.name, matches: globMatcher(one.names) }));

  return (resource) => {
    if (given.environment !== undefined) return given.environment;
    const account = resource.account === undefined ? undefined : byAccount.get(resource.account);
    if (account !== undefined) return account;
    const stacked = stackEnvironment(policy.environments, resource.stack);
    if (stacked !== undefined) return stacked;
    if (fixed !== undefined) return fixed;
    const tagged = byTag.find((one) =>
      one.tags.some(([key, values]) => values.includes(tagOf(resource, key) ?? '')),
    );
    if (tagged !== undefined) return tagged.name;
    const name = resource.fields.name;
    if (name?.state !== 'known') return '';
    return byName.find((one) => one.matches(String(name.value)))?.name ?? '';
  };
}

function stackEnvironment(
  environments: readonly Environment[],
  stack: string | undefined,
): string | undefined {
  if (stack === undefined) return undefined;
  return environments.find((one) => globMatcher(one.stacks)(stack))?.name;
}

function tagOf(resource: Resource, key: string): string | undefined {
  const tags = resource.fields.tags;
  if (tags?.state !== 'known' || !isMap(tags.value)) return undefined;
  const fact = Object.hasOwn(tags.value.entries, key) ? tags.value.entries[key] : undefined;
  return fact?.state === 'known' ? String(fact.value) : undefined;
}
