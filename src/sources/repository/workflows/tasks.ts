import type { RepositoryFiles } from '../files.ts';
import { eventsUnder, onlyAfterFailure, outlivesSkipped } from './conditions.ts';
import { heeded, isSpent, type Reader, taskOf, tasksOfSteps, treeAt, type Way } from './steps.ts';
import { all, any, deploys, type Task, type Told } from './task.ts';
import { localPath, withoutReference } from './uses.ts';
import { type WrittenJob, type WrittenWorkflow, workflowOf } from './written.ts';
import { readYamlTree, type YamlNode } from './yaml-tree.ts';

/** More than a hundred large workflows hold; beyond it, what is called is not looked into. */
const mostFollowed = 5_000;

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
  const way: Way = { events, behind, enforces: true, before, afterFailure: false, job: '', depth: 0 };
  return tasksOnWay(
    workflow,
    { ...way, before: events.includes('deployment_status') ? true : before },
    reader,
  );
}

async function tasksOnWay(workflow: WrittenWorkflow, way: Way, reader: Reader): Promise<readonly Task[]> {
  const known = new Map<string, Promise<readonly Task[]>>();
  const eventsOf = eventsOfJobs(workflow, way.events);
  const tasksBy = (id: string, callers: readonly string[]): Promise<readonly Task[]> => {
    const job = workflow.jobs.find((one) => one.id === id);
    if (job === undefined || callers.includes(id)) return Promise.resolve([]);
    const before = known.get(id);
    if (before !== undefined) return before;
    const tasks = needed(job, [...callers, id]).then((done) =>
      tasksOfJob(job, { ...way, events: eventsOf(id), before: any([way.before, ...done]) }, reader),
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

/** The events on which each job may run: it is skipped along with one that it needs, unless its condition says that it goes on. */
function eventsOfJobs(
  { jobs }: WrittenWorkflow,
  events: readonly string[],
): (id: string) => readonly string[] {
  const known = new Map(jobs.map(({ id, condition }) => [id, eventsUnder(condition, events)]));
  const dependent = jobs.filter(({ condition }) => !outlivesSkipped(condition));
  const restrict = ({ id, needs }: WrittenJob): boolean => {
    const before = known.get(id) ?? [];
    const left = before.filter((event) => needs.every((one) => known.get(one)?.includes(event) !== false));
    known.set(id, left);
    return left.length < before.length;
  };
  // Nothing is ever added: this ends, in circles too.
  while (dependent.filter(restrict).length > 0);
  return (id) => known.get(id) ?? [];
}

async function tasksOfJob(job: WrittenJob, way: Way, reader: Reader): Promise<readonly Task[]> {
  if (way.events.length === 0) return [];
  const inside: Way = {
    ...way,
    afterFailure: way.afterFailure || onlyAfterFailure(job.condition),
    enforces: all([way.enforces, heeded(job.continuesOnError, job)]),
    job: `${way.job}/${job.file}/${job.id}`,
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  };
  const at = `jobs.${job.id}`;
  if (job.uses !== undefined) return calledWorkflow(job.uses, inside, at, reader);
  return tasksOfSteps(job.steps, { way: inside, at: `${at}.steps`, job }, reader);
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
