import { absent, type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isScope, readBlock, readBlocks, readString, readStrings } from '../reader.ts';
import { linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { logGroupsOf, readContainers } from './ecs-containers.ts';

type TaskDefinition = FactsOf<Kinds['ecs-task-definition']>;

/** `aws_ecs_task_definition`. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
export function adaptEcsTaskDefinition(at: Scope, view: PhaseView): TaskDefinition {
  const containers = readContainers(at);
  return {
    family: readString(at, 'family', 'absent'),
    compatibilities: readStrings(at, 'requires_compatibilities'),
    networkMode: readString(at, 'network_mode', { always: 'bridge' }),
    cpuUnits: readSize(at, 'cpu', /^(\d*\.?\d+)\s*vcpu$/i),
    memoryMib: readSize(at, 'memory', /^(\d*\.?\d+)\s*gb$/i),
    taskRoleArn: readString(at, 'task_role_arn', 'absent'),
    executionRoleArn: readString(at, 'execution_role_arn', 'absent'),
    sharesRoles: sharesRoles(at, view),
    volumes: volumes(at),
    containers,
    logGroups: logGroupsOf(containers),
  };
}

/** Sizes are text: "1024", "1 vCPU" or "2 GB". https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size */
function readSize(at: Scope, key: string, withUnit: RegExp): Fact<number> {
  const text = readString(at, key, 'absent');
  if (text.state !== 'known') return text;
  const match = withUnit.exec(text.value.trim());
  const size = match === null ? Number(text.value) : Number(match[1]) * 1024;
  if (Number.isInteger(size)) return { ...text, value: size };
  return unknown('unreadable', 'it is no size that anybody knows', { place: at.place, path: key, set: true });
}

function sharesRoles(at: Scope, view: PhaseView): Fact<boolean> {
  const path = 'task_role_arn';
  const task = roleOf(at, path, view);
  const execution = roleOf(at, 'execution_role_arn', view);
  if (task === 'none' || execution === 'none') return known(false, at.place, path);
  if (typeof task !== 'string') return task;
  if (typeof execution !== 'string') return execution;
  return known(task === execution, at.place, path);
}

/** Names of roles are unique in an account, and known before their ARNs. */
function roleOf(at: Scope, key: string, view: PhaseView): string | Unknown {
  const arn = readString(at, key, 'absent');
  if (arn.state === 'absent') return 'none';
  if (arn.state === 'known') return `role ${arn.value.split('/').at(-1)}`;
  const role = linkedTo(at, key, { type: 'aws_iam_role', names: ['arn'] }, view);
  if (role === undefined) return arn;
  return typeof role.values.name === 'string' ? `role ${role.values.name}` : role.resource.address;
}

function volumes(at: Scope): TaskDefinition['volumes'] {
  const { items, open } = readBlocks(at, 'volume');
  const list = items.map((item) => known({ fields: volume(item) }, item.place, item.prefix.slice(0, -1)));
  return known(open === undefined ? { items: list } : { items: list, open }, at.place, 'volume');
}

type Volume =
  TaskDefinition['volumes'] extends Fact<ListValue<infer V>>
    ? V extends { readonly fields: infer F }
      ? F
      : never
    : never;

/** A volume without a configuration lives as long as its task. */
function volume(at: Scope): Volume {
  const efs = readBlock(at, 'efs_volume_configuration');
  const name = { volumeName: readString(at, 'name') };
  if (efs !== undefined && !isScope(efs))
    return { ...name, sort: efs, fileSystemId: efs, transitEncryption: efs };
  const none = absent(at.place, `${at.prefix}efs_volume_configuration`);
  if (efs === undefined)
    return {
      ...name,
      sort: sortOf(at),
      fileSystemId: none,
      transitEncryption: known(false, at.place, none.path),
    };
  const transit = readString(efs, 'transit_encryption', { always: 'DISABLED' });
  return {
    ...name,
    sort: known('efs', efs.place, none.path),
    fileSystemId: readString(efs, 'file_system_id', 'absent'),
    transitEncryption:
      transit.state === 'known' ? { ...transit, value: transit.value === 'ENABLED' } : transit,
  };
}

function sortOf(at: Scope): Fact<string> {
  for (const [key, sort] of [
    ['docker_volume_configuration', 'docker'],
    ['fsx_windows_file_server_volume_configuration', 'fsx'],
  ] as const) {
    const block = readBlock(at, key);
    if (isScope(block)) return known(sort, at.place, at.prefix + key);
    if (block !== undefined) return block;
  }
  const host = readString(at, 'host_path', 'absent');
  if (host.state === 'unknown') return host;
  return known(host.state === 'known' ? 'host' : 'task', at.place, `${at.prefix}host_path`);
}

/** A definition is also named without its revision, and with it. */
export function aliasesOfTaskDefinition({ values }: Scope): readonly string[] {
  const { family, revision, arn_without_revision: arn } = values;
  const names = [arn, family, typeof revision === 'number' ? `${String(family)}:${revision}` : undefined];
  return names.filter((name) => typeof name === 'string' && name !== '') as string[];
}
