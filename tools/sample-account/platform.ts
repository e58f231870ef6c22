import { groupId } from './network.ts';
import { subnetId } from './network-places.ts';
import { type Row, row } from './rows.ts';
import { account, arnOf, cajaTags, edge, hex, home, upperId, uuid } from './words.ts';

const api = 'caja-prod-api';
const cluster = arnOf('ecs', 'cluster/caja-prod-platform');
const balancer = arnOf('elasticloadbalancing', `loadbalancer/app/${api}/${hex(api, 16)}`);

function containerRows(): readonly Row[] {
  const task = arnOf('ecs', `task-definition/${api}`);
  return [
    row('AWS::ECS::Cluster', {
      id: 'caja-prod-platform',
      name: 'caja-prod-platform',
      arn: cluster,
      tags: cajaTags('platform', 'caja-prod-platform'),
      tagsIn: 'configuration.Tags',
      configuration: {
        ClusterName: 'caja-prod-platform',
        ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }],
      },
    }),
    row('AWS::ECS::Service', {
      id: arnOf('ecs', `service/caja-prod-platform/${api}`),
      name: api,
      arn: arnOf('ecs', `service/caja-prod-platform/${api}`),
      tags: cajaTags('api', api),
      tagsIn: 'configuration.Tags',
      configuration: {
        ServiceName: api,
        Cluster: cluster,
        DesiredCount: 3.0,
        LaunchType: 'FARGATE',
        TaskDefinition: `${task}:42`,
        DeploymentController: { Type: 'ECS' },
        DeploymentConfiguration: {
          DeploymentCircuitBreaker: { Enable: true, Rollback: true },
          MaximumPercent: 200.0,
          MinimumHealthyPercent: 100.0,
          Strategy: 'ROLLING',
        },
        HealthCheckGracePeriodSeconds: 60.0,
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            AssignPublicIp: 'DISABLED',
            SecurityGroups: [groupId('caja-prod-api-service')],
            Subnets: ['a', 'b', 'c'].map((zone) => subnetId('private', zone)),
          },
        },
      },
    }),
    // Every revision of a family has the family's id: only ARNs tell them apart.
    ...[41, 42].map((revision) =>
      row('AWS::ECS::TaskDefinition', {
        id: api,
        name: api,
        arn: `${task}:${revision}`,
        tags: cajaTags('api', api),
        tagsIn: 'configuration.Tags',
        configuration: {
          Family: api,
          NetworkMode: 'awsvpc',
          RequiresCompatibilities: ['FARGATE'],
          Cpu: '1024',
          Memory: '2048',
        },
      }),
    ),
    row('AWS::ECR::Repository', {
      id: api,
      name: api,
      arn: arnOf('ecr', `repository/${api}`),
      tags: cajaTags('api', api),
      tagsIn: 'configuration.Tags',
      configuration: {
        RepositoryName: api,
        ImageTagMutability: 'IMMUTABLE',
        ImageScanningConfiguration: { ScanOnPush: true },
      },
    }),
  ];
}

function loadBalancerRows(): readonly Row[] {
  return [
    row('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      id: balancer,
      name: api,
      arn: balancer,
      tags: cajaTags('api', api),
      tagsIn: 'supplementary.Tags',
      configuration: {
        loadBalancerArn: balancer,
        loadBalancerName: api,
        scheme: 'internet-facing',
        type: 'application',
        state: { code: 'active' },
        availabilityZones: ['a', 'b', 'c'].map((zone) => ({
          zoneName: `${home}${zone}`,
          subnetId: subnetId('public', zone),
          loadBalancerAddresses: [],
        })),
        securityGroups: [{ value: groupId('caja-prod-api-alb') }],
      },
      supplementary: {
        LoadBalancerAttributes: [
          { key: 'deletion_protection.enabled', value: 'true' },
          { key: 'access_logs.s3.enabled', value: 'true' },
          { key: 'routing.http.drop_invalid_header_fields.enabled', value: 'true' },
        ],
      },
    }),
    ...[80, 443].map((Port) => {
      const arn = `${balancer.replace('loadbalancer/', 'listener/')}/${hex(String(Port), 16)}`;
      const Protocol = Port === 443 ? 'HTTPS' : 'HTTP';
      return row('AWS::ElasticLoadBalancingV2::Listener', {
        id: arn,
        arn,
        configuration: { ListenerArn: arn, LoadBalancerArn: balancer, Port, Protocol, Certificates: [] },
      });
    }),
  ];
}

