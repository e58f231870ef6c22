import type { ErrorObject } from 'ajv';
import { suggest } from '../../model/suggestion.ts';
import type { Problem } from '../../model/user-error.ts';
import type { YamlDocument } from './document.ts';
import type { Path } from './path.ts';
import { wordOf } from './words.ts';

/** What a validator says, in people's words and at the place of the mistake. */
export function schemaProblems(
  errors: readonly ErrorObject[],
  document: YamlDocument,
  schema: object,
): Problem[] {
  return errors
    .filter((error) => !isEcho(error, schema))
    .map((error) => schemaProblem(error, document, schema));
}

/** `propertyNames` only repeats its inner error, and a value of the wrong type is not in an `enum` either. */
function isEcho(error: ErrorObject, schema: object): boolean {
  if (error.keyword === 'propertyNames') return true;
  return error.keyword === 'type' && Object.hasOwn(parentSchema(error, schema), 'enum');
}

/** The way from the top to where an error stands; its first step tells the section of the file. */
export function pathOf(error: ErrorObject): Path {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return error.keyword === 'required' ? [...path, String(error.params.missingProperty)] : path;
}

/** A path as people write it: `examples.fail[0].says`. */
function pathText(path: Path): string {
  return path
    .map((step, at) => (/^\d+$/.test(String(step)) ? `[${step}]` : `${at === 0 ? '' : '.'}${step}`))
    .join('');
}

function schemaProblem(error: ErrorObject, document: YamlDocument, schema: object): Problem {
  const path = pathOf(error);
  const name = path.length === 0 ? 'the file' : `\`${pathText(path)}\``;
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params.additionalProperty);
    const known = Object.keys(parentSchema(error, schema).properties ?? {});
    const message = `unknown key \`${key}\`${path.length === 0 ? '' : ` in ${name}`}`;
    return { at: document.atKey([...path, key]), message, hint: suggest(key, known) };
  }
  if (error.propertyName !== undefined) {
    const message = `\`${error.propertyName}\` cannot be a key of ${name}`;
    return { at: document.atKey([...path, error.propertyName]), message, hint: patternHint(error, schema) };
  }
  if (error.keyword === 'uniqueItems') {
    const twice = [...path, Number(error.params.i)];
    const message = `${name} has ${shown(valueAt(document.value, twice))} twice`;
    return { at: document.at(twice), message };
  }
  const value = { is: valueAt(document.value, path), written: document.written(path) };
  return { at: document.at(path), ...valueProblem(error, name, value, schema) };
}

interface WrongValue {
  readonly is: unknown;
  /** As it stands in the file. */
  readonly written: string | undefined;
}

function valueProblem(
  error: ErrorObject,
  name: string,
  value: WrongValue,
  schema: object,
): Omit<Problem, 'at'> {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return { message: `${name} is missing` };
    case 'type':
      return wrongType(name, params.type, value);
    case 'enum': {
      const hint = suggest(String(value.is), params.allowedValues as string[]);
      return { message: `${name} cannot be ${shown(value.is)}`, hint };
    }
    case 'const':
      return { message: `${name} must be ${shown(params.allowedValue)}, not ${shown(value.is)}` };
    case 'pattern':
      return { message: `${name} cannot be ${shown(value.is)}`, hint: patternHint(error, schema) };
    case 'minItems':
      return { message: `${name} must not be empty` };
    default:
      return { message: `${name} ${error.message ?? 'is not valid'}` };
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'nothing',
};

function wrongType(name: string, type: unknown, { is, written }: WrongValue): Omit<Problem, 'at'> {
  const wanted = [type].flat().map((one) => typeWords[String(one)] ?? String(one));
  const message = `${name} must be ${wanted.join(' or ')}, not ${wordOf(is)}`;
  const isBare = wanted.includes('text') && (typeof is === 'number' || typeof is === 'boolean');
  return isBare ? { message, hint: `Quote it: "${written ?? String(is)}"` } : { message };
}

function shown(value: unknown): string {
  return typeof value === 'object' ? wordOf(value) : `\`${String(value)}\``;
}

/** A schema with a pattern says in its `title` what fits: "a date like 2027-01-31". */
function patternHint(error: ErrorObject, schema: object): string {
  const title = parentSchema(error, schema).title;
  return `Write ${typeof title === 'string' ? title : `what fits ${String(error.params.pattern)}`}.`;
}

function parentSchema(error: ErrorObject, schema: object): Record<string, unknown> {
  let here: unknown = schema;
  for (const step of error.schemaPath.split('/').slice(1, -1)) {
    here = (here as Record<string, unknown>)[
      decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    ];
  }
  return here as Record<string, unknown>;
}

/** The value at a path, or undefined. */
function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}
