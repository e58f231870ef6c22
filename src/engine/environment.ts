import { isMap } from '../model/fact.ts';
import { globMatcher } from '../model/glob.ts';
import { findKind } from '../model/kinds/index.ts';
import type { Environment, Policy } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';

/** The environment of a resource, and what told it. */
export interface EnvironmentMatch {
  /** Empty where nothing told it. */
  readonly name: string;
  readonly by: 'command-line' | 'account' | 'stack' | 'tag' | 'name' | 'nothing';
  /** The account, the stack, the tag's key, or the name that matched. */
  readonly what: string;
}

/**
 * Tells which environment a resource belongs to, or '' where the policy cannot tell. What a person says on the command
 * line wins; then the account, the stack, the tags, the name.
 */
export function environmentLookup(
  policy: Policy,
  given: { environment?: string | undefined; stack?: string | undefined },
): (resource: Resource) => string {
  const match = environmentMatcher(policy, given);
  return (resource) => match(resource).name;
}

const nothing: EnvironmentMatch = { name: '', by: 'nothing', what: '' };

/** The same, with what told it. */
export function environmentMatcher(
  policy: Policy,
  given: { environment?: string | undefined; stack?: string | undefined },
): (resource: Resource) => EnvironmentMatch {
  if (given.environment !== undefined) {
    const named: EnvironmentMatch = { name: given.environment, by: 'command-line', what: '' };
    return () => named;
  }
  const byStack = stackMatch(policy.environments, given.stack);
  const byAccount = new Map(
    policy.environments.flatMap(({ name, accounts }) =>
      accounts.map((id) => [id, { name, by: 'account', what: id } as const] as const),
    ),
  );
  const byTag = policy.environments.map((one) => ({ name: one.name, tags: Object.entries(one.tags) }));
  const byName = policy.environments.map((one) => ({ name: one.name, matches: globMatcher(one.names) }));

  const ownStack = remembered((stack) => stackMatch(policy.environments, stack));

  return (resource) => {
    const account = resource.account === undefined ? undefined : byAccount.get(resource.account);
    if (account !== undefined) return account;
    const own = ownStack(resource.stack);
    if (own !== undefined) return own;
    // The pipeline and the layout belong to all environments, whichever is planned.
    if (isOfRepository(resource.kind)) return nothing;
    if (byStack !== undefined) return byStack;
    for (const { name, tags } of byTag) {
      const tag = tags.find(([key, values]) => values.includes(tagOf(resource, key) ?? ''));
      if (tag !== undefined) return { name, by: 'tag', what: tag[0] };
    }
    const name = resource.fields.name;
    if (name?.state !== 'known') return nothing;
    const what = String(name.value);
    const named = byName.find((one) => one.matches(what));
    return named === undefined ? nothing : { name: named.name, by: 'name', what };
  };
}

/** Thousands of resources share a handful of stacks. */
function remembered(
  match: (stack: string) => EnvironmentMatch | undefined,
): (stack: string | undefined) => EnvironmentMatch | undefined {
  const known = new Map<string, EnvironmentMatch | undefined>();
  return (stack) => {
    if (stack === undefined) return undefined;
    if (!known.has(stack)) known.set(stack, match(stack));
    return known.get(stack);
  };
}

function isOfRepository(kind: string): boolean {
  return findKind(kind)?.onlyIn?.every((source) => source === 'repository') === true;
}

function stackMatch(
  environments: readonly Environment[],
  stack: string | undefined,
): EnvironmentMatch | undefined {
  if (stack === undefined) return undefined;
  const found = environments.find((one) => globMatcher(one.stacks)(stack));
  return found === undefined ? undefined : { name: found.name, by: 'stack', what: stack };
}

function tagOf(resource: Resource, key: string): string | undefined {
  const tags = resource.fields.tags;
  if (tags?.state !== 'known' || !isMap(tags.value)) return undefined;
  const fact = Object.hasOwn(tags.value.entries, key) ? tags.value.entries[key] : undefined;
  return fact?.state === 'known' ? String(fact.value) : undefined;
}
