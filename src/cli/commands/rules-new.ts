import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Kind } from '../../model/kind.ts';
import { anyKind, findKind, kinds } from '../../model/kinds/index.ts';
import { suggest } from '../../model/suggestion.ts';
import { UserError } from '../../model/user-error.ts';
import { ruleSchema } from '../../rules/rule-schema.ts';
import { mistake } from '../argument-words.ts';
import type { CommonOptions } from '../arguments.ts';
import { builtInFolder } from '../built-in-rules.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printable } from '../printable.ts';
import type { RulesCommand } from '../rules-arguments.ts';
import { builtInShelf, type RuleShelf } from '../rules-loading.ts';
import { chooseClause } from '../rules-new-clause.ts';
import { ruleTemplate } from '../rules-new-template.ts';
import { schemaPath } from '../schema-path.ts';

type NewRuleCommand = Extract<RulesCommand, { name: 'rules-new' }>;

/** `caja-policy rules new ID`: a rule file that holds by itself, for its author to change. */
export async function newRule(command: NewRuleCommand, options: CommonOptions, io: Io): Promise<ExitCode> {
  const { rule: id } = command;
  checkId(id);
  const kind = kindOf(command);
  const folder = folderOf(options);
  const shelf = await builtInShelf(options, io);
  checkFree(id, shelf);
  const clause = chooseClause(command.clause, kind, shelf);
  const file = join(folder, `${id}.yaml`);
  const path = resolve(io.cwd, file);
  const isBuiltIn = resolve(io.cwd, folder) === builtInFolder();
  const test = testCommand(id, isBuiltIn ? undefined : folder, options);
  const schema = await schemaPath('rule', path, io.cwd);
  await write(path, file, ruleTemplate({ id, kind, ...clause, schema, test }));
  io.stdout.write(`${printable(file)}\n`);
  if (!options.quiet) {
    const { id: served, title } = clause.clause;
    io.stderr.write(`A rule for ${kind.name}, serving ${served} (${title}). Its examples hold; try them:\n`);
    io.stderr.write(`  ${printable(test)}\n`);
  }
  return exitCodes.clean;
}

/** What runs the examples; the policy is named again, for its clauses may be in it. */
function testCommand(id: string, folder: string | undefined, { policy }: CommonOptions): string {
  const words = [
    ...['caja-policy', 'rules', 'test', id],
    ...(folder === undefined ? [] : ['--watch', '--rules', folder]),
    ...(policy === undefined ? [] : ['--policy', policy]),
  ];
  return words
    .map((word) => (/^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}

function checkId(id: string): void {
  const { pattern } = ruleSchema.properties.id;
  if (new RegExp(pattern).test(id)) return;
  const near = id
    .replace(/\.ya?ml$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9/]+/g, '-')
    .replace(/(^|\/)-+|-+(?=\/|$)/g, '$1');
  const fits = new RegExp(pattern).test(near);
  const hint = fits ? `Did you mean \`${near}\`?` : 'Write SERVICE/NAME: rds/instance-keeps-backups.';
  throw mistake(id, 'a rule id is small words joined by hyphens, behind the folder of its service', hint);
}

function kindOf({ rule: id, kind: named }: NewRuleCommand): Kind {
  if (named !== undefined) return namedKind(named);
  const [service = '', name = ''] = [id.split('/')[0], id.split('/').at(-1)];
  const here = Object.values<Kind>(kinds).filter((kind) => kind.service === service);
  const [only] = here;
  if (only !== undefined && here.length === 1) return only;
  const meant = here.filter((kind) => {
    const noun = kind.name.startsWith(`${service}-`) ? kind.name.slice(service.length + 1) : kind.name;
    return name === noun || name.startsWith(`${noun}-`);
  });
  const [longest] = meant.sort((a, b) => b.name.length - a.name.length);
  if (longest !== undefined) return longest;
  const choices = (here.length > 0 ? here : Object.values<Kind>(kinds)).map((kind) => kind.name);
  const message =
    here.length > 0
      ? `rules of ${service} may be about several kinds`
      : `no kind of resource belongs to \`${service}\``;
  throw mistake(id, message, `Add --kind: ${choices.sort().join(', ')}.`);
}

function namedKind(name: string): Kind {
  const kind = findKind(name);
  if (kind !== undefined) return kind;
  if (name === anyKind) {
    const hint = 'Begin with --kind of one, and write `applies-to: any`: it sees what every resource has.';
    throw mistake('--kind', 'a rule for any resource cannot be begun so', hint);
  }
  throw mistake('--kind', `there is no kind \`${name}\``, suggest(name, Object.keys(kinds)));
}

function folderOf({ rules }: CommonOptions): string {
  const [folder = 'rules', ...more] = rules;
  if (more.length === 0) return folder;
  throw mistake('--rules', 'a new rule goes into one folder', 'Name that one alone.');
}

function checkFree(id: string, { rules }: RuleShelf): void {
  if (!rules.some(({ rule }) => rule.id === id)) return;
  const hint = `Give it another name, or set what is there otherwise in the policy: caja-policy rules show ${id}`;
  throw mistake(id, 'the tool has a rule of that id already', hint);
}

async function write(path: string, shown: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    const [message, hint] =
      code === 'EEXIST'
        ? ['the file is there already', 'Take another id, or change that file.']
        : [`the file cannot be written (${code})`, 'Name a folder that can be written: --rules DIR.'];
    throw new UserError([{ at: shown, message, hint }]);
  }
}
