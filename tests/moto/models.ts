import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A shape of AWS's service models, as botocore ships them. https://botocore.amazonaws.com */
interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Reference>>;
  readonly required?: readonly string[];
  readonly member?: Reference;
  readonly value?: Reference;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

interface Reference {
  readonly shape: string;
}

interface Model {
  readonly operations: Readonly<Record<string, { readonly input?: Reference; readonly output?: Reference }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Services whose folder has another name than IAM policies give them. */
const folders: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'elbv2',
  tag: 'resourcegroupstaggingapi',
};

const models = new Map<string, Model>();

function modelOf(service: string): Model {
  const known = models.get(service);
  if (known !== undefined) return known;
  const home = join(process.env.BOTOCORE_DATA ?? '', folders[service] ?? service);
  const newest = readdirSync(home).sort().at(-1) ?? '';
  const text = gunzipSync(readFileSync(join(home, newest, 'service-2.json.gz'))).toString();
  const model = JSON.parse(text) as Model;
  models.set(service, model);
  return model;
}

/** What is wrong with a question or an answer, by AWS's own model of the service. */
export function problemsOf(api: string, side: 'input' | 'output', value: unknown): readonly string[] {
  const [service = '', action = ''] = api.split(':');
  const { operations, shapes } = modelOf(service);
  const operation = operations[action];
  if (operation === undefined) return [`${api}: there is no such operation`];
  const root = operation[side];
  if (root === undefined) {
    return Object.keys(value as object).length === 0 ? [] : [`${api}: it takes nothing`];
  }
  return check(root, value, { path: `${api} ${side}`, shapes, asked: side === 'input' });
}

interface Place {
  readonly path: string;
  readonly shapes: Model['shapes'];
  /** Limits and patterns bind what is asked; AWS itself answers as it likes. */
  readonly asked: boolean;
}

function check({ shape: name }: Reference, value: unknown, place: Place): readonly string[] {
  const shape = place.shapes[name];
  if (shape === undefined) return [`${place.path}: the model lacks ${name}`];
  switch (shape.type) {
    case 'structure':
      return checkStructure(shape, value, place);
    case 'list':
      if (!Array.isArray(value)) return [`${place.path} is no list`];
      return [
        ...checkLength(shape, value.length, place),
        ...value.flatMap((one) => (shape.member === undefined ? [] : check(shape.member, one, place))),
      ];
    case 'map':
      return Object.values(value as object).flatMap((one) =>
        shape.value === undefined ? [] : check(shape.value, one, place),
      );
    case 'string':
      // What stands in a URL is text to botocore and may be a number to the SDK.
      return ['string', 'number'].includes(typeof value)
        ? checkText(shape, String(value), place)
        : [`${place.path} is no text`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${place.path} is neither true nor false`];
    case 'timestamp':
      return Number.isNaN(Date.parse(String(value))) ? [`${place.path} is no time`] : [];
    case 'blob':
      return [];
    default:
      return typeof value === 'number' ? checkLength(shape, value, place) : [`${place.path} is no number`];
  }
}

function checkStructure(shape: Shape, value: unknown, place: Place): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${place.path} is no structure`];
  const missing = place.asked ? (shape.required ?? []).filter((name) => !(name in value)) : [];
  return [
    ...missing.map((name) => `${place.path} needs ${name}`),
    ...Object.entries(value).flatMap(([name, one]) => {
      const member = shape.members?.[name];
      const path = `${place.path}.${name}`;
      return member === undefined
        ? [`${path}: there is no such field`]
        : check(member, one, { ...place, path });
    }),
  ];
}

function checkLength({ min, max }: Shape, size: number, { path, asked }: Place): readonly string[] {
  const fits = !asked || (size >= (min ?? size) && size <= (max ?? size));
  return fits ? [] : [`${path}: ${size} is not between ${min ?? 'any'} and ${max ?? 'any'}`];
}

function checkText(shape: Shape, text: string, place: Place): readonly string[] {
  if (shape.enum !== undefined && !shape.enum.includes(text)) {
    return [`${place.path}: ${text} is none of ${shape.enum.slice(0, 12).join(', ')}`];
  }
  if (!place.asked) return [];
  const fits = shape.pattern === undefined || new RegExp(shape.pattern, 'u').test(text);
  return [
    ...(fits ? [] : [`${place.path}: ${text} does not match ${shape.pattern}`]),
    ...checkLength(shape, text.length, place),
  ];
}
