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
  // `propertyNames` only repeats what its inner error says, and `if` what its `then` does.
  return errors
    .filter((error) => error.keyword !== 'propertyNames' && error.keyword !== 'if')
    .map((error) => schemaProblem(error, document, schema));
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
export function pathText(path: Path): string {
  return path
    .map((step, at) => (/^\d+$/.test(String(step)) ? `[${step}]` : `${at === 0 ? '' : '.'}${step}`))
    .join('');
}

function schemaProblem(error: ErrorObject, document: YamlDocument, schema: object): Problem {
  const path = pathOf(error);
  const name = path.length === 0 ? 'the file' : `\`${pathText(path)}\``;
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'additionalProperties') {
    const key = String(params.additionalProperty);
    const known = Object.keys(parentSchema(error, schema).properties ?? {});
    const where = path.length === 0 ? '' : ` in ${name}`;
    return {
      at: document.atKey([...path, key]),
      message: `unknown key \`${key}\`${where}`,
      hint: suggest(key, known),
    };
  }
  if (error.propertyName !== undefined) {
    const key = error.propertyName;
    const message = `\`${key}\` cannot be a key of ${name}`;
    return { at: document.atKey([...path, key]), message, hint: patternHint(error, schema) };
  }
  const at = document.at(path);
  const value = valueAt(document.value, path);
  switch (error.keyword) {
    case 'required':
      return { at, message: `${name} is missing` };
    case 'type':
      return { at, ...wrongType(name, params.type, value, document.written(path)) };
    case 'enum':
      return {
        at,
        message: `${name} cannot be ${shown(value)}`,
        hint: suggest(String(value), params.allowedValues as string[]),
      };
    case 'const':
      return { at, message: `${name} must be ${shown(params.allowedValue)}, not ${shown(value)}` };
    case 'pattern':
      return { at, message: `${name} cannot be ${shown(value)}`, hint: patternHint(error, schema) };
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return { at, message: `${name} must not be empty` };
    case 'uniqueItems': {
      const twice = [...path, Number(params.i)];
      return {
        at: document.at(twice),
        message: `${name} has ${shown(valueAt(document.value, twice))} twice`,
      };
    }
    default:
      return { at, message: `${name} ${error.message ?? 'is not valid'}` };
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

function wrongType(
  name: string,
  type: unknown,
  value: unknown,
  written: string | undefined,
): Omit<Problem, 'at'> {
  const wanted = (Array.isArray(type) ? type : [type]).map((one) => typeWords[String(one)] ?? String(one));
  const message = `${name} must be ${wanted.join(' or ')}, not ${wordOf(value)}`;
  const isText = wanted.includes('text') && (typeof value === 'number' || typeof value === 'boolean');
  return isText ? { message, hint: `Quote it: "${written ?? String(value)}"` } : { message };
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
export function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}
