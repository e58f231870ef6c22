import { absent, type Fact, known, type ListValue, type StructValue } from '../../../model/fact.ts';
import type { FactsOf, FactsOfFields } from '../../../model/kind.ts';
import type { pipeline } from '../../../model/kinds/pipeline.ts';
import type { FileLine } from '../../../model/location.ts';
import type { Resource } from '../../../model/resource.ts';
import { commonFacts, locationAt, placeAt, untold } from '../facts.ts';
import type { Workflows } from './all-workflows.ts';
import { changeEvents, releaseEvents, reviewEvents } from './conditions.ts';
import { type Stage, stages } from './stages.ts';
import { any, deploys, type Task, type Told } from './task.ts';

type StepFields = (typeof pipeline)['attributes']['lint']['type']['of']['fields'];

/** The pipeline of a repository: there is always one, even where nothing is in it. */
export function pipelineOf(read: Workflows): Resource {
  const start = startOf(read);
  const at = start ?? { file: '.github/workflows', line: 1, column: 1 };
  const jobs = jobsOf(read.tasks);
  const listed = stages.filter((stage) => stage !== 'deployment');
  const lists = listed.map((stage) => [stage, stageFact(stage, read, { at, jobs })] as const);
  const all = read.tasks.map((task) => stepOf(task, true, 'commands'));
  const fields = {
    ...(Object.fromEntries(lists) as Record<
      (typeof listed)[number],
      Fact<ListValue<{ fields: FactsOfFields<StepFields> }>>
    >),
    commands: known({ items: all.map((one) => known(one, placeAt(at), 'commands')) }, placeAt(at), 'jobs'),
  } satisfies FactsOf<typeof pipeline>;
  return {
    key: 'pipeline',
    kind: 'pipeline',
    type: 'GitHub Actions',
    label: 'pipeline',
    action: 'none',
    identities: ['pipeline'],
    fields: { ...fields, ...commonFacts('GitHub Actions', 'pipeline', placeAt(at)) },
    ...(start === undefined ? {} : { location: locationAt(start, 'file') }),
  };
}

/** Where people would add what is missing: the workflow of pull requests, else the first. */
function startOf({ workflows }: Workflows): FileLine | undefined {
  const reviewed = workflows.find(({ triggers }) => triggers.some((event) => reviewEvents.has(event)));
  return reviewed ?? workflows[0];
}

function stageFact(
  stage: Stage,
  read: Workflows,
  { at, jobs }: { readonly at: FileLine; readonly jobs: Jobs },
): Fact<ListValue<{ fields: FactsOfFields<StepFields> }>> {
  const found: { readonly task: Task; readonly runs: Told }[] = [];
  for (const task of read.tasks) {
    const runs = runsStage(task, stage, jobs);
    if (runs !== false) found.push({ task, runs });
  }
  const hidden = read.hidden.map((one) => hiddenStep(one, stage));
  const items = [...found.map(({ task, runs }) => stepOf(asHidden(task, runs), runs, stage)), ...hidden];
  const first = (found.find(({ runs }) => runs === true) ?? found[0])?.task ?? at;
  return known({ items: items.map((one) => known(one, placeAt(at), stage)) }, placeAt(first), stage);
}

/** Jobs in which something else is done, which tells what a step of theirs may do. */
interface Jobs {
  readonly settingUpTerraform: ReadonlySet<string>;
  readonly loggingInToEcr: ReadonlySet<string>;
}

function jobsOf(tasks: readonly Task[]): Jobs {
  const having = (wanted: RegExp) =>
    new Set(tasks.filter(({ command }) => wanted.test(command)).map(({ job }) => job));
  return {
    settingUpTerraform: having(/setup-(terraform|opentofu|tofu|terragrunt)|^(terraform|tofu|terragrunt)\b/),
    loggingInToEcr: having(/^aws-actions\/amazon-ecr-login|^aws\b.*\becr get-login/),
  };
}

/** What hides behind a script or an action may be any stage; that it applies Terraform, only where Terraform is set up. */
function runsStage(task: Task, stage: Stage, jobs: Jobs): Told {
  const { certain, hides } = task.doing;
  if (certain.includes(stage)) return stage === 'imagePush' ? pushesToEcr(task, jobs) : true;
  if (hides === undefined || (hides.only !== undefined && !hides.only.includes(stage))) return false;
  if (stage === 'terraformApply' && !jobs.settingUpTerraform.has(task.job)) return false;
  return { why: `${task.file}:${task.line} ${hides.why}, which is not looked into` };
}

/** Where it is not told what a script does, it may deploy first and then check. */
function asHidden(task: Task, runs: Told): Task {
  return runs === true ? task : { ...task, afterDeployment: any([task.afterDeployment, deploys(task)]) };
}

function pushesToEcr(task: Task, jobs: Jobs): Told {
  if (/\.dkr\.ecr\.|public\.ecr\.aws/.test(task.command)) return true;
  if (/\b(ghcr\.io|docker\.io|quay\.io|gcr\.io)\//.test(task.command)) return false;
  if (jobs.loggingInToEcr.has(task.job)) return true;
  return { why: `the registry of the push at ${task.file}:${task.line} is not told` };
}

function stepOf(task: Task, runs: Told, path: string): { readonly fields: FactsOfFields<StepFields> } {
  const place = placeAt(task);
  const told = (value: Told, name: string): Fact<boolean> =>
    typeof value === 'boolean' ? known(value, place, name) : untold(value.why, place, '');
  const events = [...task.events, ...(task.events.includes('workflow_run') ? task.behind : [])];
  const isOn = (wanted: ReadonlySet<string>) => events.some((event) => wanted.has(event));
  const { environment } = task;
  return {
    fields: {
      runs: told(runs, path),
      at: known(`${task.file}:${task.line}`, place, task.path),
      command: { ...known(task.command, place, task.path), sensitive: true },
      onChange: known(isOn(path.startsWith('image') ? releaseEvents : changeEvents), place, 'on'),
      onPullRequest: known(isOn(reviewEvents), place, 'on'),
      enforces: told(task.enforces, 'continue-on-error'),
      afterDeployment: told(task.afterDeployment, 'needs'),
      environment:
        environment === undefined ? absent(place, 'environment') : known(environment, place, 'environment'),
    },
  };
}

/** Another system's pipeline, or a file that is broken: it may be there. */
function hiddenStep(
  { why, ...at }: Workflows['hidden'][number],
  path: string,
): { readonly fields: FactsOfFields<StepFields> } {
  const place = placeAt(at);
  const nobodyKnows = untold(`${at.file} ${why}, which is not looked into`, place, '');
  return {
    fields: {
      runs: nobodyKnows,
      at: known(`${at.file}:${at.line}`, place, path),
      command: nobodyKnows,
      onChange: nobodyKnows,
      onPullRequest: nobodyKnows,
      enforces: nobodyKnows,
      afterDeployment: nobodyKnows,
      environment: nobodyKnows,
    },
  } satisfies StructValue;
}
