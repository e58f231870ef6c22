import { posix } from 'node:path';
import { type Declaration, declarationsOf } from './declarations.ts';
import type { WrittenBlock } from './hcl/written.ts';
import type { TerraformSource, WrittenModule } from './terraform-source.ts';

/** A root module with every local module that it calls, each once. */
export interface ModuleTree {
  /** The root module's directory. */
  readonly root: string;
  readonly modules: ReadonlyMap<string, ModuleNode>;
}

export interface ModuleNode {
  readonly module: WrittenModule;
  /** By `aws_vpc.main`, `data.aws_ami.this`, `module.web`. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** By the call's name. */
  readonly calls: ReadonlyMap<string, ModuleCall>;
}

export interface ModuleCall {
  readonly block: WrittenBlock;
  /** Where the called module is; undefined where it is not in the repository. */
  readonly directory?: string;
}

/** Reads a root module and follows its calls. Terraform refuses cycles; here they end by themselves, since each module is read once. */
export async function readModuleTree(source: TerraformSource, root: string): Promise<ModuleTree> {
  const modules = new Map<string, ModuleNode>();
  const waiting = [root];
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    if (modules.has(directory)) continue;
    const node = await readNode(source, directory);
    modules.set(directory, node);
    for (const call of node.calls.values()) if (call.directory !== undefined) waiting.push(call.directory);
  }
  return { root, modules };
}

async function readNode(source: TerraformSource, directory: string): Promise<ModuleNode> {
  const module = await source.module(directory);
  const declarations = declarationsOf(module.files);
  const calls = new Map<string, ModuleCall>();
  for (const { block, parts } of declarations.values()) {
    if (block.type !== 'module') continue;
    const called = await calledDirectory(source, directory, sourceOf(parts));
    calls.set(block.labels[0] ?? '', called === undefined ? { block } : { block, directory: called });
  }
  return { module, declarations, calls };
}

/** The last override decides. */
function sourceOf(parts: readonly WrittenBlock[]): string | undefined {
  const attribute = parts
    .flatMap((part) => part.body.attributes)
    .findLast((candidate) => candidate.name === 'source');
  return typeof attribute?.literal === 'string' ? attribute.literal : undefined;
}

/** Registries, git and anything that leads out of the repository are not ours to read. */
async function calledDirectory(
  source: TerraformSource,
  from: string,
  written: string | undefined,
): Promise<string | undefined> {
  if (written === undefined || !isLocal(written)) return undefined;
  const directory = await source.directory(posix.join(from, written));
  if (directory === undefined) return undefined;
  const texts = await source.texts(directory);
  return texts.length > 0 ? directory : undefined;
}

/** https://developer.hashicorp.com/terraform/language/modules/sources#local-paths */
export function isLocal(written: string): boolean {
  return /^\.{1,2}\//.test(written);
}
