import type { FileLine } from '../../../model/location.ts';
import type { Doing } from './classify.ts';

/** True, false, or why it cannot be told. */
export type Told = boolean | { readonly why: string };

/** One thing that a workflow does: a command of a step, or an action. */
export interface Task extends FileLine {
  /** Where in the file: `jobs.test.steps[2].run`. */
  readonly path: string;
  /** The command, else the action. It may hold a secret: never print it. */
  readonly command: string;
  readonly doing: Doing;
  readonly events: readonly string[];
  /** Events of the workflows that this one runs after. */
  readonly behind: readonly string[];
  readonly enforces: Told;
  readonly afterDeployment: Told;
  readonly environment?: string;
  /** The job that it belongs to: jobs of one name in other files are others. */
  readonly job: string;
  /** Its folder, where it is told: scripts are looked for from there. */
  readonly folder?: string;
}

/** True where one is, unknown where one may be. */
export function any(several: readonly Told[]): Told {
  if (several.includes(true)) return true;
  return several.find((one) => one !== false) ?? false;
}

/** False where one is, unknown where one may be. */
export function all(several: readonly Told[]): Told {
  if (several.includes(false)) return false;
  return several.find((one) => one !== true) ?? true;
}

/** Whether a task deploys. */
export function deploys({ doing, file, line }: Pick<Task, 'doing' | 'file' | 'line'>): Told {
  if (doing.certain.includes('deployment')) return true;
  const { hides } = doing;
  if (hides === undefined || (hides.only !== undefined && !hides.only.includes('deployment'))) return false;
  return { why: `${file}:${line} ${hides.why}, which is not looked into` };
}
