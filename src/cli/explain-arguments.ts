import { mistake, optional, refuseMore, type Values } from './argument-words.ts';
import { sourceOption } from './plan-arguments.ts';

/** `caja-policy explain RULE ADDRESS`, as it was typed: on a plan or on a recording. */
export interface ExplainCommand {
  readonly name: 'explain';
  readonly rule: string;
  /** Terraform address, ARN, id or name. */
  readonly resource: string;
  readonly plan?: string;
  readonly replay?: string;
  readonly environment?: string;
  readonly stack?: string;
  readonly source?: string | false;
}

export const explainOptions = {
  plan: { type: 'string' },
  replay: { type: 'string' },
  environment: { type: 'string' },
  stack: { type: 'string' },
  source: { type: 'string' },
  'no-source': { type: 'boolean' },
} as const;

export function explainCommand(words: readonly string[], values: Values): ExplainCommand {
  const [rule, resource, ...rest] = words;
  const hint =
    "Write: caja-policy explain rds/instance-keeps-backups 'aws_db_instance.main' --plan plan.json";
  if (rule === undefined || resource === undefined) {
    throw mistake('explain', rule === undefined ? 'which rule?' : 'which resource?', hint);
  }
  refuseMore('explain', rest);
  const given = [values.plan, values.replay].filter((value) => value !== undefined);
  if (given.length !== 1) {
    const message = given.length === 0 ? 'on what?' : 'it takes a plan or a recording, not both';
    throw mistake('explain', message, 'Write --plan plan.json, or --replay DIR.');
  }
  if (values.replay !== undefined) refuseBesideReplay(values);
  return {
    name: 'explain',
    rule,
    resource,
    ...optional('plan', values.plan),
    ...optional('replay', values.replay),
    ...optional('environment', values.environment),
    ...optional('stack', values.stack),
    ...sourceOption(values),
  };
}

/** A recording has neither stack nor source: nobody shall believe that they were heard. */
function refuseBesideReplay(values: Values): void {
  const stray = (['stack', 'source', 'no-source'] as const).find((option) => values[option] !== undefined);
  if (stray === undefined) return;
  throw mistake(`--${stray}`, 'it belongs to a plan', `Leave out --${stray}, or --replay.`);
}
