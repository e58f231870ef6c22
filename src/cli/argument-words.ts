import { UserError } from '../model/user-error.ts';

/** What `parseArgs` found behind the options. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export function refuseMore(command: string, words: readonly string[]): void {
  const [extra] = words;
  if (extra !== undefined)
    throw mistake(command, `does not take \`${extra}\``, `See caja-policy help ${command.split(' ')[0]}.`);
}

/** A key for an option that was given, and nothing for one that was not. */
export function optional<K extends string>(key: K, value: Values[string]): { readonly [name in K]?: string } {
  return (typeof value === 'string' ? { [key]: value } : {}) as { readonly [name in K]?: string };
}

export function mistake(at: string, message: string, hint: string): UserError {
  return new UserError([{ at, message, hint }]);
}
