import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { adaptAccount } from '../../src/sources/aws-account/adapters/account.ts';
import type { ItemView } from '../../src/sources/aws-account/adapters/config-kind.ts';
import { configKinds } from '../../src/sources/aws-account/adapters/config-kinds.ts';
import { adaptEbsVolume } from '../../src/sources/aws-account/adapters/ebs-volume.ts';
import { adaptFlowLog } from '../../src/sources/aws-account/adapters/flow-log.ts';
import { credentialReader, credentialsOf } from '../../src/sources/aws-account/adapters/iam-credentials.ts';
import { devicesOf } from '../../src/sources/aws-account/adapters/iam-devices.ts';
import { adaptIamGroup } from '../../src/sources/aws-account/adapters/iam-group.ts';
import { adaptIamPolicy } from '../../src/sources/aws-account/adapters/iam-policy.ts';
import { adaptIamRole } from '../../src/sources/aws-account/adapters/iam-role.ts';
import { adaptIamUser } from '../../src/sources/aws-account/adapters/iam-user.ts';
import { adaptEbsSnapshot, adaptMachineImage } from '../../src/sources/aws-account/adapters/images.ts';
import { adaptInstance } from '../../src/sources/aws-account/adapters/instance.ts';
import { type ItemReader, itemReader } from '../../src/sources/aws-account/adapters/item-reader.ts';
import { factsOfVersion } from '../../src/sources/aws-account/adapters/launch-template.ts';
import { adaptNatGateway } from '../../src/sources/aws-account/adapters/nat-gateway.ts';
import { adaptNetworkAcl } from '../../src/sources/aws-account/adapters/network-acl.ts';
import { publicAccessBlock } from '../../src/sources/aws-account/adapters/public-access-block.ts';
import { adaptRouteTable, leadsOut } from '../../src/sources/aws-account/adapters/route-table.ts';
import { adaptSecurityGroup } from '../../src/sources/aws-account/adapters/security-group.ts';
import { adaptSubnet } from '../../src/sources/aws-account/adapters/subnet.ts';
import { adaptVpc } from '../../src/sources/aws-account/adapters/vpc.ts';
import { type JsonObject, placeOf, type ReadBy } from '../../src/sources/aws-account/item.ts';
import { answersOf } from '../../src/sources/aws-account/recorded-answers.ts';
import { interfacesOf, isField } from './sdk-fields.ts';

const readBy: ReadBy = {
  account: '111122223333',
  region: 'eu-west-1',
  api: 'test:Read',
  readAt: '2026-11-20T02:00:00.000Z',
};
const place = placeOf(readBy, 'id');

const noAnswers = answersOf({
  format: 1,
  identity: { account: readBy.account, arn: 'arn:aws:iam::111122223333:role/audit' },
  startedAt: readBy.readAt,
  regions: [readBy.region],
  answers: [],
});

const nothingAround: ItemView = {
  ofType: () => ({ items: [], listed: false }),
  where: () => [],
  answers: noAnswers.from(readBy.region),
};

/** The paths that an adapter asks for, without list positions: on nothing, and on a thing whose lists are not empty. */
function pathsOf(adapt: (item: ItemReader) => unknown, full: JsonObject): readonly string[] {
  const paths = new Set<string>();
  for (const root of [{}, full]) {
    adapt(
      itemReader({ root, place, holder: 'it', onPath: (path) => paths.add(path.replace(/\[\d+\]/g, '')) }),
    );
  }
  return [...paths].sort();
}