function webRows(): readonly Row[] {
  const distribution = upperId('E', 'caja');
  const acl = arnOf('wafv2', `global/webacl/caja-prod-web/${uuid('waf')}`, edge);
  return [
    row('AWS::CloudFront::Distribution', {
      id: distribution,
      arn: `arn:aws:cloudfront::${account}:distribution/${distribution}`,
      region: 'global',
      tags: cajaTags('web', 'caja-prod-web'),
      tagsIn: 'supplementary.Tags',
      configuration: {
        id: distribution,
        status: 'Deployed',
        distributionConfig: {
          enabled: true,
          webACLId: acl,
          aliases: { items: ['caja.example.com'], quantity: 1.0 },
        },
      },
    }),
    row('AWS::WAFv2::WebACL', {
      id: uuid('waf'),
      name: 'caja-prod-web',
      arn: acl,
      region: edge,
      tags: cajaTags('web', 'caja-prod-web'),
      configuration: {
        name: 'caja-prod-web',
        scope: 'CLOUDFRONT',
        defaultAction: { allow: {} },
        rules: [
          {
            name: 'common',
            priority: 0.0,
            overrideAction: { none: {} },
            statement: {
              managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesCommonRuleSet' },
            },
          },
        ],
      },
    }),
  ];
}

function certificateRows(): readonly Row[] {
  return [
    ...[home, edge].map((region) => {
      const arn = arnOf('acm', `certificate/${uuid(`certificate ${region}`)}`, region);
      return row('AWS::ACM::Certificate', {
        id: arn,
        arn,
        region,
        tags: cajaTags('web'),
        tagsIn: 'supplementary.Tags',
        configuration: {
          certificateArn: arn,
          domainName: region === edge ? 'caja.example.com' : 'api.caja.example.com',
          status: 'ISSUED',
          type: 'AMAZON_ISSUED',
          notAfter: '2027-06-01T23:59:59.000Z',
        },
      });
    }),
  ];
}

function otherRows(): readonly Row[] {
  return [
    row('AWS::DynamoDB::Table', {
      id: 'caja-prod-sessions',
      name: 'caja-prod-sessions',
      arn: arnOf('dynamodb', 'table/caja-prod-sessions'),
      tags: cajaTags('api', 'caja-prod-sessions'),
      tagsIn: 'supplementary.Tags',
      configuration: {
        tableName: 'caja-prod-sessions',
        tableStatus: 'ACTIVE',
        deletionProtectionEnabled: true,
      },
    }),
    row('AWS::Lambda::Function', {
      id: 'exports-nightly',
      name: 'exports-nightly',
      arn: arnOf('lambda', 'function:exports-nightly'),
      tagsIn: 'supplementary.Tags',
      configuration: {
        functionName: 'exports-nightly',
        runtime: 'python3.12',
        environment: { variables: { BUCKET: 'caja-exports-public', DATABASE_PASSWORD: '[redacted]' } },
        state: { value: 'Active' },
      },
    }),
    ...[home, edge].map((region) =>
      row('AWS::Config::ConfigurationRecorder', {
        id: 'default',
        name: 'default',
        region,
        configuration: { Name: 'default', Recording: true },
        status: 'ResourceDiscovered',
      }),
    ),
  ];
}

/** The platform around databases and buckets, and what no adapter claims. */
export function platformRows(): readonly Row[] {
  return [...containerRows(), ...loadBalancerRows(), ...webRows(), ...certificateRows(), ...otherRows()];
}
