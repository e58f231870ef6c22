import { bool, defineKind, int, list, many, one, string, struct } from '../kind.ts';

const volume = struct(
  'TaskVolume',
  {
    volumeName: string('Name of the volume'),
    sort: string('efs, host, docker, fsx or task, which lives no longer than the task'),
    fileSystemId: string('EFS file system', { optional: true }),
    transitEncryption: bool('Traffic to EFS is encrypted'),
  },
  'A volume of a task definition',
);

const container = struct(
  'Container',
  {
    name: string('Name of the container'),
    image: string('Image, as written'),
    essential: bool('The task stops when it stops'),
    memoryMib: int('Hard limit of its memory', { unit: 'MiB', optional: true }),
    readOnlyRoot: bool('Its root file system is read-only'),
    privileged: bool('It may do what root may on the host'),
    healthCheck: bool('A health check command is defined'),
    plainSecrets: list(
      string('name'),
      'Environment variables whose values are secrets by their name or shape',
    ),
    secretNames: list(
      string('name'),
      'Environment variables that come from Secrets Manager or Parameter Store',
    ),
    logDriver: string('awslogs, awsfirelens …', { optional: true }),
    logGroup: string('Log group of awslogs, by name', { optional: true }),
    mountedVolumes: list(string('volume'), 'Names of the volumes that it mounts'),
    ports: list(int('port'), 'TCP ports that it offers'),
  },
  'A container of a task definition',
);

export const ecsTaskDefinition = defineKind({
  name: 'ecs-task-definition',
  title: 'ECS task definition',
  service: 'ecs',
  meaning: 'An ECS task definition with its containers',
  attributes: {
    family: string('Family of the definition', { optional: true }),
    compatibilities: list(string('launch type'), 'Launch types that it is checked for: FARGATE'),
    networkMode: string('awsvpc, bridge, host or none'),
    cpuUnits: int('CPU of a task; 1024 are one core', { unit: 'CPU units', optional: true }),
    memoryMib: int('Memory of a task', { unit: 'MiB', optional: true }),
    taskRoleArn: string('Role of the application', { optional: true }),
    executionRoleArn: string('Role of ECS, for pulling images and reading secrets', { optional: true }),
    sharesRoles: bool('One role is both that of the application and that of ECS'),
    volumes: list(volume, 'Its volumes'),
    containers: list(container, 'Its containers'),
    logGroups: list(string('log group'), 'Log groups that its containers write to'),
  },
  relations: {
    taskRole: one('iam-role', { mine: 'taskRoleArn' }, 'Role of the application'),
    executionRole: one('iam-role', { mine: 'executionRoleArn' }, 'Role of ECS'),
    services: many('ecs-service', { theirs: 'taskDefinitionId' }, 'Services that run it'),
    logGroupsUsed: many('log-group', { mine: 'logGroups' }, 'Log groups that its containers write to'),
  },
});
