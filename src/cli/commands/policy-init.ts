import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Resource } from '../../model/resource.ts';
import type { Rule } from '../../model/rule.ts';
import { UserError } from '../../model/user-error.ts';
import { mistake } from '../argument-words.ts';
import type { CommonOptions } from '../arguments.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { stackPath } from '../given-file.ts';
import type { Io } from '../io.ts';
import type { PolicyCommand } from '../policy-arguments.ts';
import { seenAreas } from '../policy-init-areas.ts';
import { type SeenEnvironment, seenEnvironments, seenNaming } from '../policy-init-environments.ts';
import { seenFigures } from '../policy-init-figures.ts';
import { type InitReading, readForPolicy, type SeenAccount } from '../policy-init-read.ts';
import { nameOf, tagsOf, tally, things } from '../policy-init-seen.ts';
import { policyText, type Seen } from '../policy-init-text.ts';
import { printable } from '../printable.ts';
import { wholeShelf } from '../rules-loading.ts';
import { schemaPath } from '../schema-path.ts';

type InitCommand = Extract<PolicyCommand, { name: 'policy-init' }>;

/** `caja-policy policy init`: a policy from what a plan or a recording shows; `--policy -` prints it. */
export async function initPolicy(command: InitCommand, options: CommonOptions, io: Io): Promise<ExitCode> {
  const file = options.policy ?? 'caja-policy.yaml';
  const { policy: _, ...others } = options;
  const shelf = await wholeShelf({ ...others, policy: undefined }, io);
  const rules = shelf.rules.map(({ rule }) => rule);
  const reading = await readForPolicy(command, io);
  const stack = command.stack === undefined ? undefined : stackPath(command.stack);
  const schema = await schemaPath(
    'policy',
    resolve(io.cwd, file === '-' ? 'caja-policy.yaml' : file),
    io.cwd,
  );
  const text = policyText(seenIn(reading, rules, { stack, schema }));
  // What is written here must be a policy that can be used at once.
  const { loadPolicy } = await import('../../policy/load-policy.ts');
  loadPolicy({ path: file, text }, rules, shelf.catalogue);
  if (file === '-') {
    io.stdout.write(text);
    return exitCodes.clean;
  }
  await write(file, text, io);
  io.stdout.write(`${printable(file)}\n`);
  if (!options.quiet) {
    io.stderr.write(
      'Every guess has a comment that says what it was seen on. Next: caja-policy policy check\n',
    );
  }
  return exitCodes.clean;
}

const nothing: InitReading = { subject: '', resources: [], accounts: [] };

function seenIn(
  reading: InitReading | undefined,
  rules: readonly Rule[],
  { stack, schema }: { readonly stack: string | undefined; readonly schema: string },
): Seen {
  const { subject, resources: all, accounts } = reading ?? nothing;
  const resources = things(all);
  const environments = seenEnvironments(resources, stack);
  return {
    subject: reading === undefined ? undefined : `${subject}: ${resources.length} resources`,
    schema,
    stack,
    environments,
    naming: seenNaming(resources),
    requiredTags: requiredTags(resources),
    environmentValues: environmentValues(environments),
    figures: seenFigures(resources, rules),
    areas: seenAreas(all, rules),
    accounts: accounts.map((account) => placed(account, resources, environments)),
  };
}

const usualShare = 0.6;
const fewestTagged = 3;

/** Tags that most resources carry. */
function requiredTags(resources: readonly Resource[]): Seen['requiredTags'] {
  const tagged = resources.flatMap((one) => tagsOf(one) ?? []);
  const keys = tally(tagged.flatMap((tags) => [...tags.keys()])).filter(
    ([key, count]) => key !== 'Name' && !key.startsWith('aws:') && count >= tagged.length * usualShare,
  );
  return { keys: tagged.length < fewestTagged ? [] : keys, of: tagged.length };
}

/** The rules about environments ask for this tag by its name, and for these values by themselves. */
const usual = { key: 'Environment', values: ['dev', 'staging', 'prod'] };

/** Values of that tag, where there are others than the usual ones. */
function environmentValues(environments: readonly SeenEnvironment[]): Seen['environmentValues'] {
  const values = environments.flatMap(({ tags }) => (tags?.key === usual.key ? tags.values : []));
  return values.every(([value]) => usual.values.includes(value)) ? [] : values;
}

/** An account is one environment's when most of what is in it and tells of an environment tells of that one. */
function placed(
  account: InitReading['accounts'][number],
  resources: readonly Resource[],
  environments: readonly SeenEnvironment[],
): SeenAccount {
  const own = resources.filter((one) => one.account === account.id);
  const told = tally(own.flatMap((one) => environmentOf(one, environments) ?? []));
  const total = told.reduce((sum, [, count]) => sum + count, 0);
  const [best] = told;
  const isClear = best !== undefined && best[1] > total * usualShare;
  return {
    ...account,
    environment: isClear ? best[0] : undefined,
    comment: isClear
      ? `${best[1]} of its ${total} resources that tell of an environment belong to ${best[0]}`
      : 'its resources do not tell of one environment: fill it in',
  };
}

function environmentOf(resource: Resource, environments: readonly SeenEnvironment[]): string | undefined {
  const tags = tagsOf(resource);
  const name = nameOf(resource);
  return environments.find(
    (one) =>
      one.tags?.values.some(([value]) => tags?.get(one.tags?.key ?? '') === value) === true ||
      one.names.some(([glob]) => name?.startsWith(glob.slice(0, -1)) === true),
  )?.name;
}

async function write(file: string, text: string, io: Io): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), text, { flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    if (code !== 'EEXIST') {
      const message = `the policy cannot be written (${code})`;
      throw new UserError([{ at: file, message, hint: 'Choose another place: --policy FILE.' }]);
    }
    const hint = 'Print it instead: --policy -; or give it another place: --policy FILE.';
    throw mistake(file, 'there is a policy already, which stays as it is', hint);
  }
}
