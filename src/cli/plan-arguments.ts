import { mistake, optional, refuseMore, type Values } from './argument-words.ts';

/** `caja-policy plan`, as it was typed. */
export interface PlanCommand {
  readonly name: 'plan';
  readonly file: string;
  readonly environment?: string;
  readonly stack?: string;
  /** Folder with the Terraform source; left out: the repository around the working directory. `false` reads none. */
  readonly source?: string | false;
}

export const planOptions = {
  environment: { type: 'string' },
  stack: { type: 'string' },
  requirement: { type: 'string', multiple: true },
  source: { type: 'string' },
  'no-source': { type: 'boolean' },
} as const;

export function planCommand(words: readonly string[], values: Values): PlanCommand {
  const [file, ...rest] = words;
  if (file === undefined) {
    const hint =
      'Write: caja-policy plan plan.json, after terraform show -json tfplan > plan.json (or - for standard input).';
    throw mistake('plan', 'which plan?', hint);
  }
  refuseMore('plan', rest);
  return {
    name: 'plan',
    file,
    ...optional('environment', values.environment),
    ...optional('stack', values.stack),
    ...sourceOption(values),
  };
}

/** `--source DIR` and `--no-source` of every command that shows lines. */
export function sourceOption(values: Values): { readonly source?: string | false } {
  if (values['no-source'] !== true) return optional('source', values.source);
  if (values.source !== undefined)
    throw mistake('--no-source', 'it contradicts --source', 'Leave out one of the two.');
  return { source: false };
}
