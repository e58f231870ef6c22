import { absent, byDefault, type Fact, known, type ListValue, type Place } from '../../model/fact.ts';
import type { FactsOf } from '../../model/kind.ts';
import type { terraformRoot } from '../../model/kinds/terraform-root.ts';
import type { FileLine } from '../../model/location.ts';
import { shapeOfSecret } from '../../model/plain-secrets.ts';
import type { Resource } from '../../model/resource.ts';
import { type Backend, backendOf, type Setting } from './backends.ts';
import { commonFacts, locationAt, placeAt, untold } from './facts.ts';
import type { RepositoryFiles } from './files.ts';
import { directoryOf } from './layout.ts';
import { openTerraformSource, type TerraformSource } from './terraform-source.ts';
import type { Task } from './workflows/task.ts';

/** A root module with where it keeps its state. */
interface Root {
  readonly directory: string;
  readonly start: FileLine;
  readonly backend?: Backend;
  /** Where its files really are: a link is another name of theirs. */
  readonly folder: string;
  /** A file that may hold the backend and is not read: Terragrunt's, or OpenTofu's own. */
  readonly unread?: string;
  /** Terraform's workspaces keep states of their own below one key. */
  readonly hasWorkspaces: boolean;
}

/** Directories of Terraform that no local module call leads to, and what their backends say. */
export async function rootsOf(
  directories: readonly string[],
  tasks: readonly Task[],
  files: RepositoryFiles,
): Promise<{
  readonly resources: readonly Resource[];
  readonly source: TerraformSource;
  readonly notes: readonly string[];
}> {
  const source = await openTerraformSource(files.root);
  const called = await calledDirectories(directories, source);
  const roots: Root[] = [];
  const notes: string[] = [];
  for (const directory of directories) {
    const folder = (await source.directory(directory)) ?? directory;
    if (called.has(folder)) continue;
    const texts = await source.texts(directory);
    const isAsked = texts.some(({ text }) => /\b(backend|cloud)\b/.test(text));
    const module = isAsked ? await source.module(directory) : undefined;
    const backend = module === undefined ? undefined : await backendOf(module, tasks, files);
    if (backend === undefined && folder !== directory) continue;
    const unread = files.names.find(
      (name) => directoryOf(name) === folder && /(^|\/)terragrunt\.hcl$|\.tofu(\.json)?$/.test(name),
    );
    notes.push(...(module?.notes ?? []));
    roots.push({
      directory,
      folder,
      start:
        backend === undefined
          ? { file: texts[0]?.file ?? unread ?? directory, line: 1, column: 1 }
          : backend.block,
      hasWorkspaces:
        texts.some(({ text }) => /\bterraform\.workspace\b/.test(text)) ||
        backend?.setting('workspace_key_prefix') !== undefined,
      ...(backend === undefined ? {} : { backend }),
      ...(unread === undefined ? {} : { unread }),
    });
  }
  return { resources: roots.map((root) => resourceOf(root, roots)), source, notes };
}

