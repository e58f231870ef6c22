import {
  blob,
  elementOf,
  entryOf,
  membersOf,
  outputSchema,
  resolve,
  type Schema,
  shapes,
  type Traits,
  timestamp,
} from './schema.ts';

/** The body of a good answer, from JSON in the SDK's field names. */
export function writeAnswer(api: string, output: unknown): string {
  const [service = '', action = ''] = api.split(':');
  if (service === 'config') return JSON.stringify(toJson(outputSchema(api), output));
  const inner = writeXml(outputSchema(api), output);
  if (service === 'ec2') return element(`${action}Response`, `<requestId>req-1</requestId>${inner}`);
  const metadata = '<ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata>';
  return element(`${action}Response`, `${element(`${action}Result`, inner)}${metadata}`);
}

/** The body of a refusal, as each protocol writes it. */
export function writeError(service: string, code: string, message: string): string {
  if (service === 'config') return JSON.stringify({ __type: code, message });
  const error = element('Error', `${element('Code', code)}${element('Message', escapeText(message))}`);
  return service === 'ec2'
    ? element('Response', `${element('Errors', error)}<RequestID>req-1</RequestID>`)
    : element('ErrorResponse', `${error}<RequestId>req-1</RequestId>`);
}

/** JSON protocols count time in seconds. */
function toJson(described: Schema, value: unknown): unknown {
  const schema = resolve(described);
  if (typeof schema === 'number') {
    return schema === timestamp && typeof value === 'string' ? Date.parse(value) / 1000 : value;
  }
  if (schema[0] === shapes.list && Array.isArray(value)) {
    return value.map((each) => toJson(elementOf(schema).schema, each));
  }
  if (typeof value !== 'object' || value === null) return value;
  const holder = value as Readonly<Record<string, unknown>>;
  if (schema[0] === shapes.map) {
    return mapEntries(holder, (each) => toJson(entryOf(schema).schema, each));
  }
  const members = new Map(membersOf(schema).map((member) => [member.name, member.schema]));
  return Object.fromEntries(
    Object.entries(holder).map(([name, each]) => [name, toJson(members.get(name) ?? 0, each)]),
  );
}

function writeXml(described: Schema, value: unknown, traits: Traits = {}): string {
  const schema = resolve(described);
  if (typeof schema === 'number') return escapeText(schema === blob ? base64(value) : String(value));
  if (schema[0] === shapes.list) {
    const item = elementOf(schema);
    const name = traits.xmlFlattened === undefined ? (item.traits.xmlName ?? 'member') : undefined;
    if (name === undefined) throw new Error('flattened lists are not written here');
    return (value as readonly unknown[]).map((each) => element(name, writeXml(item.schema, each))).join('');
  }
  const holder = value as Readonly<Record<string, unknown>>;
  if (schema[0] === shapes.map) {
    const inner = entryOf(schema).schema;
    return Object.entries(holder)
      .map(([key, each]) =>
        element('entry', `${element('key', escapeText(key))}${element('value', writeXml(inner, each))}`),
      )
      .join('');
  }
  return membersOf(schema)
    .filter(({ name }) => holder[name] !== undefined)
    .map(({ name, schema: inner, traits: own }) =>
      element(own.xmlName ?? name, writeXml(inner, holder[name], own)),
    )
    .join('');
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

function mapEntries(holder: Readonly<Record<string, unknown>>, change: (value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(holder).map(([key, value]) => [key, change(value)]));
}
