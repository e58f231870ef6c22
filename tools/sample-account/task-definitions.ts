import { redactedHarmless, redactedSecret } from '../../src/sources/aws-account/redact.ts';
import { api, oldApi, oldTags } from './balancers.ts';
import { type Row, row } from './rows.ts';
import { account, arnOf, cajaTags, hex, home, iamArn, type Tags } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

export function definitionArn(family: string, revision: number): string {
  return arnOf('ecs', `task-definition/${family}:${revision}`);
}

const registry = `${account}.dkr.ecr.${home}.amazonaws.com`;

function logsTo(group: string): Json {
  return {
    LogConfiguration: {
      LogDriver: 'awslogs',
      Options: { 'awslogs-group': group, 'awslogs-region': home, 'awslogs-stream-prefix': 'ecs' },
    },
  };
}

const healthy = (command: string) => ({ HealthCheck: { Command: ['CMD-SHELL', command], Retries: 3.0 } });

/** Values of variables are what a recording leaves of them. */
function application(name: string, family: string, port: number): Json {
  return {
    Name: name,
    Image: `${registry}/${family}@sha256:${hex(`image of ${family}`, 64)}`,
    Essential: true,
    Memory: 1792.0,
    ReadonlyRootFilesystem: true,
    Environment: [{ Name: 'ENVIRONMENT', Value: redactedHarmless }],
    Secrets: [
      {
        Name: 'STRIPE_API_KEY',
        ValueFrom: arnOf('secretsmanager', `secret:${api}-stripe-api-key-${hex('stripe-api-key', 6)}`),
      },
    ],
    PortMappings: [{ ContainerPort: port, HostPort: port, Protocol: 'tcp' }],
    ...healthy(`curl -f http://localhost:${port}/health || exit 1`),
    ...logsTo('/caja/prod/api'),
  };
}

const tracer = {
  Name: 'xray',
  Image: `${registry}/caja-prod-xray@sha256:${hex('image of xray', 64)}`,
  Essential: false,
  Memory: 256.0,
  ReadonlyRootFilesystem: true,
  Environment: [],
  PortMappings: [{ ContainerPort: 2000.0, Protocol: 'udp' }],
  ...logsTo('/caja/prod/api'),
};

interface Definition {
  readonly family: string;
  readonly revisions: readonly number[];
  readonly tags: Tags;
  readonly own: Json;
}

const onFargate = { NetworkMode: 'awsvpc', RequiresCompatibilities: ['FARGATE'], Volumes: [] };

const definitions: readonly Definition[] = [
  {
    family: api,
    // Every deployment leaves a revision; one runs.
    revisions: [40, 41, 42],
    tags: cajaTags('api', api),
    own: {
      ...onFargate,
      Cpu: '1024',
      Memory: '2048',
      TaskRoleArn: iamArn('role/caja-prod-api-task'),
      ExecutionRoleArn: iamArn('role/caja-prod-api-execution'),
      ContainerDefinitions: [application('api', api, 8000), tracer],
    },
  },
  {
    family: 'caja-prod-payments',
    revisions: [12],
    tags: cajaTags('payments', 'caja-prod-payments'),
    own: {
      ...onFargate,
      Cpu: '1024',
      Memory: '2048',
      TaskRoleArn: iamArn('role/caja-prod-payments-task'),
      ExecutionRoleArn: iamArn('role/caja-prod-api-execution'),
      ContainerDefinitions: [application('payments', 'caja-prod-payments', 8100), tracer],
    },
  },
  // Its keys stand in the open, its image may change under it, and what it wrote is gone with its task.
  {
    family: 'caja-prod-refunds-payments',
    revisions: [3],
    tags: cajaTags('payments', 'caja-prod-refunds-payments'),
    own: {
      ...onFargate,
      Cpu: '8192',
      Memory: '16384',
      TaskRoleArn: iamArn('role/caja-prod-api-task'),
      ExecutionRoleArn: iamArn('role/caja-prod-api-task'),
      Volumes: [
        {
          Name: 'ledger',
          EfsVolumeConfiguration: { FileSystemId: `fs-${hex('ledger', 17)}`, TransitEncryption: 'DISABLED' },
        },
      ],
      ContainerDefinitions: [
        {
          Name: 'refunds',
          Image: 'docker.io/caja/refunds:latest',
          Essential: true,
          ReadonlyRootFilesystem: false,
          Environment: [
            { Name: 'STRIPE_SECRET_KEY', Value: redactedSecret },
            { Name: 'LOG_LEVEL', Value: redactedHarmless },
          ],
          MountPoints: [{ SourceVolume: 'ledger', ContainerPath: '/ledger', ReadOnly: false }],
          PortMappings: [{ ContainerPort: 8200.0, Protocol: 'tcp' }],
          ...logsTo('/caja/prod/refunds'),
        },
      ],
    },
  },
  {
    family: oldApi,
    revisions: [9],
    tags: oldTags,
    own: {
      NetworkMode: 'bridge',
      RequiresCompatibilities: ['EC2'],
      Volumes: [{ Name: 'templates', Host: { SourcePath: '/srv/templates' } }],
      ContainerDefinitions: [
        {
          Name: 'reports',
          Image: `${registry}/${oldApi}:2019-11`,
          Essential: true,
          Memory: 512.0,
          Privileged: true,
          Environment: [{ Name: 'DATABASE_URL', Value: redactedSecret }],
          MountPoints: [{ SourceVolume: 'templates', ContainerPath: '/templates' }],
          PortMappings: [{ ContainerPort: 8080.0, HostPort: 8080.0, Protocol: 'tcp' }],
          LogConfiguration: { LogDriver: 'json-file' },
        },
      ],
    },
  },
];

/** Every revision of a family has the family's id: only ARNs tell them apart. */
export function definitionRows(): readonly Row[] {
  return definitions.flatMap(({ family, revisions, tags, own }) =>
    revisions.map((revision) =>
      row('AWS::ECS::TaskDefinition', {
        id: family,
        name: family,
        arn: definitionArn(family, revision),
        tags,
        tagsIn: 'configuration.Tags',
        configuration: {
          TaskDefinitionArn: definitionArn(family, revision),
          Family: family,
          Status: 'ACTIVE',
          ...own,
        },
      }),
    ),
  );
}