async function calledDirectories(
  directories: readonly string[],
  source: TerraformSource,
): Promise<ReadonlySet<string>> {
  const called = new Set<string>();
  for (const directory of directories) {
    const texts = await source.texts(directory);
    if (!texts.some(({ text }) => /["']?source["']?\s*[=:]\s*"\.{1,2}\//.test(text))) continue;
    const { files } = await source.module(directory);
    const calls = files.flatMap(({ body }) => body.blocks).filter(({ type }) => type === 'module');
    for (const { body } of calls) {
      const path = body.attributes.find(({ name }) => name === 'source')?.literal;
      if (typeof path !== 'string' || !/^\.{1,2}\//.test(path)) continue;
      const target = await source.directory(`${directory}/${path}`);
      if (target !== undefined) called.add(target);
    }
  }
  return called;
}

function resourceOf(root: Root, roots: readonly Root[]): Resource {
  const { directory, start, backend } = root;
  const place = placeAt(start);
  const fields = {
    directory: known(directory, place, 'directory'),
    backend: backendFact(root, place),
    encrypted: flagFact(root, ['encrypt'], place),
    locked: flagFact(root, ['use_lockfile', 'dynamodb_table'], place),
    bucket: textFact(backend, 'bucket', place),
    key: textFact(backend, 'key', place),
    sharesStateWith: sharing(root, roots, place),
  } satisfies FactsOf<typeof terraformRoot>;
  const part =
    backend === undefined ? locationAt(start, 'file') : locationAt(start, 'block', backend.block.endLine);
  return {
    key: directory,
    kind: 'terraform-root',
    type: 'root module',
    label: directory,
    stack: directory,
    action: 'none',
    identities: [directory],
    fields: { ...fields, ...commonFacts('root module', directory, place) },
    location: part,
  };
}

function backendFact({ backend, unread }: Root, place: Place): Fact<string> {
  if (backend !== undefined) return known(backend.type, place, 'backend');
  if (unread?.endsWith('terragrunt.hcl') === true)
    return untold(`${unread} writes the backend, and Terragrunt is not followed`, place, 'backend');
  if (unread !== undefined)
    return untold(
      `${unread} may hold the backend, and files for OpenTofu alone are not read`,
      place,
      'backend',
    );
  return absent(place, 'backend');
}

/** True where one of the settings is true, or names something; unknown where one may. */
function flagFact(root: Root, names: readonly string[], place: Place): Fact<boolean> {
  const { backend } = root;
  const unread = backendFact(root, place);
  if (unread.state === 'unknown') return unread;
  if (backend?.type !== 's3') return untold('only the s3 backend is asked', place, names.join(', '));
  const settings = names.map((name) => [name, backend.setting(name)] as const);
  for (const [name, setting] of settings)
    if (setting !== undefined && 'value' in setting && isOn(setting.value))
      return known(true, placeAt(setting.at), `backend.${name}`);
  for (const [name, setting] of settings)
    if (setting !== undefined && 'why' in setting)
      return untold(setting.why, placeAt(setting.at), `backend.${name}`, setting.set);
  const written = settings.find(([, setting]) => setting !== undefined);
  if (written?.[1] !== undefined) return known(false, placeAt(written[1].at), `backend.${written[0]}`);
  // Neither is on unless it is asked for: https://developer.hashicorp.com/terraform/language/backend/s3
  return byDefault(false, place, `backend.${names.join(', ')}`);
}

function isOn(value: unknown): boolean {
  return typeof value === 'string' ? !/^(|false|0)$/.test(value) : value === true;
}

function textFact(backend: Backend | undefined, name: string, place: Place): Fact<string> {
  const setting = backend?.type === 's3' ? backend.setting(name) : undefined;
  if (setting === undefined) return absent(place, `backend.${name}`);
  if ('why' in setting) return untold(setting.why, placeAt(setting.at), `backend.${name}`, setting.set);
  const value = String(setting.value);
  const fact = known(value, placeAt(setting.at), `backend.${name}`);
  return shapeOfSecret(value) === undefined ? fact : { ...fact, sensitive: true };
}

/** Other roots whose state lies in the same object; open where that cannot be told. */
function sharing(root: Root, roots: readonly Root[], place: Place): Fact<ListValue<string>> {
  const path = 'backend.key';
  const at = root.backend?.setting('key')?.at;
  const here = at === undefined ? place : placeAt(at);
  const items: Fact<string>[] = [];
  let open: ListValue<string>['open'];
  for (const other of roots) {
    const told = other === root ? false : isShared(root, other);
    if (told === true) items.push(known(other.directory, here, path));
    if (typeof told !== 'string') continue;
    const fact = untold(`perhaps the same state as ${other.directory}: ${told}`, here, path);
    if (fact.state === 'unknown') open ??= fact;
  }
  return known(open === undefined ? { items } : { items, open }, here, path);
}

function isShared(a: Root, b: Root): boolean | string {
  if (a.backend?.type !== 's3' || b.backend?.type !== 's3') return false;
  const pairs = ['bucket', 'key'].map((name) => equal(a.backend?.setting(name), b.backend?.setting(name)));
  if (pairs.includes(false)) return false;
  const why = pairs.find((pair) => typeof pair === 'string');
  if (why !== undefined) return why;
  if (a.folder === b.folder) return 'one is a link to the other';
  return a.hasWorkspaces || b.hasWorkspaces ? 'workspaces may keep them apart' : true;
}

function equal(a: Setting, b: Setting): boolean | string {
  for (const one of [a, b]) if (one !== undefined && 'why' in one) return one.why;
  if (a === undefined || b === undefined || !('value' in a) || !('value' in b))
    return 'a bucket or key is not written';
  return String(a.value) === String(b.value);
}
