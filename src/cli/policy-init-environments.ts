import type { Resource } from '../model/resource.ts';
import { nameOf, type Tally, tagsOf, tally } from './policy-init-seen.ts';

/** An environment that resources seem to belong to, and what makes it seem so. */
export interface SeenEnvironment {
  readonly name: string;
  readonly stacks: readonly string[];
  readonly tags: { readonly key: string; readonly values: Tally } | undefined;
  readonly names: Tally;
}

/** How names are built: `caja-prod-orders`. */
export interface SeenNaming {
  readonly prefix: string;
  readonly environments: readonly string[];
  readonly count: number;
  readonly of: number;
}

/** What people call environments, by the name that clauses bind by. */
const words: Readonly<Record<string, readonly string[]>> = {
  prod: ['prod', 'production', 'prd', 'live'],
  staging: ['staging', 'stage', 'stg', 'preprod', 'preproduction', 'uat'],
  dev: ['dev', 'development', 'devel'],
  test: ['test', 'testing', 'tst', 'qa'],
  sandbox: ['sandbox'],
  shared: ['shared', 'common'],
};

const plainWord = /^[A-Za-z][A-Za-z0-9-]{0,30}$/;
const mostEnvironments = 8;
const fewestNames = 3;
const fewestOfStrangeTag = 3;

/** The name of the environment that a word speaks of; undefined where it speaks of none. */
function environmentOf(word: string): string | undefined {
  const wanted = word.toLowerCase();
  return Object.keys(words).find((name) => words[name]?.includes(wanted));
}

/** Environments by tags, by the stack's path and by names. */
export function seenEnvironments(
  resources: readonly Resource[],
  stack: string | undefined,
): readonly SeenEnvironment[] {
  const key = environmentTag(resources);
  const values = key === undefined ? [] : tally(resources.flatMap((one) => tagsOf(one)?.get(key) ?? []));
  // A word that nobody knows may be a slip, where it stands on a resource or two.
  const tagged = values.filter(
    ([value, count]) =>
      plainWord.test(value) && (environmentOf(value) !== undefined || count >= fewestOfStrangeTag),
  );
  const inStack = stack
    ?.split('/')
    .reverse()
    .find((part) => environmentOf(part) !== undefined);
  const patterns = namePatterns(resources);
  const names = new Set([
    ...tagged.map(([value]) => environmentOf(value) ?? value.toLowerCase()),
    ...(inStack === undefined ? [] : [environmentOf(inStack) ?? '']),
    ...patterns.map(({ environment }) => environment),
  ]);
  return [...names].slice(0, mostEnvironments).map((name) => {
    const mine = tagged.filter(([value]) => (environmentOf(value) ?? value.toLowerCase()) === name);
    return {
      name,
      stacks: stack !== undefined && inStack !== undefined && environmentOf(inStack) === name ? [stack] : [],
      tags: key === undefined || mine.length === 0 ? undefined : { key, values: mine },
      names: patterns
        .filter(({ environment }) => environment === name)
        .map(({ prefix, word, count }) => [`${prefix}${word}-*`, count] as const),
    };
  });
}

const environmentKeys = ['environment', 'env', 'stage'];

/** The tag that says the environment, as it is written on most resources. */
function environmentTag(resources: readonly Resource[]): string | undefined {
  const keys = resources.flatMap((one) => [...(tagsOf(one)?.keys() ?? [])]);
  const [best] = tally(keys.filter((key) => environmentKeys.includes(key.toLowerCase())));
  return best?.[0];
}

interface NamePattern {
  readonly prefix: string;
  readonly word: string;
  readonly environment: string;
  readonly count: number;
}

/** `caja-` and `prod` of `caja-prod-orders`, where several names begin so. */
function namePatterns(resources: readonly Resource[]): readonly NamePattern[] {
  const starts = resources.flatMap((one) => startsOf(nameOf(one)));
  return tally(starts.map(({ prefix, word }) => `${prefix}\n${word}`))
    .filter(([, count]) => count >= fewestNames)
    .map(([start, count]) => {
      const [prefix = '', word = ''] = start.split('\n');
      return { prefix, word, environment: environmentOf(word) ?? word, count };
    });
}

/** One or none. */
function startsOf(name: string | undefined): { readonly prefix: string; readonly word: string }[] {
  const parts = name?.split('-') ?? [];
  const at = parts.findIndex((part) => environmentOf(part) !== undefined);
  if (at < 0 || at === parts.length - 1) return [];
  const prefix = parts
    .slice(0, at)
    .map((part) => `${part}-`)
    .join('');
  return /^[a-z0-9-]*$/.test(prefix) ? [{ prefix, word: parts[at] ?? '' }] : [];
}

/** The way most names are built, where there is one. */
export function seenNaming(resources: readonly Resource[]): SeenNaming | undefined {
  const named = resources.flatMap((one) => nameOf(one) ?? []);
  const starts = named.flatMap(startsOf);
  const [best] = tally(starts.map(({ prefix }) => prefix));
  if (best === undefined || best[0] === '') return undefined;
  const [prefix, count] = best;
  if (count < fewestNames || count * 2 < named.length) return undefined;
  // Stacks of the other environments are judged by the same policy.
  const environments = new Set([
    'dev',
    'staging',
    'prod',
    ...starts.filter((one) => one.prefix === prefix).map(({ word }) => word),
  ]);
  return { prefix, environments: [...environments].sort(), count, of: named.length };
}
