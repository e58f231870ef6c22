import { refuse, refuseKeys, refuseText } from './refuse.ts';

/** A resource instance that a Terraform state holds: its names alone, nothing of what it is made of. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly arn?: string;
  /** Other strings by which AWS or people know it. */
  readonly names: readonly string[];
  /** Told by provider version 6 on; else by the ARN. */
  readonly region?: string;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/**
 * The resources of a state as `terraform show -json` writes it, or of a plan's prior state. Whatever else is refused by a
 * UserError that says what to type instead. Values of a state are secrets more often than not: only names leave this file.
 */
export function readState(bytes: Uint8Array, file: string): readonly StateResource[] {
  const text = decode(bytes);
  const refusal = refuseText(bytes, text, file);
  if (refusal !== undefined) throw refusal;
  const document = parse(text, file);
  const keys = new Set(Object.keys(document));
  const mistake = refuseKeys(keys, document.format_version, file);
  if (mistake !== undefined) throw mistake;
  const isPlan = keys.has('resource_changes') || keys.has('planned_values');
  return resourcesIn(isPlan ? document.prior_state : document);
}

/** PowerShell's `>` writes UTF-16: https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_redirection */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  // https://github.com/hashicorp/setup-terraform/issues/42: its wrapper writes the command that it runs before the output.
  return text.startsWith('[command]') ? text.slice(text.indexOf('\n') + 1) : text;
}

function parse(text: string, file: string): JsonObject {
  try {
    const document: Json = JSON.parse(text);
    if (isObject(document)) return document;
  } catch (error) {
    // The parser's own words quote the text, which is secret more often than not.
    const where = error instanceof Error ? / at position \d+/.exec(error.message)?.[0] : undefined;
    throw refuse(file, `invalid JSON${where ?? ''}: was it cut short, or changed by hand?`);
  }
  throw refuse(file, 'this is JSON, but not a Terraform state');
}

function resourcesIn(state: Json | undefined): readonly StateResource[] {
  const found: StateResource[] = [];
  const walk = (module: Json | undefined) => {
    for (const raw of listOf(member(module, 'resources'))) {
      const resource = isObject(raw) ? resourceOf(raw) : undefined;
      if (resource !== undefined) found.push(resource);
    }
    for (const child of listOf(member(module, 'child_modules'))) walk(child);
  };
  walk(member(member(state, 'values'), 'root_module'));
  return found;
}

function resourceOf(raw: JsonObject): StateResource | undefined {
  const { address, type, mode } = raw;
  if (mode !== 'managed' || typeof address !== 'string' || typeof type !== 'string') return undefined;
  if (!type.startsWith('aws_')) return undefined;
  const text = (attribute: string) => {
    const value = member(raw.values, attribute);
    const isSecret = member(raw.sensitive_values, attribute) === true;
    return typeof value === 'string' && value !== '' && !isSecret ? value : undefined;
  };
  const arn = text('arn') ?? arnIn(text('id'));
  const region = text('region');
  return {
    address,
    type,
    ...(arn === undefined ? {} : { arn }),
    names: [...new Set([...naming.map(text), composed[type]?.(text)].flatMap((name) => name ?? []))],
    ...(region === undefined ? {} : { region }),
  };
}

function arnIn(id: string | undefined): string | undefined {
  return id?.startsWith('arn:') ? id : undefined;
}

/** Attributes by which a resource is known, most to least particular. */
const naming = [
  'id',
  'arn',
  'name',
  'bucket',
  'identifier',
  'cluster_identifier',
  'resource_id',
  'cluster_resource_id',
  'replication_group_id',
  'cluster_id',
  'key_id',
  'function_name',
  'alarm_name',
  'family',
  'url',
] as const;

type Text = (attribute: string) => string | undefined;

/** Names that AWS puts together from several attributes. */
const composed: Readonly<Record<string, (text: Text) => string | undefined>> = {
  aws_route53_record: (text) =>
    joined([text('zone_id'), withDot(text('fqdn') ?? text('name')), text('type')]),
  aws_cloudwatch_log_metric_filter: (text) => joined([text('log_group_name'), text('name')]),
  aws_appautoscaling_target: (text) =>
    joined([text('service_namespace'), text('resource_id'), text('scalable_dimension')]),
};

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.join('/');
}

function withDot(name: string | undefined): string | undefined {
  return name === undefined || name.endsWith('.') ? name : `${name}.`;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own members only: `constructor` is a name like any other here. */
function member(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
