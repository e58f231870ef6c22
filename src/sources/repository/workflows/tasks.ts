import { posix } from 'node:path';
import type { RepositoryFiles } from '../files.ts';
import { doingOfAction, doingOfCommand } from './classify.ts';
import { eventsUnder } from './conditions.ts';
import { commandsBehind } from './scripts.ts';
import { commandsOf, type ShellCommand } from './shell.ts';
import { all, any, deploys, type Task, type Told } from './task.ts';
import { folderOf, localPath, shownPath, withoutReference } from './uses.ts';
import { stepsOf, type WrittenJob, type WrittenStep, type WrittenWorkflow, workflowOf } from './written.ts';
import { entry, readYamlTree, textOf, type YamlNode } from './yaml-tree.ts';

/** What a workflow or an action is reached by. */
interface Way {
  readonly events: readonly string[];
  readonly behind: readonly string[];
  readonly enforces: Told;
  readonly before: Told;
  readonly environment?: string;
  readonly job: string;
  /** Files that call each other in circles end here. */
  readonly depth: number;
}

export interface Reader {
  /** Steps and scripts that may still be followed: callers of callers multiply. */
  readonly budget: { left: number };
  readonly files: RepositoryFiles;
  readonly tree: (file: string) => Promise<YamlNode | undefined>;
}

/** More than a hundred large workflows hold; beyond it, what is called is not looked into. */
const mostFollowed = 5_000;

/** Callers of callers: GitHub itself follows four levels of workflows, and ten of actions. */
const deepest = 10;

/** Reads each YAML file once. */
export function openReader(files: RepositoryFiles): Reader {
  const trees = new Map<string, Promise<YamlNode | undefined>>();
  return {
    budget: { left: mostFollowed },
    files,
    tree: (file) => {
      const before = trees.get(file);
      if (before !== undefined) return before;
      const tree = files
        .read(file)
        .then((text) => (text === undefined ? undefined : readYamlTree(file, text)));
      trees.set(file, tree);
      return tree;
    },
  };
}

/** Everything that a workflow does when its own events start it, called workflows and local actions included. */
export function tasksOf(
  workflow: WrittenWorkflow,
  behind: readonly string[],
  before: Told,
  reader: Reader,
): Promise<readonly Task[]> {
  const events = workflow.triggers.filter((event) => event !== 'workflow_call');
  const way: Way = { events, behind, enforces: true, before, job: '', depth: 0 };
  return tasksOnWay(
    workflow,
    { ...way, before: events.includes('deployment_status') ? true : before },
    reader,
  );
}

async function tasksOnWay(workflow: WrittenWorkflow, way: Way, reader: Reader): Promise<readonly Task[]> {
  const known = new Map<string, Promise<readonly Task[]>>();
  const tasksBy = (id: string, callers: readonly string[]): Promise<readonly Task[]> => {
    const job = workflow.jobs.find((one) => one.id === id);
    if (job === undefined || callers.includes(id)) return Promise.resolve([]);
    const before = known.get(id);
    if (before !== undefined) return before;
    const tasks = needed(job, [...callers, id]).then((done) =>
      tasksOfJob(job, { ...way, before: any([way.before, ...done]) }, reader),
    );
    known.set(id, tasks);
    return tasks;
  };
  /** Whether what a job waits for deploys, and what that waits for. */
  const needed = async (job: WrittenJob, callers: readonly string[]): Promise<readonly Told[]> => {
    const told: Told[] = [];
    for (const id of job.needs) {
      const tasks = await tasksBy(id, callers);
      const last = tasks.map((task) => any([task.afterDeployment, deploys(task)]));
      told.push(any(last));
    }
    return told;
  };
  const tasks: Task[] = [];
  for (const { id } of workflow.jobs) tasks.push(...(await tasksBy(id, [])));
  return tasks;
}

async function tasksOfJob(job: WrittenJob, way: Way, reader: Reader): Promise<readonly Task[]> {
  const events = eventsUnder(job.condition, way.events);
  if (events.length === 0) return [];
  const inside: Way = {
    ...way,
    events,
    enforces: all([way.enforces, heeded(job.continuesOnError, job)]),
    job: `${way.job}/${job.file}/${job.id}`,
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  };
  const at = `jobs.${job.id}`;
  if (job.uses !== undefined) return calledWorkflow(job.uses, inside, at, reader);
  return tasksOfSteps(job.steps, { way: inside, at: `${at}.steps`, job }, reader);
}

function isSpent({ depth }: Way, { budget }: Reader): boolean {
  budget.left -= 1;
  return depth >= deepest || budget.left <= 0;
}

async function calledWorkflow(
  uses: YamlNode,
  way: Way,
  at: string,
  reader: Reader,
): Promise<readonly Task[]> {
  const name = uses.text ?? '';
  const file = localPath(name);
  const tree = file === undefined || isSpent(way, reader) ? undefined : await treeAt(file, reader);
  const called = tree === undefined ? undefined : workflowOf(tree);
  if (called !== undefined) return tasksOnWay(called, { ...way, depth: way.depth + 1 }, reader);
  const doing = { certain: [], hides: { why: `calls the workflow ${withoutReference(name)}` } };
  return [taskOf(uses, `${at}.uses`, { command: name, doing, way, ignored: false })];
}

interface Steps {
  readonly way: Way;
  readonly at: string;
  readonly job?: WrittenJob;
}

