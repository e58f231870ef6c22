import type { Location, ModuleCallSite, SourcePlaces } from '../../model/location.ts';
import { type Address, type ModuleStep, parseAddress } from '../../model/terraform-address.ts';
import type { Declaration } from './declarations.ts';
import type { WrittenBlock } from './hcl/written.ts';
import type { ModuleNode, ModuleTree } from './module-tree.ts';
import { findWritten } from './written-path.ts';

/** Whether the provider keeps a resource's nested blocks in the order in which they are written, by their names from the outside in. */
export type IsOrdered = (type: string, blocks: readonly string[]) => boolean;

/** A root module under the name that it was asked for. */
export interface StackTree {
  readonly stack: string | undefined;
  readonly tree: ModuleTree;
}

/** Answers where addresses are declared. Where one name was asked for twice, the first that declares an address wins. */
export function placesOf(trees: readonly StackTree[], isOrdered: IsOrdered): SourcePlaces {
  const find = (text: string, stack: string | undefined): Found | undefined => {
    const address = parseAddress(text);
    if (address === undefined) return undefined;
    for (const asked of trees) {
      const found = asked.stack === stack ? follow(asked.tree, address) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    blockOf: (address, stack) => {
      const found = find(address, stack);
      if (found === undefined) return undefined;
      if ('call' in found) return standing(found.call, 'module-call', found.calls);
      return standing(found.declaration.block, 'block', found.calls);
    },
    attributeOf: (address, path, stack, value) => {
      const found = find(address, stack);
      if (found === undefined || 'call' in found) return undefined;
      const { parts, block: top } = found.declaration;
      const type = top.labels[0] ?? '';
      const written = findWritten(parts, path, {
        value,
        isOrdered: (blocks) => isOrdered(type, blocks),
      });
      if (written === undefined) return undefined;
      const { block, place, names } = written;
      const { file, line, column } = place;
      const lines = { line: block.line, endLine: block.endLine };
      return {
        file,
        line,
        column,
        part: 'attribute',
        path: names.join('.'),
        block: lines,
        calls: found.calls,
      };
    },
  };
}

/** Whether a root module declares an address, or calls the remote module that should. */
export function declares(tree: ModuleTree, address: string): boolean {
  const parsed = parseAddress(address);
  return parsed !== undefined && follow(tree, parsed) !== undefined;
}

/** What declares a resource, or the call behind which it is hidden; with the calls that lead there. */
type Found = { readonly calls: readonly ModuleCallSite[] } & (
  | { readonly declaration: Declaration }
  | { readonly call: WrittenBlock }
);

function follow(tree: ModuleTree, address: Address): Found | undefined {
  const calls: ModuleCallSite[] = [];
  let node = tree.modules.get(tree.root);
  for (const step of address.modules) {
    const call = node?.calls.get(step.name);
    if (call === undefined) return undefined;
    if (call.directory === undefined) return { call: call.block, calls };
    calls.push(siteOf(step, call.block));
    node = tree.modules.get(call.directory);
  }
  const declaration = declarationOf(node, address);
  return declaration === undefined ? undefined : { declaration, calls };
}

function declarationOf(node: ModuleNode | undefined, { mode, type, name }: Address): Declaration | undefined {
  return node?.declarations.get(mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`);
}

function siteOf({ name }: ModuleStep, { file, line, column }: WrittenBlock): ModuleCallSite {
  return { name: `module.${name}`, file, line, column };
}

function standing(
  { file, line, column, endLine }: WrittenBlock,
  part: Location['part'],
  calls: readonly ModuleCallSite[],
): Location {
  return { file, line, column, part, block: { line, endLine }, calls };
}
