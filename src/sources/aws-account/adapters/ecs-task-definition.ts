import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { containersOf, logGroupsOf } from './ecs-containers.ts';
import type { ItemReader } from './item-reader.ts';

type TaskDefinition = FactsOf<Kinds['ecs-task-definition']>;
type Volume =
  TaskDefinition['volumes'] extends Fact<{ readonly items: readonly Fact<infer V>[] }>
    ? V extends { readonly fields: infer F }
      ? F
      : never
    : never;

/** `AWS::ECS::TaskDefinition` of AWS Config. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
export function adaptEcsTaskDefinition(item: ItemReader): TaskDefinition {
  const containers = containersOf(item);
  return {
    family: item.string('configuration.Family'),
    compatibilities: item.strings('configuration.RequiresCompatibilities', 'empty'),
    // "If no network mode is specified, the default is bridge": API_TaskDefinition.html.
    networkMode: item.string('configuration.NetworkMode', { default: 'bridge' }),
    cpuUnits: item.int('configuration.Cpu', 'absent'),
    memoryMib: item.int('configuration.Memory', 'absent'),
    taskRoleArn: item.string('configuration.TaskRoleArn', 'absent'),
    executionRoleArn: item.string('configuration.ExecutionRoleArn', 'absent'),
    sharesRoles: sharesRoles(item),
    volumes: item.list('configuration.Volumes', (volume) => ({ fields: volumeOf(volume) }), 'empty'),
    containers,
    logGroups: logGroupsOf(containers),
  };
}

/** The role of the application may stand by its name alone; names of roles are unique in an account. */
function sharesRoles(item: ItemReader): Fact<boolean> {
  const path = 'configuration.TaskRoleArn';
  const task = item.string(path, 'absent');
  const execution = item.string('configuration.ExecutionRoleArn', 'absent');
  if (task.state === 'absent' || execution.state === 'absent') return item.known(path, false);
  if (task.state === 'unknown') return task;
  if (execution.state === 'unknown') return execution;
  return item.known(path, nameOf(task.value) === nameOf(execution.value));
}

function nameOf(role: string): string | undefined {
  return role.split('/').at(-1);
}

/** A volume without a configuration lives as long as its task. */
function volumeOf(volume: ItemReader): Volume {
  const efs = volume.within('EfsVolumeConfiguration');
  const volumeName = volume.string('Name');
  const path = 'EfsVolumeConfiguration';
  if (efs === undefined) {
    const none = { fileSystemId: volume.absent(path), transitEncryption: volume.known(path, false) };
    return { volumeName, sort: sortOf(volume), ...none };
  }
  // "If this parameter is omitted, the default value of DISABLED is used":
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html
  const transit = efs.string('TransitEncryption', { default: 'DISABLED' });
  return {
    volumeName,
    sort: volume.known(path, 'efs'),
    fileSystemId: efs.string('FileSystemId'),
    transitEncryption:
      transit.state === 'known' ? { ...transit, value: transit.value === 'ENABLED' } : transit,
  };
}

function sortOf(volume: ItemReader): Fact<string> {
  for (const [path, sort] of [
    ['DockerVolumeConfiguration', 'docker'],
    ['FsxWindowsFileServerVolumeConfiguration', 'fsx'],
  ] as const)
    if (volume.within(path) !== undefined) return volume.known(path, sort);
  const host = volume.string('Host.SourcePath', 'absent');
  if (host.state === 'unknown') return host;
  return volume.known('Host.SourcePath', host.state === 'known' ? 'host' : 'task');
}

/** A definition is also named without its revision, and with it. */
export function aliasesOfTaskDefinition(item: ItemReader): readonly string[] {
  const arn = item.json('configuration.TaskDefinitionArn');
  if (typeof arn !== 'string') return [];
  const named = arn.split('/').at(-1);
  return named === undefined ? [] : [named];
}