const fullItems: Readonly<Record<string, JsonObject>> = {
  'AWS::Backup::BackupPlan': {
    configuration: { BackupPlan: { BackupPlanRule: [{ RuleName: 'daily', CopyActions: [{}] }] } },
  },
  'AWS::Backup::BackupVault': { configuration: { LockConfiguration: { MinRetentionDays: 7 } } },
  'AWS::RDS::DBCluster': { configuration: { dbclusterMembers: [{}] } },
  'AWS::RDS::DBClusterSnapshot': {
    supplementaryConfiguration: { DBClusterSnapshotAttributes: [{ attributeName: 'restore' }] },
  },
  'AWS::RDS::DBInstance': {
    configuration: { dBParameterGroups: [{}], dBInstanceAutomatedBackupsReplications: [{}] },
  },
  'AWS::RDS::DBSnapshot': {
    supplementaryConfiguration: { DBSnapshotAttributes: [{ attributeName: 'restore' }] },
  },
  'AWS::RDS::DBSubnetGroup': { configuration: { subnets: [{}] } },
  'AWS::ACM::Certificate': {
    configuration: { type: 'AMAZON_ISSUED', domainValidationOptions: [{}] },
  },
  'AWS::CloudFront::Distribution': {
    configuration: {
      distributionConfig: {
        origins: { items: [{ s3OriginConfig: {} }, { domainName: 'a', customOriginConfig: {} }] },
        defaultCacheBehavior: { forwardedValues: {}, minTTL: 0, defaultTTL: 0 },
        viewerCertificate: { certificateSource: 'acm' },
      },
    },
  },
  'AWS::WAFv2::WebACL': { configuration: { rules: [{ name: 'a' }] } },
  'AWS::DynamoDB::Table': {
    configuration: { ssedescription: { status: 'ENABLED', ssetype: 'KMS' }, replicas: [{}] },
  },
  'AWS::EC2::InternetGateway': { configuration: { attachments: [{ state: 'available' }] } },
  'AWS::S3::Bucket': {
    supplementaryConfiguration: {
      BucketLifecycleConfiguration: { rules: [{ id: 'a' }] },
      ServerSideEncryptionConfiguration: { rules: [{ bucketKeyEnabled: true }] },
      OwnershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    },
  },
  'AWS::CodeDeploy::DeploymentGroup': {
    configuration: {
      alarmConfiguration: { alarms: [{}] },
      ecsServices: [{}],
      loadBalancerInfo: {
        targetGroupInfoList: [{}],
        targetGroupPairInfoList: [{ targetGroups: [{}] }],
      },
    },
  },
  'AWS::ECS::Cluster': {
    configuration: {
      ClusterSettings: [{ Name: 'containerInsights' }],
      DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE' }],
    },
  },
  'AWS::ECS::Service': {
    configuration: {
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE' }],
      LoadBalancers: [{ ContainerPort: 80 }],
    },
  },
  'AWS::ECS::TaskDefinition': {
    configuration: {
      ContainerDefinitions: [
        {
          Environment: [{ Name: 'A' }],
          LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-region': 'eu-west-1' } },
          MountPoints: [{ ReadOnly: true }],
          PortMappings: [{ HostPort: 80 }],
          Secrets: [{ Name: 'B' }],
        },
      ],
      Volumes: [{ Name: 'a', EfsVolumeConfiguration: { RootDirectory: '/' } }, { Name: 'b' }],
    },
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    configuration: { availabilityZones: [{ zoneName: 'eu-west-1a' }] },
    supplementaryConfiguration: { LoadBalancerAttributes: [{ key: 'waf.enabled', value: 'false' }] },
  },
  'AWS::KMS::Key': {
    configuration: { keySpec: 'SYMMETRIC_DEFAULT', keyManager: 'CUSTOMER', origin: 'AWS_KMS' },
  },
};

