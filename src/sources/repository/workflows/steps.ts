import { posix } from 'node:path';
import type { RepositoryFiles } from '../files.ts';
import { type Doing, doingOfAction, doingOfCommand } from './classify.ts';
import { eventsUnder, onlyAfterFailure } from './conditions.ts';
import { commandsBehind } from './scripts.ts';
import { commandsOf, type ShellCommand } from './shell.ts';
import type { Ignored, ShellManner } from './shell-manner.ts';
import { softness, softnessOfAction } from './soft.ts';
import { all, any, deploys, type Task, type Told } from './task.ts';
import { folderOf, localPath, shownPath, withoutReference } from './uses.ts';
import { stepsOf, type WrittenJob, type WrittenStep } from './written.ts';
import { entry, textOf, type YamlNode } from './yaml-tree.ts';

/** What a workflow or an action is reached by. */
export interface Way {
  readonly events: readonly string[];
  readonly behind: readonly string[];
  readonly enforces: Told;
  readonly before: Told;
  /** It runs only once something else has failed. */
  readonly afterFailure: boolean;
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

/** Callers of callers: GitHub itself follows four levels of workflows, and ten of actions. */
const deepest = 10;

/** Whether no more is to be followed. */
export function isSpent({ depth }: Way, { budget }: Reader): boolean {
  budget.left -= 1;
  return depth >= deepest || budget.left <= 0;
}

interface Steps {
  readonly way: Way;
  readonly at: string;
  readonly job?: WrittenJob;
}

/** What the steps of a job or a composite action do, one after the other. */
export async function tasksOfSteps(
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
    const afterFailure = place.way.afterFailure || onlyAfterFailure(step.condition);
    const way = { ...place.way, events, enforces, afterFailure, before: done };
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
        ignored: softnessOfAction(withoutReference(name), step.with),
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
  const manner = mannerOf(shell);
  if (manner === undefined) {
    const doing = { certain: [], hides: { why: 'runs a script that is none of a shell' } };
    return [taskOf(run, `${at}.run`, { command: shell ?? '', doing, way, ignored: false })];
  }
  const commands = commandsOf(run.text ?? '', manner);
  const folder = folderOf(step.workingDirectory ?? job?.workingDirectory ?? '.');
  const tasks: Task[] = [];
  let here = folder;
  let done = way.before;
  for (const command of commands) {
    here = movedTo(command.text, here);
    const line = (run.textLine ?? run.line) + command.line;
    const place = { ...run, line, column: line === run.line ? run.column : 1 };
    for (const one of await opened(command, here, reader, 0)) {
      const about = {
        command: one.text,
        doing: doingOfCommand(one.text, one.runner),
        way: { ...way, before: done },
        ignored: either(one.ignored, softness(one.text)),
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

function movedTo(command: string, here: string | undefined): string | undefined {
  const moved = /^(?:cd|pushd|popd)(?=\s|$)\s*(.*)$/.exec(command);
  if (moved === null || here === undefined) return here;
  const path = moved[1]?.replace(/^(["'])(.*)\1$/, '$2') ?? '';
  return /^(?!-)[\w./@+-]+$/.test(path) ? folderOf(posix.join(here || '.', path)) : undefined;
}

/** How GitHub starts a shell by its name; undefined for what is none, as `python`: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
function mannerOf(shell: string | undefined): ShellManner | undefined {
  // Only a `bash` that somebody asked for fails with each command of a pipe: GitHub's own default is `bash -e`.
  if (shell === undefined) return { pipefail: false, errexit: true };
  if (!/^(ba|z|da)?sh\b|^(pwsh|powershell|cmd)\b|\$\{\{/.test(shell)) return undefined;
  return { pipefail: /^bash$|pipefail/.test(shell), errexit: /^(ba)?sh$|\s-\w*e/.test(shell) };
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
    const inner = { ...one, ignored: either(one.ignored, command.ignored) };
    found.push(...(await opened(inner, folder, reader, depth + 1)));
  }
  return found;
}

/** One command or action with its way. */
export function taskOf(
  { file, line, column }: YamlNode,
  path: string,
  {
    command,
    doing,
    way,
    ignored,
  }: Pick<Task, 'command' | 'doing'> & { readonly way: Way; readonly ignored: Ignored },
): Task {
  const { events, behind, enforces, before, environment, job } = way;
  return {
    file,
    line,
    column,
    path,
    command,
    doing: way.afterFailure ? repairs(doing) : doing,
    events,
    behind,
    enforces: ignored === 'perhaps' ? all([unheard(file, line), enforces]) : ignored ? false : enforces,
    afterDeployment: before,
    job,
    ...(environment === undefined ? {} : { environment }),
  };
}

/** What runs only after a failure checks nothing; that it applies Terraform still matters. */
function repairs({ certain, hides }: Doing): Doing {
  const only = ['terraformApply'] as const;
  const kept = certain.filter((stage) => stage === 'terraformApply');
  return hides === undefined ? { certain: kept } : { certain: kept, hides: { ...hides, only } };
}

function either(a: Ignored, b: Ignored): Ignored {
  return a === true || b === true ? true : a || b;
}

function unheard(file: string, line: number): Told {
  return {
    why: `whether the failure of ${file}:${line} ends the run is decided by the script or by settings`,
  };
}

/** Whether a failure ends the run in spite of `continue-on-error`. */
export function heeded(
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

/** The YAML of a file of the repository. */
export async function treeAt(file: string, { files, tree }: Reader): Promise<YamlNode | undefined> {
  return files.names.includes(file) ? tree(file) : undefined;
}
