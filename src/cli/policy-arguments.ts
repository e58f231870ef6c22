import { suggest } from '../model/suggestion.ts';
import { mistake, optional, refuseMore, type Values } from './argument-words.ts';

/** `caja-policy policy …`, as it was typed. */
export type PolicyCommand =
  | { readonly name: 'policy-check' }
  /** Writes a policy from what a plan or a recording shows. */
  | {
      readonly name: 'policy-init';
      readonly plan?: string;
      readonly replay?: string;
      readonly stack?: string;
    };

export const policyOptions = {
  plan: { type: 'string' },
  replay: { type: 'string' },
  stack: { type: 'string' },
} as const;

export function policyCommand(words: readonly string[], values: Values): PolicyCommand {
  const [verb, ...rest] = words;
  refuseMore(`policy ${verb}`, rest);
  if (verb === 'init') {
    return {
      name: 'policy-init',
      ...optional('plan', values.plan),
      ...optional('replay', values.replay),
      ...optional('stack', values.stack),
    };
  }
  if (verb === 'check') {
    const stray = Object.keys(policyOptions).find((option) => values[option] !== undefined);
    if (stray === undefined) return { name: 'policy-check' };
    throw mistake(`--${stray}`, 'it belongs to policy init', 'Leave it out.');
  }
  const message = verb === undefined ? 'what shall be done?' : `there is no \`policy ${verb}\``;
  throw mistake(
    'policy',
    message,
    verb === undefined
      ? 'Write: caja-policy policy check, or caja-policy policy init.'
      : suggest(verb, ['check', 'init']),
  );
}