/** Paths that items have and the published schema lacks. */
const unpublished: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault configuration.AccessPolicy': 'free JSON; absence means unknown',
  'AWS::Backup::BackupVault configuration.LockConfiguration': 'of some items only; absence means unknown',
  'AWS::Backup::BackupVault configuration.LockConfiguration.MinRetentionDays': 'of some items only',
  'AWS::Backup::BackupVault configuration.LockConfiguration.MaxRetentionDays': 'of some items only',
  'AWS::RDS::DBClusterSnapshot configuration.storageEncryptionType':
    'of RDS since February 2026; the published schema is older',
  'AWS::RDS::DBInstance configuration.masterUserSecret':
    'of RDS since December 2022; the published schema is older',
  'AWS::RDS::DBCluster configuration.masterUserSecret':
    'of RDS since December 2022; the published schema is older',
  'AWS::RDS::DBInstance configuration.storageEncryptionType':
    'of RDS since February 2026; the published schema is older',
  'AWS::RDS::DBCluster configuration.storageEncryptionType':
    'of RDS since February 2026; the published schema is older',
  'AWS::S3::Bucket supplementaryConfiguration.BucketPolicy.policyText': 'returned, but not searchable',
  'AWS::S3::Bucket supplementaryConfiguration.BucketReplicationConfiguration.rules':
    'a map by rule id: not searchable',
  'AWS::S3::Bucket supplementaryConfiguration.OwnershipControls.rules':
    'of newer items only; absence means unknown',
  'AWS::S3::Bucket supplementaryConfiguration.OwnershipControls.rules.objectOwnership': 'of newer items only',
  'AWS::KMS::Key supplementaryConfiguration.Policy': 'returned as text, but not searchable',
  'AWS::Events::Rule configuration.EventPattern': 'returned, but not searchable',
  'AWS::Lambda::Function supplementaryConfiguration.Policy': 'returned as text, but not searchable',
  'AWS::SNS::Topic configuration.Policy': 'returned as text, but not searchable',
  'AWS::DynamoDB::Table configuration.deletionProtectionEnabled':
    'of DynamoDB since March 2023; absence means unknown',
  'AWS::EFS::FileSystem configuration.FileSystemPolicy': 'returned, but not searchable',
  'AWS::SQS::Queue configuration.Policy': 'returned as text, but not searchable; absence means unknown',
  'AWS::WAFv2::WebACL configuration.rules': 'returned, but not searchable',
  'AWS::WAFv2::WebACL configuration.rules.name': 'returned, but not searchable',
  'AWS::WAFv2::WebACL configuration.rules.action': 'returned, but not searchable',
  'AWS::WAFv2::WebACL configuration.rules.overrideAction': 'returned, but not searchable',
  'AWS::WAFv2::WebACL configuration.preProcessFirewallManagerRuleGroups': 'returned, but not searchable',
  'AWS::WAFv2::WebACL configuration.postProcessFirewallManagerRuleGroups': 'returned, but not searchable',
  'AWS::WAFv2::WebACL configuration.managedByFirewallManager': 'of some forms of an item only',
  'AWS::WAFv2::WebACL configuration.retrofittedByFirewallManager': 'of some forms of an item only',
  'AWS::ElasticLoadBalancingV2::LoadBalancer supplementaryConfiguration.LoadBalancerAttributes':
    'returned, but not searchable',
  'AWS::ElasticLoadBalancingV2::LoadBalancer supplementaryConfiguration.LoadBalancerAttributes.key':
    'returned, but not searchable',
  'AWS::ElasticLoadBalancingV2::LoadBalancer supplementaryConfiguration.LoadBalancerAttributes.value':
    'returned, but not searchable',
  ...Object.fromEntries(
    [
      'TargetGroupName',
      'Protocol',
      'Port',
      'TargetType',
      'HealthCheckEnabled',
      'HealthCheckProtocol',
      'HealthCheckPath',
    ].map((property) => [
      `AWS::ElasticLoadBalancingV2::TargetGroup configuration.${property}`,
      'of a type that no query serves and the published schema lacks; its properties are those of CloudFormation',
    ]),
  ),
  'AWS::CloudFront::Distribution configuration.distributionConfig.origins.items.vpcOriginConfig':
    'of CloudFront since November 2024; the published schema is older',
  'AWS::CloudTrail::Trail configuration': 'the whole',
  'AWS::ECR::Repository configuration.EncryptionConfiguration.EncryptionType':
    'of newer items only; absence means unknown',
  'AWS::ECR::Repository configuration.EncryptionConfiguration.KmsKey': 'of newer items only',
  'AWS::ECR::Repository configuration.LifecyclePolicy.LifecyclePolicyText': 'returned, but not searchable',
  'AWS::ECR::Repository configuration.RepositoryPolicyText': 'returned, but not searchable',
  'AWS::ECS::Service configuration.DeploymentConfiguration.Strategy':
    'of ECS since July 2025; absence means unknown',
  'AWS::ECS::Service configuration.ServiceConnectConfiguration.Enabled':
    'of newer items only; absence means unknown',
  'AWS::ECS::TaskDefinition configuration.ContainerDefinitions.LogConfiguration.Options':
    "a map of the driver's own: not searchable",
  'AWS::ECS::TaskDefinition configuration.ContainerDefinitions.LogConfiguration.Options.awslogs-group':
    "an option of the driver's own: not searchable",
};

