import * as applicationAutoscaling from '@aws-sdk/client-application-auto-scaling';
import * as budgets from '@aws-sdk/client-budgets';
import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as computeOptimizer from '@aws-sdk/client-compute-optimizer';
import * as config from '@aws-sdk/client-config-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as elasticloadbalancing from '@aws-sdk/client-elastic-load-balancing-v2';
import * as elasticache from '@aws-sdk/client-elasticache';
import * as iam from '@aws-sdk/client-iam';
import * as rds from '@aws-sdk/client-rds';
import * as tag from '@aws-sdk/client-resource-groups-tagging-api';
import * as route53 from '@aws-sdk/client-route-53';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sns from '@aws-sdk/client-sns';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import * as wafv2 from '@aws-sdk/client-wafv2';

/** By the name that IAM policies give a service. */
const sdks: Readonly<Record<string, object>> = {
  'application-autoscaling': applicationAutoscaling,
  budgets,
  cloudfront,
  cloudtrail,
  cloudwatch,
  'compute-optimizer': computeOptimizer,
  config,
  ec2,
  elasticache,
  elasticloadbalancing,
  iam,
  logs,
  rds,
  route53,
  secretsmanager,
  sns,
  ssm,
  sts,
  tag,
  wafv2,
};

/** How a service is spoken to; the installed SDK decides. */
export type Protocol = 'json' | 'query' | 'ec2' | 'rest-xml';

const protocols: Readonly<Record<string, Protocol>> = {
  'aws.protocols#awsJson1_0': 'json',
  'aws.protocols#awsJson1_1': 'json',
  'aws.protocols#awsQuery': 'query',
  'aws.protocols#ec2Query': 'ec2',
  'aws.protocols#restXml': 'rest-xml',
};

interface ClientConfig {
  readonly protocol: { getShapeId(): string };
  readonly defaultSigningName: string;
}

interface Service {
  readonly name: string;
  readonly protocol: Protocol;
  readonly sdk: Readonly<Record<string, unknown>>;
}

const bySigningName = new Map<string, Service>();
const byName = new Map<string, Service>();
for (const [name, sdk] of Object.entries(sdks)) {
  const { protocol, defaultSigningName } = configOf(sdk);
  const spoken = protocols[protocol.getShapeId()];
  if (spoken === undefined)
    throw new Error(`the endpoint does not speak ${protocol.getShapeId()} of ${name}`);
  const service = { name, protocol: spoken, sdk: sdk as Readonly<Record<string, unknown>> };
  byName.set(name, service);
  bySigningName.set(defaultSigningName, service);
}

function configOf(sdk: object): ClientConfig {
  const [, Client] = Object.entries(sdk).find(([key]) => /^[A-Z]\w*Client$/.test(key)) ?? [];
  // A client warns of Node 20 when it is made, which is not what the tests are about.
  const quiet = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';
  const before = process.env[quiet];
  process.env[quiet] = 'true';
  const made = new (Client as new (options: object) => { config: ClientConfig })({ region: 'eu-west-1' });
  if (before === undefined) delete process.env[quiet];
  return made.config;
}

export function serviceOf(api: string): Service {
  const [name = ''] = api.split(':');
  const service = byName.get(name);
  if (service === undefined) throw new Error(`the endpoint knows no service ${name}`);
  return service;
}

/** The service as requests are signed: `monitoring` is CloudWatch, `tagging` the tagging API. */
export function serviceSignedAs(signingName: string): Service {
  const service = bySigningName.get(signingName);
  if (service === undefined) throw new Error(`no service signs as ${signingName}`);
  return service;
}
