import type { FileLine } from '../../model/location.ts';
import type { RepositoryFiles } from './files.ts';
import { parseTerraform } from './hcl/parse.ts';
import type { Literal, WrittenAttribute, WrittenBlock, WrittenBody } from './hcl/written.ts';
import { directoryOf } from './layout.ts';
import type { WrittenModule } from './terraform-source.ts';
import { withoutExpressions } from './workflows/classify.ts';
import type { Task } from './workflows/task.ts';

/** One setting of a backend: as it was written, nowhere, or why it cannot be told. */
export type Setting =
  | { readonly value: Literal; readonly at: FileLine }
  | { readonly why: string; readonly at: FileLine; readonly set: boolean }
  | undefined;

/** Where a root module keeps its state, by what its files say. */
export interface Backend {
  /** `s3`, `cloud`, `local` … */
  readonly type: string;
  readonly block: WrittenBlock;
  readonly setting: (name: string) => Setting;
}

/** The backend of a root module; override files come last and win (https://developer.hashicorp.com/terraform/language/files/override). */
export async function backendOf(
  module: WrittenModule,
  tasks: readonly Task[],
  files: RepositoryFiles,
): Promise<Backend | undefined> {
  const blocks = module.files
    .flatMap(({ body }) => body.blocks)
    .filter(({ type }) => type === 'terraform')
    .flatMap(({ body }) => body.blocks);
  const block = blocks.filter(({ type }) => type === 'backend' || type === 'cloud').at(-1);
  if (block === undefined) return undefined;
  const type = block.type === 'cloud' ? 'cloud' : (block.labels[0] ?? '');
  const given = await givenOutside(module.directory, block, tasks, files);
  return { type, block, setting: (name) => settingOf(name, block, given) };
}

/** What `terraform init -backend-config` adds: https://developer.hashicorp.com/terraform/language/backend#partial-configuration */
interface Outside {
  /** What commands of workflows say, which wins over the block. */
  readonly flags: WrittenBody[];
  /** A command gives something that is worked out, or a file that is not here: it may say anything. */
  hidden?: string;
  /** Settings that a command gives from a folder that is worked out: it may be this one. */
  readonly perhaps: Map<string, string>;
  /** Files beside a block that leaves something out: one of them is meant. */
  readonly beside: WrittenBody[];
}

function settingOf(name: string, block: WrittenBlock, outside: Outside): Setting {
  const [flag, ...others] = outside.flags.flatMap((body) => find(body, name) ?? []);
  if (flag !== undefined && others.some((other) => !same(other, flag)))
    return { why: 'the commands that give it differ', at: flag, set: true };
  if (flag !== undefined) return settingAt(flag);
  const perhaps = outside.perhaps.get(name);
  if (perhaps !== undefined) return { why: perhaps, at: block, set: true };
  const own = find(block.body, name);
  if (own !== undefined) return settingAt(own);
  const beside = outside.beside.map((body) => find(body, name));
  const [first] = beside;
  if (first !== undefined && beside.every((one) => one !== undefined && same(one, first)))
    return settingAt(first);
  if (outside.hidden !== undefined) return { why: outside.hidden, at: block, set: false };
  if (beside.some((one) => one !== undefined))
    return { why: 'the files beside the backend block differ in it', at: block, set: false };
  if (beside.length > 0 || isWhole(block)) return undefined;
  const why = 'the backend block leaves it to -backend-config, which no workflow shows';
  return { why, at: block, set: false };
}

function settingAt(attribute: WrittenAttribute): Setting {
  const { file, line, column, literal, name } = attribute;
  const at = { file, line, column };
  if (literal === null) return undefined;
  return literal === undefined ? { why: `${name} is worked out`, at, set: true } : { value: literal, at };
}

/** Bucket and key have no defaults: where one of them is missing, somebody gives it elsewhere. */
function isWhole({ body }: WrittenBlock): boolean {
  return find(body, 'bucket') !== undefined && find(body, 'key') !== undefined;
}