const schemaFile = new URL('../../../shared/schemas/aws-config-properties.json', import.meta.url);

describe('paths of AWS Config', {
  skip: existsSync(schemaFile) ? false : '../shared/schemas is not there',
}, () => {
  const schema: Readonly<Record<string, Readonly<Record<string, string>>>> = existsSync(schemaFile)
    ? JSON.parse(readFileSync(schemaFile, 'utf8'))
    : {};

  /** Exact spelling, or the beginning of longer paths. */
  const holds = (type: string, path: string) =>
    Object.keys(schema[type] ?? {}).some((known) => known === path || known.startsWith(`${path}.`));

  const adapters = {
    ...Object.fromEntries(
      Object.entries(configKinds).map(([type, { adapt }]) => [
        type,
        (item: ItemReader) => adapt(item, nothingAround),
      ]),
    ),
    'AWS::S3::AccountPublicAccessBlock': (item: ItemReader) => publicAccessBlock(item, 'configuration'),
  };

  for (const [type, adapt] of Object.entries(adapters)) {
    it(`that the adapter of ${type} names are published, or are listed with the reason`, () => {
      const paths = pathsOf(adapt, fullItems[type] ?? {});
      assert.ok(paths.length >= 3);
      const strange = paths.filter((path) => !holds(type, path)).map((path) => `${type} ${path}`);
      assert.deepEqual(
        strange.filter((path) => unpublished[path] === undefined),
        [],
      );
    });
  }

  it('that link to resources are published', () => {
    for (const [type, { identities, name }] of Object.entries(configKinds)) {
      for (const path of [...identities, ...(name === undefined ? [] : [name])])
        assert.ok(holds(type, path) || unpublished[`${type} ${path}`] !== undefined, `${type} ${path}`);
    }
  });

  it('that are listed as unpublished are still asked for, and still unpublished', () => {
    for (const entry of Object.keys(unpublished).filter((text) => !text.endsWith(' configuration'))) {
      const [type = '', path = ''] = entry.split(' ');
      assert.ok(!holds(type, path), `${entry} is published by now`);
      assert.ok(
        pathsOf(adapters[type as keyof typeof adapters] ?? (() => {}), fullItems[type] ?? {}).includes(path),
        entry,
      );
    }
  });
});

