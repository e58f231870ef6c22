import { suggest } from '../model/suggestion.ts';
import { mistake, optional, refuseMore, type Values } from './argument-words.ts';

/** `caja-policy rules …`, as it was typed. */
export type RulesCommand =
  | { readonly name: 'rules-list' }
  | { readonly name: 'rules-show'; readonly rule: string }
  | { readonly name: 'rules-test'; readonly rules: readonly string[]; readonly watch: boolean }
  | {
      readonly name: 'rules-new';
      readonly rule: string;
      readonly kind?: string;
      readonly clause?: string;
    };

export const rulesOptions = {
  watch: { type: 'boolean' },
  kind: { type: 'string' },
  clause: { type: 'string' },
} as const;

const verbs = ['list', 'show', 'test', 'new'];

export function rulesCommand(words: readonly string[], values: Values): RulesCommand {
  const [verb, ...rest] = words;
  refuseStray(verb, values);
  switch (verb) {
    case 'list':
      refuseMore('rules list', rest);
      return { name: 'rules-list' };
    case 'show':
      return { name: 'rules-show', rule: oneRule('rules show', rest, 'See caja-policy rules list.') };
    case 'test':
      return { name: 'rules-test', rules: rest, watch: values.watch === true };
    case 'new': {
      const hint =
        'Write: caja-policy rules new rds/instance-keeps-backups --kind rds-instance --clause DR-1';
      const rule = oneRule('rules new', rest, hint);
      return {
        name: 'rules-new',
        rule,
        ...optional('kind', values.kind),
        ...optional('clause', values.clause),
      };
    }
    default: {
      const hint = verb === undefined ? `Known: ${verbs.join(', ')}.` : suggest(verb, verbs);
      const message = verb === undefined ? 'what shall be done?' : `there is no \`rules ${verb}\``;
      throw mistake('rules', message, hint);
    }
  }
}

function oneRule(command: string, [rule, ...more]: readonly string[], hint: string): string {
  if (rule === undefined) throw mistake(command, 'which rule?', hint);
  refuseMore(command, more);
  return rule;
}

function refuseStray(verb: string | undefined, values: Values): void {
  const homes = { watch: 'test', kind: 'new', clause: 'new' } as const;
  for (const [option, home] of Object.entries(homes)) {
    if (values[option] === undefined || verb === home) continue;
    throw mistake(`--${option}`, `it belongs to rules ${home}`, `Write: caja-policy rules ${home} …`);
  }
}
