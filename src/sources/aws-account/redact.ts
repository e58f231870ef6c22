import { isChosenValue } from '../../model/client-headers.ts';
import { looksLikeSecret, secretNamesIn } from '../../model/plain-secrets.ts';
import { isRecord } from './plain.ts';

/** Stands where a secret stood, so that a recording can be kept and shown. */
export const redacted = '[redacted]';

/** Stand where the values of settings stood: none is kept, and that much is told of each. */
export const redactedSecret = '[redacted: looks like a secret]';
export const redactedHarmless = '[redacted: looks harmless]';

const marks: ReadonlySet<unknown> = new Set([redacted, redactedSecret, redactedHarmless]);

/** Names, without case and separators, whose value is a secret by itself. */
const secretName =
  /(password|passwd|passphrase|secret|secretkey|secretaccesskey|secretstring|secretvalue|token|apikey|privatekey|accesskey|credentials?|connectionstring|userdata)$/;

/** Names under which every value may be a secret: the environment of a function, container or build. */
const secretPlace = /^(environment|environmentvariables|envvars)$/;

/**
 * What a request is held against: the header by which CloudFront shows itself to a load balancer is a password between the two.
 */
const headerPlace = /^(headervalue|searchstring|searchstringbase64|httpheaderconfig|querystringconfig)$/;

/** Words of a command, of which some may be passwords. */
const commandPlace = /^(command|entrypoint)$/;

/** Keys that hold the name in a name-and-value pair, and those that hold its value. */
const nameKeys = new Set(['name', 'key', 'parameterkey', 'optionname']);
const valueKeys = new Set(['value', 'parametervalue', 'resolvedvalue', 'defaultvalue']);

/** A copy of an AWS Config item's configuration without secrets. JSON inside strings is looked into as well. */
export function redactSecrets(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return mapList(value, redactSecrets);
  if (!isRecord(value)) return value;
  const named = Object.entries(value).some(
    ([key, inner]) => nameKeys.has(plainName(key)) && typeof inner === 'string' && isSecretName(inner),
  );
  return mapEntries(value, (key, inner) => {
    const name = plainName(key);
    if (secretPlace.test(name) && !isTagValue(key, inner)) return hideSettings(inner, key);
    if (headerPlace.test(name)) return hideComparisons(inner);
    if (commandPlace.test(name)) return hideWords(inner);
    if (isSecretName(key)) return hide(inner);
    return named && valueKeys.has(name) ? hide(inner) : redactSecrets(inner);
  });
}

/** A tag may be called `Environment`, and its value tells where a resource belongs. */
function isTagValue(key: string, value: unknown): boolean {
  return typeof value === 'string' && !/^\s*[[{]/.test(value) && !looksLikeSecret(key, value);
}

/**
 * The values of settings: each tells whether it looked like a secret, which nobody can see once it is gone. In a list they are
 * pairs, whose names stay; else the keys are the names, be one of them `key`.
 */
function hideSettings(value: unknown, name: string): unknown {
  if (Array.isArray(value))
    return value.map((element) => (isRecord(element) ? hidePair(element) : hideSettings(element, name)));
  if (isRecord(value)) return mapEntries(value, (key, inner) => hideSettings(inner, key));
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  if (marks.has(value) || value === '') return value;
  if (looksLikeSecret(name, String(value))) return redactedSecret;
  return isArn(value) ? value : redactedHarmless;
}

function hidePair(pair: Readonly<Record<string, unknown>>): unknown {
  const [, name] = Object.entries(pair).find(([key]) => nameKeys.has(plainName(key))) ?? [];
  return mapEntries(pair, (key, inner) =>
    nameKeys.has(plainName(key)) && typeof inner === 'string'
      ? inner
      : hideSettings(inner, String(name ?? key)),
  );
}

/** Values that requests are held against, but for those of nothing but wildcards; patterns and keys are hidden alike. */
function hideComparisons(value: unknown): unknown {
  if (typeof value === 'string') return isChosenValue(value) ? redacted : value;
  if (Array.isArray(value)) return value.map(hideComparisons);
  if (!isRecord(value)) return value;
  return mapEntries(value, (key, inner) =>
    plainName(key) === 'httpheadername' ? inner : hideComparisons(inner),
  );
}

/** A command that names a password loses all words but the first, which says what sort of command it is. */
function hideWords(value: unknown): unknown {
  if (!Array.isArray(value)) return redactSecrets(value);
  const words = value.filter((word) => typeof word === 'string');
  if (secretNamesIn(words.join(' ')).length === 0) return value.map(redactSecrets);
  return value.map((word, index) => (index === 0 && words.length > 1 ? redactSecrets(word) : hide(word)));
}

function isArn(value: unknown): boolean {
  return typeof value === 'string' && /^arn:[\w-]+:[\w-]*:[\w-]*:\d*:[^\s]+$/.test(value);
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
    const clean = redactSecrets(parsed);
    // Untouched text stays as AWS wrote it.
    return clean === parsed ? text : JSON.stringify(clean);
  } catch {
    return withoutLogin(text);
  }
}

/** `postgres://user:password@host` */
function withoutLogin(text: string): string {
  return text.replace(/(:\/\/[^\s:@/]*:)[^\s@/]+@/g, `$1${redacted}@`);
}

/** An address without anything behind its host: the path of a web hook often is its key. */
export function redactAddress(text: string): string {
  const [, host] = /^(https?:\/\/(?:[^/?#@]*@)?[^/?#]+)[/?#].+$/i.exec(text) ?? [];
  return withoutLogin(host === undefined ? text : `${host}/${redacted}`);
}

/** Whether a value under this name is a secret by itself. */
export function isSecretName(name: string): boolean {
  return secretName.test(plainName(name));
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Most of an account holds no secret at all: what nothing was taken from stays the same object. */
function mapEntries(
  value: Readonly<Record<string, unknown>>,
  change: (key: string, inner: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(value);
  const changed = entries.map(([key, inner]) => [key, change(key, inner)] as const);
  return changed.every(([, inner], index) => inner === entries[index]?.[1])
    ? value
    : Object.fromEntries(changed);
}

function mapList(list: readonly unknown[], change: (element: unknown) => unknown): readonly unknown[] {
  const changed = list.map(change);
  return changed.every((element, index) => element === list[index]) ? list : changed;
}
