import type { FileLine } from '../../../model/location.ts';
import type { Gap } from '../../../model/resource.ts';
import { isOtherPipeline, isWorkflow, type RepositoryFiles, unreadable } from '../files.ts';
import type { Reader } from './steps.ts';
import { any, deploys, type Task, type Told } from './task.ts';
import { openReader, tasksOf } from './tasks.ts';
import { type ActionUse, usesOf } from './uses.ts';
import { type WrittenWorkflow, workflowOf } from './written.ts';

/** All that the workflows of a repository do. */
export interface Workflows {
  readonly workflows: readonly WrittenWorkflow[];
  readonly tasks: readonly Task[];
  readonly uses: readonly ActionUse[];
  /** Files that tell of the pipeline in a way that was not understood, and why. */
  readonly hidden: readonly (FileLine & { readonly why: string })[];
  readonly gaps: readonly Gap[];
}

/** Reads .github/workflows, and the actions of the repository itself. */
export async function readWorkflows(files: RepositoryFiles): Promise<Workflows> {
  const reader = openReader(files);
  const workflows: WrittenWorkflow[] = [];
  const uses: ActionUse[] = [];
  const hidden: (FileLine & { readonly why: string })[] = [];
  const gaps: Gap[] = [];
  for (const file of files.names) {
    const at = { file, line: 1, column: 1 };
    if (isOtherPipeline(file)) hidden.push({ ...at, why: 'is a pipeline of another system' });
    const isAction = /(^|\/)action\.ya?ml$/.test(file);
    if (!isWorkflow(file) && !isAction) continue;
    const tree = await reader.tree(file);
    const workflow = tree === undefined ? undefined : workflowOf(tree);
    if (tree !== undefined) uses.push(...usesOf(tree));
    if (workflow !== undefined) workflows.push(workflow);
    if (isAction || workflow !== undefined || isCommentedOut(files.textOf(file))) continue;
    hidden.push({ ...at, why: 'is not understood as a workflow' });
    gaps.push(unreadable(file, 'it is not understood as a GitHub Actions workflow'));
  }
  return { workflows, tasks: await allTasks(workflows, reader), uses, hidden, gaps };
}

/** GitHub runs nothing of a file in which every line is a comment. */
function isCommentedOut(text: string | undefined): boolean {
  return text?.split('\n').every((line) => /^\uFEFF?\s*(#|$)/.test(line)) === true;
}

/** Every workflow's tasks; those that run after another one know what that does. */
async function allTasks(workflows: readonly WrittenWorkflow[], reader: Reader): Promise<readonly Task[]> {
  const known = new Map<WrittenWorkflow, readonly Task[]>();
  const read = async (
    workflow: WrittenWorkflow,
    callers: readonly WrittenWorkflow[],
  ): Promise<readonly Task[]> => {
    const before = known.get(workflow);
    if (before !== undefined) return before;
    if (callers.includes(workflow)) return [];
    const earlier = workflows.filter(({ name }) => workflow.runsAfter.includes(name));
    const told: Told[] = [];
    for (const one of earlier)
      told.push(
        ...(await read(one, [...callers, workflow])).map((task) =>
          any([task.afterDeployment, deploys(task)]),
        ),
      );
    if (earlier.length < workflow.runsAfter.length)
      told.push({ why: `${workflow.file} runs after a workflow that is not here` });
    const behind = earlier.flatMap(({ triggers }) => triggers);
    const tasks = await tasksOf(workflow, behind, any(told), reader);
    known.set(workflow, tasks);
    return tasks;
  };
  for (const workflow of workflows) await read(workflow, []);
  return workflows.flatMap((workflow) => known.get(workflow) ?? []);
}
