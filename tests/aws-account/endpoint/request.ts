import type { IncomingMessage } from 'node:http';
import type { Json, Received } from './exchange.ts';
import {
  elementOf,
  inputSchema,
  isList,
  isStructure,
  type Member,
  membersOf,
  membersOfSchema,
  operationsOverHttp,
  resolve,
  type Schema,
  scalars,
} from './schema.ts';
import { type Protocol, serviceSignedAs } from './services.ts';

/** What a request asks, in the SDK's field names. */
export async function readCall(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  // Credential=AKID/20261122/eu-west-1/ec2/aws4_request
  const [key = '', , region = '', signedAs = ''] =
    /Credential=([^,]+)/.exec(request.headers.authorization ?? '')?.[1]?.split('/') ?? [];
  const { name, protocol, sdk } = serviceSignedAs(signedAs);
  if (protocol === 'json') {
    const action = String(request.headers['x-amz-target']).split('.')[1];
    return { key, region, api: `${name}:${action}`, input: JSON.parse(body) as Json };
  }
  if (protocol === 'rest-xml') {
    const { action, labels, query } = matchOf(sdk, request);
    return { key, region, api: `${name}:${action}`, input: restInput(`${name}:${action}`, labels, query) };
  }
  const asked = new URLSearchParams(body);
  const api = `${name}:${asked.get('Action')}`;
  return { key, region, api, input: (readQuery(inputSchema(api), '', { asked, protocol }) ?? {}) as Json };
}

interface Match {
  readonly action: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** The operation whose method and path a request has. */
function matchOf(sdk: Readonly<Record<string, unknown>>, { method, url }: IncomingMessage): Match {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://127.0.0.1');
  const matches = operationsOverHttp(sdk).flatMap((operation) => {
    const [path = '', fixed = ''] = operation.path.split('?');
    const pattern = path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const found = new RegExp(`^${pattern}/?$`).exec(pathname);
    const asFixed = [...new URLSearchParams(fixed)].every(([key, value]) => searchParams.get(key) === value);
    return found === null || operation.method !== method || !asFixed ? [] : [{ operation, found }];
  });
  // `/trustanchors/count` is not the anchor named `count`.
  const [best] = matches.sort((a, b) => labelsOf(a.found) - labelsOf(b.found));
  if (best === undefined) throw new Error(`no operation has ${method} ${pathname}`);
  return { action: best.operation.name, labels: best.found.groups ?? {}, query: searchParams };
}

function labelsOf(found: RegExpExecArray): number {
  return Object.keys(found.groups ?? {}).length;
}

function restInput(api: string, labels: Match['labels'], query: URLSearchParams): Json {
  const entries = membersOfSchema(inputSchema(api)).flatMap((member) => {
    const text = textOf(member, labels, query);
    return text === null || text === undefined ? [] : [[member.name, readScalar(member.schema, text)]];
  });
  return Object.fromEntries(entries) as Json;
}

function textOf({ name, traits }: Member, labels: Match['labels'], query: URLSearchParams) {
  if (traits.httpLabel !== undefined) return decodeURIComponent(labels[name] ?? '');
  return traits.httpQuery === undefined ? undefined : query.get(traits.httpQuery);
}

interface Question {
  readonly asked: URLSearchParams;
  readonly protocol: Protocol;
}

/** `Filter.member.1=User` or `Filter.1.Name=region-name`; undefined where nothing was said. */
function readQuery(described: Schema, prefix: string, question: Question): unknown {
  const schema = resolve(described);
  if (isStructure(schema)) {
    const entries = membersOf(schema)
      .map((member) => [
        member.name,
        readMember(member, join(prefix, keyOf(member, question.protocol)), question),
      ])
      .filter(([, value]) => value !== undefined);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  if (isList(schema)) throw new Error(`a list stands in no structure: ${prefix}`);
  if (typeof schema !== 'number') throw new Error(`maps are not read here: ${prefix}`);
  const text = question.asked.get(prefix);
  return text === null ? undefined : readScalar(schema, text);
}

function readMember({ schema: described, traits }: Member, key: string, question: Question): unknown {
  const schema = resolve(described);
  if (!isList(schema)) return readQuery(schema, key, question);
  const element = elementOf(schema);
  const flat = question.protocol === 'ec2' || traits.xmlFlattened !== undefined;
  const stem = flat ? key : join(key, element.traits.xmlName ?? 'member');
  const read: unknown[] = [];
  for (let number = 1; ; number++) {
    const value = readQuery(element.schema, join(stem, String(number)), question);
    if (value === undefined) return read.length === 0 ? undefined : read;
    read.push(value);
  }
}

/** EC2 has names of its own in questions, with a capital. */
function keyOf({ name, traits }: Member, protocol: Protocol): string {
  if (protocol !== 'ec2') return traits.xmlName ?? name;
  const key = traits.ec2QueryName ?? traits.xmlName ?? name;
  return `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

function join(prefix: string, key: string): string {
  return prefix === '' ? key : `${prefix}.${key}`;
}

function readScalar(described: Schema, text: string): unknown {
  const schema = resolve(described);
  if (schema === scalars.truth) return text === 'true';
  return schema === scalars.number ? Number(text) : text;
}
