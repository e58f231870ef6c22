import { posix } from 'node:path';
import type { FileLine } from '../../../model/location.ts';
import { entry, type YamlNode } from './yaml-tree.ts';

/** What uses an action or a reusable workflow of somewhere else. */
export interface ActionUse extends FileLine {
  readonly path: string;
  readonly uses: string;
}

/** Actions and workflows that the repository uses of somewhere else, each with its place; what nobody runs is used all the same. */
export function usesOf(tree: YamlNode): readonly ActionUse[] {
  const uses: ActionUse[] = [];
  const add = (node: YamlNode | undefined, path: string) => {
    if (node?.text === undefined || localPath(node.text) !== undefined) return;
    const { file, line, column, text } = node;
    uses.push({ file, line, column, path, uses: text });
  };
  for (const [id, job] of entry(tree, 'jobs')?.entries ?? []) {
    add(entry(job, 'uses'), `jobs.${id}.uses`);
    for (const [index, step] of (entry(job, 'steps')?.items ?? []).entries())
      add(entry(step, 'uses'), `jobs.${id}.steps[${index}].uses`);
  }
  for (const [index, step] of (entry(entry(tree, 'runs'), 'steps')?.items ?? []).entries())
    add(entry(step, 'uses'), `runs.steps[${index}].uses`);
  return uses;
}

/** The folder or file of an action or workflow of this repository; undefined for one of somewhere else. */
export function localPath(uses: string): string | undefined {
  if (!uses.startsWith('./')) return undefined;
  return folderOf(uses);
}

/** A folder from the root, '' being the root itself; undefined where it is worked out, or leads out. */
export function folderOf(path: string): string | undefined {
  if (path.includes('${{') || path.includes('$')) return undefined;
  const normal = posix.normalize(path).replace(/\/$/, '');
  if (normal.startsWith('..') || normal.startsWith('/')) return undefined;
  return normal === '.' ? '' : normal;
}

/** An action without its version. */
export function withoutReference(uses: string): string {
  return uses.replace(/@.*$/, '');
}

/** A path that is fit for print. */
export function shownPath(name: string): string {
  return /^[\w./-]{1,80}$/.test(name) ? name : 'a local action';
}