function find({ attributes }: WrittenBody, name: string): WrittenAttribute | undefined {
  return attributes.find((attribute) => attribute.name === name);
}

function same(a: WrittenAttribute, b: WrittenAttribute): boolean {
  return a.literal !== undefined && JSON.stringify(a.literal) === JSON.stringify(b.literal);
}

async function givenOutside(
  directory: string,
  block: WrittenBlock,
  tasks: readonly Task[],
  files: RepositoryFiles,
): Promise<Outside> {
  const outside: Outside = { flags: [], beside: [], perhaps: new Map() };
  for (const task of tasks) await addFlags(task, directory, outside, files);
  if (isWhole(block) || outside.flags.length > 0) return outside;
  const names = files.names.filter(
    (name) => directoryOf(name) === directory && /\.tfbackend$|(^|[/.])backend\.hcl$/.test(name),
  );
  for (const name of names) {
    const body = await bodyOf(name, files);
    if (body !== undefined) outside.beside.push(body);
  }
  return outside;
}

/** What one `terraform init` gives to the module in a directory. */
async function addFlags(
  task: Task,
  directory: string,
  outside: Outside,
  files: RepositoryFiles,
): Promise<void> {
  const command = withoutExpressions(task.command);
  const init = /^(?:\S*\/)?(?:terraform|tofu)((?:\s+-\S+)*)\s+init\b/.exec(command);
  if (init === null) return;
  const chdir = /-chdir=(\S+)/.exec(init[1] ?? '')?.[1];
  const place = folderOf(task.folder, chdir);
  if (place !== undefined && place !== directory) return;
  for (const [, quoted, plain] of command.matchAll(flag)) {
    const name = pairIn(quoted ?? plain ?? '')?.[1];
    if (place === undefined && name !== undefined) {
      outside.perhaps.set(name, `the folder of -backend-config at ${task.file}:${task.line} is worked out`);
      continue;
    }
    const body = await flagOf(quoted ?? plain ?? '', { task, directory, isHere: place === directory, files });
    if (body === undefined) outside.hidden ??= `-backend-config at ${task.file}:${task.line} is not followed`;
    else outside.flags.push(body);
  }
}

const flag = /-backend-config[= ](?:["']([^"']*)["']|(\S+))/g;

interface FlagPlace {
  readonly task: Task;
  readonly directory: string;
  /** Whether the command certainly stands in that directory. */
  readonly isHere: boolean;
  readonly files: RepositoryFiles;
}

/** `name=value`, or a file seen from the directory; undefined where it cannot be told what it gives. */
async function flagOf(
  value: string,
  { task, directory, isHere, files }: FlagPlace,
): Promise<WrittenBody | undefined> {
  const pair = pairIn(value);
  if (!isHere) return undefined;
  if (pair !== null) return pairOf(pair, task);
  const name = folderOf(directory === '.' ? '' : directory, value);
  return name === undefined ? undefined : bodyOf(name, files);
}

/** `name=value`. */
function pairIn(value: string): RegExpExecArray | null {
  return /^["']?([a-z_0-9]+)=(.*?)["']?$/.exec(value);
}

function pairOf([, name = '', value = '']: RegExpExecArray, task: Task): WrittenBody {
  const literal = /^(true|false)$/.test(value) ? value === 'true' : value;
  // A variable of the shell or an expression of GitHub is set to something, and nobody knows to what.
  const told = value.includes('$') ? {} : { literal };
  return { attributes: [{ name, ...lineOf(task), ...told }], blocks: [] };
}

function lineOf({ file, line, column }: Task): FileLine & { readonly endLine: number } {
  return { file, line, column, endLine: line };
}

async function bodyOf(name: string, files: RepositoryFiles): Promise<WrittenBody | undefined> {
  const text = files.names.includes(name) ? await files.read(name) : undefined;
  return text === undefined ? undefined : (await parseTerraform(name, text)).body;
}

/** A path seen from a folder, '' being the root; undefined where it is worked out or leads out. */
function folderOf(folder: string | undefined, path = '.'): string | undefined {
  if (folder === undefined || path.includes('$')) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}