async function tasksOfSteps(
  steps: readonly WrittenStep[],
  place: Steps,
  reader: Reader,
): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  let done = place.way.before;
  for (const [index, step] of steps.entries()) {
    const events = eventsUnder(step.condition, place.way.events);
    if (events.length === 0) continue;
    const enforces = all([place.way.enforces, heeded(step.continuesOnError, step)]);
    const way = { ...place.way, events, enforces, before: done };
    const own = await tasksOfStep(step, { ...place, way, at: `${place.at}[${index}]` }, reader);
    tasks.push(...own);
    done = any([done, ...own.map(deploys)]);
  }
  return tasks;
}

async function tasksOfStep(step: WrittenStep, place: Steps, reader: Reader): Promise<readonly Task[]> {
  const { run, uses } = step;
  if (run !== undefined) return tasksOfScript(run, step, place, reader);
  if (uses === undefined) return [];
  const name = uses.text ?? '';
  const path = localPath(name);
  if (path === undefined) {
    const doing = name.startsWith('docker://')
      ? { certain: [], hides: { why: 'runs an image' } }
      : doingOfAction(withoutReference(name), step.with);
    return [
      taskOf(uses, `${place.at}.uses`, {
        command: withoutReference(name),
        doing,
        way: place.way,
        ignored: false,
      }),
    ];
  }
  const { way } = place;
  const tree = isSpent(way, reader) ? undefined : await actionAt(path, reader);
  const runs = entry(tree, 'runs');
  if (textOf(runs, 'using') === 'composite')
    return tasksOfSteps(
      stepsOf(entry(runs, 'steps')),
      { way: { ...way, depth: way.depth + 1 }, at: 'runs.steps' },
      reader,
    );
  const doing = { certain: [], hides: { why: `uses ${shownPath(name)}` } };
  return [taskOf(uses, `${place.at}.uses`, { command: name, doing, way, ignored: false })];
}

async function tasksOfScript(
  run: YamlNode,
  step: WrittenStep,
  { way, at, job }: Steps,
  reader: Reader,
): Promise<readonly Task[]> {
  const shell = step.shell ?? job?.shell;
  // Only a `bash` that somebody asked for fails with each command of a pipe: GitHub's own default is `bash -e`.
  const commands = commandsOf(run.text ?? '', shell !== undefined && /^bash$|pipefail/.test(shell));
  const folder = folderOf(step.workingDirectory ?? job?.workingDirectory ?? '.');
  const tasks: Task[] = [];
  let here = folder;
  let done = way.before;
  for (const command of commands) {
    const moved = /^(?:cd|pushd) (\S+)$/.exec(command.text);
    if (moved !== null)
      here = here === undefined ? undefined : folderOf(posix.join(here || '.', moved[1] ?? ''));
    const line = (run.textLine ?? run.line) + command.line;
    const place = { ...run, line, column: line === run.line ? run.column : 1 };
    for (const one of await opened(command, here, reader, 0)) {
      const about = {
        command: one.text,
        doing: doingOfCommand(one.text),
        way: { ...way, before: done },
        ignored: one.ignored,
      };
      const task = {
        ...taskOf(place, `${at}.run`, about),
        ...(here === undefined ? {} : { folder: here }),
      };
      tasks.push(task);
      done = any([done, deploys(task)]);
    }
  }
  return tasks;
}

/** A command, or those of the script that it calls. */
async function opened(
  command: ShellCommand,
  folder: string | undefined,
  reader: Reader,
  depth: number,
): Promise<readonly ShellCommand[]> {
  reader.budget.left -= 1;
  const behind =
    depth > 4 || reader.budget.left <= 0
      ? undefined
      : await commandsBehind(command.text, folder, reader.files);
  if (behind === undefined) return [command];
  const found: ShellCommand[] = [];
  for (const one of behind) {
    if (reader.budget.left <= 0) return [...found, { ...command, text: '$MORE' }];
    const inner = { ...one, ignored: one.ignored || command.ignored };
    found.push(...(await opened(inner, folder, reader, depth + 1)));
  }
  return found;
}

function taskOf(
  { file, line, column }: YamlNode,
  path: string,
  {
    command,
    doing,
    way,
    ignored,
  }: Pick<Task, 'command' | 'doing'> & { readonly way: Way; readonly ignored: boolean },
): Task {
  const { events, behind, enforces, before, environment, job } = way;
  return {
    file,
    line,
    column,
    path,
    command,
    doing,
    events,
    behind,
    enforces: ignored ? false : enforces,
    afterDeployment: before,
    job,
    ...(environment === undefined ? {} : { environment }),
  };
}

function heeded(
  continuesOnError: string | undefined,
  at: { readonly file: string; readonly line: number },
): Told {
  if (continuesOnError === undefined || /^(\$\{\{ *)?false( *\}\})?$/.test(continuesOnError)) return true;
  if (/^(\$\{\{ *)?true( *\}\})?$/.test(continuesOnError)) return false;
  return { why: `continue-on-error at ${at.file}:${at.line} is worked out` };
}

async function actionAt(folder: string, reader: Reader): Promise<YamlNode | undefined> {
  const path = folder === '' ? '' : `${folder}/`;
  return (await treeAt(`${path}action.yml`, reader)) ?? (await treeAt(`${path}action.yaml`, reader));
}

async function treeAt(file: string, { files, tree }: Reader): Promise<YamlNode | undefined> {
  return files.names.includes(file) ? tree(file) : undefined;
}
