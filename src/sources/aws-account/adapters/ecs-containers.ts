import { type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { looksLikeSecret } from '../../../model/plain-secrets.ts';
import { redacted, redactedHarmless, redactedSecret } from '../redact.ts';
import type { ItemReader } from './item-reader.ts';

type Containers = FactsOf<Kinds['ecs-task-definition']>['containers'];
type Container =
  Containers extends Fact<ListValue<infer C>> ? (C extends { readonly fields: infer F } ? F : never) : never;

/**
 * The containers of a task definition. ECS leaves out what nobody set, and answers with its own default only for `essential`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containersOf(item: ItemReader): Containers {
  return item.list('configuration.ContainerDefinitions', (container) => ({ fields: containerOf(container) }));
}

function containerOf(container: ItemReader): Container {
  return {
    name: container.string('Name'),
    image: container.string('Image'),
    essential: container.bool('Essential', { default: true }),
    memoryMib: sizeOf(container, 'Memory'),
    readOnlyRoot: container.bool('ReadonlyRootFilesystem', { default: false }),
    privileged: container.bool('Privileged', { default: false }),
    healthCheck: healthCheck(container),
    plainSecrets: plainSecrets(container),
    secretNames: textsOf(container, 'Secrets', (secret) => secret.string('Name')),
    logDriver: container.string('LogConfiguration.LogDriver', 'absent'),
    logGroup: logGroup(container),
    mountedVolumes: textsOf(container, 'MountPoints', (mount) => mount.string('SourceVolume', 'absent')),
    ports: tcpPorts(container),
  };
}

/** Some items hold 0 where nothing is set. */
function sizeOf(container: ItemReader, path: string): Fact<number> {
  const size = container.int(path, 'absent');
  return size.state === 'known' && size.value === 0 ? container.absent(path) : size;
}

/** `["NONE"]` takes away what the image itself says. */
function healthCheck(container: ItemReader): Fact<boolean> {
  const path = 'HealthCheck.Command';
  const command = container.json(path);
  if (command === undefined)
    return container.isBroken(path) ? container.bool(path) : container.byDefault(path, false);
  if (!Array.isArray(command))
    return container.unknown(path, 'unreadable', 'the command of the health check is not a list');
  return container.known(path, command.length > 0 && command[0] !== 'NONE');
}

/**
 * What the values hold never becomes a fact. What was read of an account lost them, and tells which of them looked like secrets;
 * a value of which it does not tell may hold anything.
 */
function plainSecrets(container: ItemReader): Fact<ListValue<string>> {
  const path = 'Environment';
  const variables = container.list(path, variableOf, 'empty');
  if (variables.state !== 'known') return variables;
  const items: Fact<string>[] = [];
  let hidden = false;
  for (const variable of variables.value.items) {
    const { name, value } =
      variable.state === 'known' ? variable.value : { name: undefined, value: undefined };
    if (name === undefined || value === undefined || value === redacted) hidden = true;
    else if (isSecretSetting(name, value)) items.push(container.known(path, name));
  }
  const detail =
    'values of environment variables are left out of what is read, so nobody sees what they hold';
  const open = unknown('not-recorded', detail, { place: container.place, path: container.at(path) });
  return container.known(path, hidden ? { items, open } : { items });
}

function isSecretSetting(name: string, value: string): boolean {
  if (value === redactedSecret) return true;
  return value !== redactedHarmless && looksLikeSecret(name, value);
}

function variableOf(variable: ItemReader): { readonly name?: string; readonly value?: string } {
  const name = variable.string('Name');
  const value = variable.string('Value', { always: '' });
  return name.state === 'known' && value.state === 'known' ? { name: name.value, value: value.value } : {};
}

/** Only awslogs writes to a log group. */
function logGroup(container: ItemReader): Fact<string> {
  const path = 'LogConfiguration.Options';
  const driver = container.string('LogConfiguration.LogDriver', 'absent');
  if (driver.state === 'unknown') return driver;
  if (driver.state === 'absent' || driver.value !== 'awslogs') return container.absent(path);
  const options = container.within(path);
  if (options === undefined)
    return container.unknown(path, 'not-recorded', "AWS Config's item does not hold the log's options");
  return options.string('awslogs-group', 'absent');
}

function tcpPorts(container: ItemReader): Fact<ListValue<number>> {
  const path = 'PortMappings';
  const ports = container.list(
    path,
    (mapping) => ({
      protocol: mapping.string('Protocol', { default: 'tcp' }),
      port: sizeOf(mapping, 'ContainerPort'),
    }),
    'empty',
  );
  if (ports.state !== 'known') return ports;
  const items = ports.value.items.flatMap((entry): Fact<number>[] => {
    if (entry.state !== 'known') return entry.state === 'unknown' ? [entry] : [];
    const { protocol, port } = entry.value;
    if (protocol.state === 'unknown') return [protocol];
    return port.state === 'absent' || (protocol.state === 'known' && protocol.value === 'udp') ? [] : [port];
  });
  return { ...ports, value: { items } };
}

/** One text of each element, in AWS's order. */
export function textsOf(
  holder: ItemReader,
  path: string,
  read: (element: ItemReader) => Fact<string>,
): Fact<ListValue<string>> {
  const list = holder.list(path, read, 'empty');
  if (list.state !== 'known') return list;
  const items = list.value.items
    .map((element): Fact<string> => (element.state === 'known' ? element.value : element))
    .filter((fact) => fact.state !== 'absent');
  return { ...list, value: { items } };
}

/** Log groups of all containers, once each. */
export function logGroupsOf(containers: Containers): Fact<ListValue<string>> {
  if (containers.state !== 'known') return containers;
  const groups = new Map<string, Fact<string>>();
  for (const container of containers.value.items) {
    if (container.state === 'unknown') groups.set(container.path, container);
    if (container.state !== 'known') continue;
    const group = container.value.fields.logGroup;
    if (group.state === 'known') groups.set(group.value, group);
    if (group.state === 'unknown') groups.set(group.path, group);
  }
  return known({ items: [...groups.values()] }, containers.place, containers.path);
}