describe("paths of EC2's and IAM's answers are those of the SDK", () => {
  const report = credentialsOf({ readBy, pages: [] });
  const nobody = credentialReader(report, { user: 'a', arn: 'arn' });
  const devices = devicesOf(noAnswers);
  const policies = { AttachedManagedPolicies: [{ PolicyArn: 'a' }] };
  const rule: JsonObject = { GroupId: 'sg-1', IsEgress: false };
  const rangesOf = () => ({ ranges: [] });
  const noRoutes = { bySubnet: new Map(), mainOfVpc: new Map(), missing: undefined };
  const noneIsPublic = { ids: new Set<string>(), missing: undefined };

  const cases: readonly [
    client: string,
    root: string,
    adapt: (item: ItemReader) => unknown,
    full: JsonObject,
  ][] = [
    [
      'client-ec2',
      'SecurityGroup',
      (item) => adaptSecurityGroup(item, { rules: [], missing: undefined, rangesOf }),
      {},
    ],
    [
      'client-ec2',
      'SecurityGroupRule',
      (item) => adaptSecurityGroup(item, { rules: [item], missing: undefined, rangesOf }),
      rule,
    ],
    ['client-ec2', 'Vpc', adaptVpc, { CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }] }],
    ['client-ec2', 'FlowLog', adaptFlowLog, { FlowLogStatus: 'ACTIVE' }],
    ['client-ec2', 'Volume', adaptEbsVolume, {}],
    ['client-ec2', 'Subnet', (item) => adaptSubnet(item, noRoutes, '111122223333'), { DefaultForAz: true }],
    [
      'client-ec2',
      'RouteTable',
      (item) => [adaptRouteTable(item), leadsOut(item)],
      { Associations: [{ Main: true }], Routes: [{ State: 'active' }] },
    ],
    [
      'client-ec2',
      'NetworkAcl',
      adaptNetworkAcl,
      { Associations: [{ SubnetId: 'a' }], Entries: [{ Protocol: '6' }] },
    ],
    ['client-ec2', 'NatGateway', (item) => [adaptNatGateway(item), item.json('State')], {}],
    [
      'client-ec2',
      'Instance',
      (item) => adaptInstance(item, nothingAround.answers, (id) => id),
      { BlockDeviceMappings: [{ Ebs: {} }], NetworkInterfaces: [{ Groups: [{ GroupName: 'a' }] }] },
    ],
    [
      'client-ec2',
      'LaunchTemplateVersion',
      (item) => factsOfVersion(item, item.known('a', false)),
      {
        LaunchTemplateData: {
          BlockDeviceMappings: [{ DeviceName: 'a', Ebs: {} }, { Ebs: { Encrypted: false } }],
          NetworkInterfaces: [{ DeviceIndex: 0 }],
        },
      },
    ],
    ['client-ec2', 'Image', adaptMachineImage, { BlockDeviceMappings: [{ Ebs: {} }] }],
    ['client-ec2', 'Snapshot', (item) => [adaptEbsSnapshot(item, noneIsPublic), item.json('State')], {}],
    [
      'client-iam',
      'UserDetail',
      (item) => adaptIamUser(item, 'arn', { report, devices }),
      { ...policies, UserPolicyList: [{ PolicyName: 'a' }] },
    ],
    ['client-iam', 'GroupDetail', adaptIamGroup, { ...policies, GroupPolicyList: [{ PolicyName: 'a' }] }],
    [
      'client-iam',
      'RoleDetail',
      (item) => adaptIamRole(item, () => item.int('CreateDate')),
      { ...policies, RolePolicyList: [{ PolicyName: 'a' }] },
    ],
    [
      'client-iam',
      'ManagedPolicyDetail',
      adaptIamPolicy,
      { PolicyVersionList: [{ IsDefaultVersion: true, Document: '{}' }] },
    ],
  ];
  const sdk = { 'client-ec2': interfacesOf('client-ec2'), 'client-iam': interfacesOf('client-iam') };

  for (const [client, root, adapt, full] of cases) {
    it(root, () => {
      const interfaces = sdk[client as keyof typeof sdk];
      // The group's own fields are asked of the rule here as well.
      const groupFields = root === 'SecurityGroupRule' ? Object.keys(interfaces.SecurityGroup ?? {}) : [];
      const paths = pathsOf(adapt, full).filter((path) => !groupFields.includes(path));
      assert.ok(paths.length >= 3);
      for (const path of paths) assert.ok(isField(interfaces, root, path), path);
    });
  }

  it('GetAccountPasswordPolicy and GetAccountSummary', () => {
    const paths = new Set<string>();
    const evidence = (page: JsonObject) => ({ readBy, pages: [{ output: page, input: {} }] });
    const facts = adaptAccount({
      account: '111122223333',
      place,
      summary: evidence({ SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 } }),
      passwordPolicy: evidence({ PasswordPolicy: { MinimumPasswordLength: 14 } }),
      rootCredentials: nobody,
      rootArn: 'arn',
      devices,
      ebsEncryption: [evidence({ EbsEncryptionByDefault: true })],
      enrolment: evidence({ status: 'Active' }),
      otherRegions: undefined,
      publicAccessBlock: undefined,
    });
    collect(facts, paths);
    const ofPolicy = [...paths].filter((path) => path.startsWith('PasswordPolicy.'));
    assert.equal(ofPolicy.length, 7);
    for (const path of ofPolicy) {
      assert.ok(isField(sdk['client-iam'], 'GetAccountPasswordPolicyResponse', path), path);
    }
    assert.ok('EbsEncryptionByDefault' in (sdk['client-ec2'].GetEbsEncryptionByDefaultResult ?? {}));
  });

  function collect(value: unknown, paths: Set<string>): void {
    if (typeof value !== 'object' || value === null) return;
    if ('path' in value && typeof value.path === 'string') paths.add(value.path);
    for (const inner of Object.values(value)) collect(inner, paths);
  }
});
