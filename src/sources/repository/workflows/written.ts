import type { FileLine } from '../../../model/location.ts';
import { tagsOnly } from './conditions.ts';
import { entry, textOf, textsOf, type YamlNode } from './yaml-tree.ts';

/** One workflow file, as it was written. */
export interface WrittenWorkflow extends FileLine {
  /** What `workflow_run` of others calls it: its `name`, else its path. */
  readonly name: string;
  /** Events that start it: `push`, `pull_request` … */
  readonly triggers: readonly string[];
  /** Names of the workflows that it runs after, by `workflow_run`. */
  readonly runsAfter: readonly string[];
  readonly jobs: readonly WrittenJob[];
}

export interface WrittenJob extends FileLine {
  readonly id: string;
  readonly needs: readonly string[];
  readonly condition?: string;
  /** A reusable workflow that is called in place of steps. */
  readonly uses?: YamlNode;
  readonly environment?: string;
  readonly continuesOnError?: string;
  readonly shell?: string;
  readonly workingDirectory?: string;
  readonly steps: readonly WrittenStep[];
}

export interface WrittenStep extends FileLine {
  readonly condition?: string;
  readonly uses?: YamlNode;
  readonly with: Readonly<Record<string, string>>;
  readonly run?: YamlNode;
  readonly continuesOnError?: string;
  readonly shell?: string;
  readonly workingDirectory?: string;
}

/** A workflow of a YAML tree; undefined where it has no jobs. */
export function workflowOf(tree: YamlNode): WrittenWorkflow | undefined {
  const jobs = entry(tree, 'jobs')?.entries;
  const on = entry(tree, 'on');
  if (jobs === undefined || on === undefined) return undefined;
  const { file, line, column } = tree;
  return {
    file,
    line,
    column,
    name: textOf(tree, 'name') ?? file,
    triggers: on.entries === undefined ? textsOf(on) : [...on.entries].map(triggerOf),
    runsAfter: textsOf(entry(entry(on, 'workflow_run'), 'workflows')),
    jobs: [...jobs].map(([id, job]) => jobOf(id, job, tree)),
  };
}

/** Closing a pull request is no longer its review. */
const reviewing = /^(opened|synchronize|reopened|ready_for_review|edited|labeled|review_requested)$/;

function triggerOf([event, settings]: readonly [string, YamlNode]): string {
  const types = textsOf(entry(settings, 'types'));
  const isReview = types.length === 0 || types.some((type) => reviewing.test(type));
  if (event === 'push' && isForTags(settings)) return tagsOnly();
  return isReview || !event.startsWith('pull_request') ? event : `${event} (${types.join(', ')})`;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore */
function isForTags({ entries }: YamlNode): boolean {
  if (entries === undefined || entries.has('branches') || entries.has('branches-ignore')) return false;
  return entries.has('tags') || entries.has('tags-ignore');
}

function jobOf(id: string, job: YamlNode, workflow: YamlNode): WrittenJob {
  const defaults = (name: string) =>
    textOf(entry(entry(job, 'defaults'), 'run'), name) ??
    textOf(entry(entry(workflow, 'defaults'), 'run'), name);
  const { file, line, column } = job;
  const environment = textOf(job, 'environment') ?? textOf(entry(job, 'environment'), 'name');
  return {
    file,
    line,
    column,
    id,
    needs: textsOf(entry(job, 'needs')),
    ...given('condition', textOf(job, 'if')),
    ...given('uses', entry(job, 'uses')),
    ...given('environment', environment === '' ? undefined : environment),
    ...given('continuesOnError', textOf(job, 'continue-on-error')),
    ...given('shell', defaults('shell')),
    ...given('workingDirectory', defaults('working-directory')),
    steps: stepsOf(entry(job, 'steps')),
  };
}

/** The steps of a job, or of a composite action. */
export function stepsOf(steps: YamlNode | undefined): readonly WrittenStep[] {
  return (steps?.items ?? []).map((step): WrittenStep => {
    const { file, line, column } = step;
    const inputs = [...(entry(step, 'with')?.entries ?? [])].map(
      ([name, { text }]) => [name, text ?? ''] as const,
    );
    return {
      file,
      line,
      column,
      with: Object.fromEntries(inputs),
      ...given('condition', textOf(step, 'if')),
      ...given('uses', entry(step, 'uses')),
      ...given('run', entry(step, 'run')),
      ...given('continuesOnError', textOf(step, 'continue-on-error')),
      ...given('shell', textOf(step, 'shell')),
      ...given('workingDirectory', textOf(step, 'working-directory')),
    };
  });
}

function given<K extends string, V>(key: K, value: V | undefined): { readonly [name in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [name in K]: V });
}
