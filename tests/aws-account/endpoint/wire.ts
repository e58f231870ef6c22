import {
  elementOf,
  entryOf,
  isList,
  isStructure,
  isTimestamp,
  type Member,
  membersOf,
  outputSchema,
  resolve,
  type Schema,
  scalars,
  shapes,
} from './schema.ts';
import { serviceOf } from './services.ts';

/** The body of a good answer, from JSON in the SDK's field names. A field that the SDK does not know is a mistake. */
export function writeAnswer(api: string, output: unknown): string {
  const action = api.split(':')[1] ?? '';
  const { protocol } = serviceOf(api);
  const schema = outputSchema(api);
  if (protocol === 'json') return JSON.stringify(toJson(schema, output, api));
  if (protocol === 'rest-xml') return writeRest(schema, output, api);
  const inner = writeXml(schema, output, api);
  if (protocol === 'ec2') return element(`${action}Response`, `<requestId>req-1</requestId>${inner}`);
  const metadata = '<ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata>';
  return element(`${action}Response`, `${element(`${action}Result`, inner)}${metadata}`);
}

/** The body of a refusal, as each protocol writes it. */
export function writeError(api: string, code: string, message: string): string {
  const { protocol } = serviceOf(api);
  if (protocol === 'json') return JSON.stringify({ __type: code, message });
  const error = element('Error', `${element('Code', code)}${element('Message', escapeText(message))}`);
  return protocol === 'ec2'
    ? element('Response', `${element('Errors', error)}<RequestID>req-1</RequestID>`)
    : element('ErrorResponse', `${error}<RequestId>req-1</RequestId>`);
}

/** An answer over HTTP is its payload where it has one. */
function writeRest(described: Schema, output: unknown, api: string): string {
  const schema = resolve(described) as readonly unknown[];
  const members = membersOf(schema);
  const payload = members.find(({ traits }) => traits.httpPayload !== undefined);
  const holder = fieldsOf(output, members, api);
  if (members.some(({ name, traits }) => traits.httpHeader !== undefined && holder[name] !== undefined)) {
    throw new Error(`${api}: headers of answers are not written here`);
  }
  const inner = payload === undefined ? writeXml(schema, output, api) : undefined;
  const name = payload === undefined ? String(schema[2]) : payload.name;
  const body = inner ?? writeXml(payload?.schema ?? 0, holder[payload?.name ?? ''], `${api} ${name}`);
  return `<?xml version="1.0"?>${element(name, body)}`;
}

/** JSON protocols count time in seconds. */
function toJson(described: Schema, value: unknown, path: string): unknown {
  const schema = resolve(described);
  if (typeof schema === 'number') {
    return isTimestamp(schema) && typeof value === 'string' ? Date.parse(value) / 1000 : value;
  }
  if (isList(schema)) return listOf(value, path).map((each) => toJson(elementOf(schema).schema, each, path));
  if (schema[0] === shapes.map) {
    const inner = entryOf(schema).schema;
    return Object.fromEntries(
      Object.entries(fieldsOf(value, undefined, path)).map(([key, each]) => [key, toJson(inner, each, path)]),
    );
  }
  const members = membersOf(schema);
  const schemas = new Map(members.map((member) => [member.name, member.schema]));
  return Object.fromEntries(
    Object.entries(fieldsOf(value, members, path)).map(([name, each]) => [
      name,
      toJson(schemas.get(name) ?? 0, each, `${path}.${name}`),
    ]),
  );
}

function writeXml(described: Schema, value: unknown, path: string): string {
  const schema = resolve(described);
  if (typeof schema === 'number') return escapeText(schema === scalars.blob ? base64(value) : String(value));
  if (isStructure(schema)) {
    const members = membersOf(schema);
    const holder = fieldsOf(value, members, path);
    return members
      .filter(({ name }) => holder[name] !== undefined)
      .map((member) => writeMember(member, holder[member.name], `${path}.${member.name}`))
      .join('');
  }
  if (isList(schema)) {
    const item = elementOf(schema);
    const name = item.traits.xmlName ?? 'member';
    return listOf(value, path)
      .map((each) => element(name, writeXml(item.schema, each, path)))
      .join('');
  }
  const inner = entryOf(schema).schema;
  return Object.entries(fieldsOf(value, undefined, path))
    .map(([key, each]) =>
      element('entry', `${element('key', escapeText(key))}${element('value', writeXml(inner, each, path))}`),
    )
    .join('');
}

/** A flattened list has no element of its own around it. */
function writeMember({ name, schema: described, traits }: Member, value: unknown, path: string): string {
  const schema = resolve(described);
  const tag = traits.xmlName ?? name;
  if (isList(schema) && traits.xmlFlattened !== undefined) {
    return listOf(value, path)
      .map((each) => element(tag, writeXml(elementOf(schema).schema, each, path)))
      .join('');
  }
  return element(tag, writeXml(schema, value, path));
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${path} is a list to the SDK, and ${JSON.stringify(value)} here`);
}

function fieldsOf(
  value: unknown,
  members: readonly Member[] | undefined,
  path: string,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${path} is an object to the SDK, and ${JSON.stringify(value)} here`);
  }
  const strange = Object.keys(value).filter((key) => members?.every(({ name }) => name !== key) ?? false);
  if (strange.length > 0) throw new Error(`the SDK knows no ${strange.join(', ')} of ${path}`);
  return value as Readonly<Record<string, unknown>>;
}

function element(name: string, content: string): string {
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function base64(value: unknown): string {
  return Buffer.from(String(value)).toString('base64');
}
