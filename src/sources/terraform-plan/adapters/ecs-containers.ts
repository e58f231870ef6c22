import { absent, byDefault, type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { looksLikeSecret } from '../../../model/plain-secrets.ts';
import { isObject } from '../json.ts';
import type { Json, JsonObject } from '../plan.ts';
import { readString } from '../reader.ts';
import { maskUnder } from '../redaction.ts';
import type { Scope } from '../scope.ts';
import { maskedFact } from '../unset.ts';

type Containers = FactsOf<Kinds['ecs-task-definition']>['containers'];
type Container =
  Containers extends Fact<ListValue<infer C>> ? (C extends { readonly fields: infer F } ? F : never) : never;

const key = 'container_definitions';

/**
 * The containers within the JSON of a task definition. One part that is not known yet hides the whole text. A text that is
 * marked as sensitive is still read: what it says of itself is judged, and what may be secret in it is not kept.
 */
export function readContainers(at: Scope): Containers {
  const value = at.values[key];
  if (typeof value !== 'string' || value === '' || maskUnder(at.unknown, key) === true) {
    const text = readString(at, key);
    return text.state === 'unknown' ? text : notUnderstood(at);
  }
  const list = parse(value);
  if (list === undefined) return notUnderstood(at);
  const items = list.map((container, index) => {
    const path = `${key}[${index}]`;
    return known({ fields: read({ at, path: `${path}.`, json: container }) }, at.place, path);
  });
  return known({ items }, at.place, key);
}

function parse(text: string): readonly JsonObject[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every(isObject) ? (list as JsonObject[]) : undefined;
  } catch {
    return undefined;
  }
}

function notUnderstood(at: Scope) {
  const detail = 'it is not the JSON of container definitions';
  return unknown('unreadable', detail, { place: at.place, path: key, set: true });
}

/** One container, or an object within one. */
interface Part {
  readonly at: Scope;
  readonly path: string;
  readonly json: JsonObject;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
function read(part: Part): Container {
  const logs = within(part, 'logConfiguration');
  const driver = textOf(logs, 'logDriver');
  return {
    name: nameOf(part),
    image: required(part, 'image'),
    essential: boolOf(part, 'essential', true),
    memoryMib: numberOf(part, 'memory'),
    readOnlyRoot: boolOf(part, 'readonlyRootFilesystem', false),
    privileged: boolOf(part, 'privileged', false),
    healthCheck: healthCheck(part),
    plainSecrets: plainSecrets(part),
    secretNames: namesOf(part, 'secrets', 'name'),
    logDriver: driver,
    logGroup:
      driver.state === 'known' && driver.value === 'awslogs'
        ? textOf(within(logs, 'options'), 'awslogs-group')
        : absent(part.at.place, `${part.path}logConfiguration`),
    mountedVolumes: namesOf(part, 'mountPoints', 'sourceVolume'),
    ports: tcpPorts(part),
  };
}

function tcpPorts(part: Part): Fact<ListValue<number>> {
  const path = `${part.path}portMappings`;
  const tcp = objectsOf(part.json.portMappings).filter(({ protocol }) => protocol !== 'udp');
  const items = tcp.flatMap((json): Fact<number>[] => {
    const port = numberOf({ at: part.at, path: `${path}.`, json }, 'containerPort');
    return port.state === 'absent' ? [] : [port];
  });
  return known({ items }, part.at.place, path);
}

function within(part: Part, name: string): Part {
  const inner = part.json[name];
  return { at: part.at, path: `${part.path}${name}.`, json: isObject(inner) ? (inner as JsonObject) : {} };
}

function textOf({ at, path, json }: Part, name: string): Fact<string> {
  const value = json[name];
  const place = path + name;
  if (value === undefined || value === null || value === '') return absent(at.place, place);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (at.holdsSecret(text)) return { ...maskedFact(at, key), path: place };
  return known(text, at.place, place);
}

/** ECS refuses a container without it. */
function required(part: Part, name: string): Fact<string> {
  const text = textOf(part, name);
  return text.state === 'absent' ? { ...notUnderstood(part.at), path: part.path + name } : text;
}

function nameOf(part: Part): Fact<string> {
  const name = textOf(part, 'name');
  return name.state === 'absent' ? byDefault('', part.at.place, name.path) : name;
}

function boolOf({ at, path, json }: Part, name: string, otherwise: boolean): Fact<boolean> {
  const value = json[name];
  if (value === true || value === 'true') return known(true, at.place, path + name);
  if (value === false || value === 'false') return known(false, at.place, path + name);
  return byDefault(otherwise, at.place, path + name);
}

function numberOf({ at, path, json }: Part, name: string): Fact<number> {
  const value = json[name];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (number === undefined || number === null || number === 0 || number === '')
    return absent(at.place, path + name);
  return typeof number === 'number' && Number.isInteger(number)
    ? known(number, at.place, path + name)
    : { ...notUnderstood(at), path: path + name };
}

/** `["NONE"]` takes away what the image itself says. */
function healthCheck(part: Part): Fact<boolean> {
  const { command } = within(part, 'healthCheck').json;
  const isDefined = Array.isArray(command) && command.length > 0 && command[0] !== 'NONE';
  return known(isDefined, part.at.place, `${part.path}healthCheck`);
}

/** Values are looked at here and nowhere else: what they hold never becomes a fact. */
function plainSecrets(part: Part): Fact<ListValue<string>> {
  const { at, path } = part;
  const names = objectsOf(part.json.environment).flatMap(({ name, value }) => {
    if (typeof name !== 'string') return [];
    const text = value === undefined || value === null ? '' : String(value);
    return looksLikeSecret(name, text) || at.holdsSecret(text) ? [name] : [];
  });
  const items = names.map(
    (name): Fact<string> =>
      at.holdsSecret(name) ? maskedFact(at, key) : known(name, at.place, `${path}environment`),
  );
  return known({ items }, at.place, `${path}environment`);
}

function namesOf(part: Part, list: string, name: string): Fact<ListValue<string>> {
  const path = `${part.path}${list}`;
  const items = objectsOf(part.json[list]).flatMap((json) => {
    const fact = textOf({ at: part.at, path: `${path}.`, json }, name);
    return fact.state === 'absent' ? [] : [fact];
  });
  return known({ items }, part.at.place, path);
}

function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value.filter(isObject) as JsonObject[]) : [];
}

/** Log groups of all containers, once each. */
export function logGroupsOf(containers: Containers): Fact<ListValue<string>> {
  if (containers.state !== 'known') return containers;
  const groups = new Map<string, Fact<string>>();
  for (const container of containers.value.items) {
    if (container.state !== 'known') continue;
    const { logGroup } = container.value.fields;
    if (logGroup.state === 'known') groups.set(logGroup.value, logGroup);
    if (logGroup.state === 'unknown') groups.set(logGroup.path, logGroup);
  }
  return known({ items: [...groups.values()] }, containers.place, key);
}
