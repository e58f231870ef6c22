import { isRecord } from './plain.ts';

/** Stands where a secret stood, so that a recording can be kept and shown. */
export const redacted = '[redacted]';

/** Names, without case and separators, whose value is a secret by itself. */
const secretName =
  /(password|passwd|passphrase|secret|secretkey|secretaccesskey|secretstring|secretvalue|token|apikey|privatekey|accesskey|credentials?|connectionstring|userdata)$/;

/** Names under which every value may be a secret: the environment of a function, container or build. */
const secretPlace = /^(environment|environmentvariables|envvars)$/;

/** Keys that hold the name in a name-and-value pair, and those that hold its value. */
const nameKeys = new Set(['name', 'key', 'parameterkey', 'optionname']);
const valueKeys = new Set(['value', 'parametervalue', 'resolvedvalue', 'defaultvalue']);

/** A copy of an AWS Config item's configuration without secrets. JSON inside strings is looked into as well. */
export function redactSecrets(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactSecrets);
  if (!isRecord(value)) return value;
  const named = Object.entries(value).some(
    ([key, inner]) => nameKeys.has(plainName(key)) && typeof inner === 'string' && isSecretName(inner),
  );
  return mapEntries(value, (key, inner) => {
    const name = plainName(key);
    if (secretPlace.test(name) || isSecretName(key)) return hide(inner);
    return named && valueKeys.has(name) ? hide(inner) : redactSecrets(inner);
  });
}

/** Everything under a secret name, but for switches, ARNs (they only point at a secret) and the names of pairs. */
function hide(value: unknown): unknown {
  if (typeof value === 'string') return value === '' || value.startsWith('arn:') ? value : redacted;
  if (typeof value === 'number') return redacted;
  if (Array.isArray(value)) return value.map(hide);
  if (!isRecord(value)) return value;
  return mapEntries(value, (key, inner) =>
    nameKeys.has(plainName(key)) && typeof inner === 'string' ? inner : hide(inner),
  );
}

function redactText(text: string): string {
  // AWS Config writes some values as JSON text inside JSON text.
  if (!/^\s*[[{"]/.test(text)) return withoutLogin(text);
  try {
    const parsed: unknown = JSON.parse(text);
    const clean = JSON.stringify(redactSecrets(parsed));
    // Untouched text stays as AWS wrote it.
    return clean === JSON.stringify(parsed) ? text : clean;
  } catch {
    return withoutLogin(text);
  }
}

/** `postgres://user:password@host` */
function withoutLogin(text: string): string {
  return text.replace(/(:\/\/[^\s:@/]*:)[^\s@/]+@/g, `$1${redacted}@`);
}

/** Whether a value under this name is a secret by itself. */
export function isSecretName(name: string): boolean {
  return secretName.test(plainName(name));
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function mapEntries(
  value: Readonly<Record<string, unknown>>,
  change: (key: string, inner: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(key, inner)]));
}
