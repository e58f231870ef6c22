import type { ClientOptions, Connection, Send, Sender } from '../sender.ts';

/** By the service's name in IAM policies. */
const openers: Readonly<Record<string, () => Promise<(options: ClientOptions) => Sender>>> = {
  'application-autoscaling': async () =>
    (await import('./application-autoscaling.ts')).openApplicationAutoscaling,
  budgets: async () => (await import('./budgets.ts')).openBudgets,
  cloudfront: async () => (await import('./cloudfront.ts')).openCloudfront,
  cloudtrail: async () => (await import('./cloudtrail.ts')).openCloudtrail,
  cloudwatch: async () => (await import('./cloudwatch.ts')).openCloudwatch,
  'compute-optimizer': async () => (await import('./compute-optimizer.ts')).openComputeOptimizer,
  config: async () => (await import('./config.ts')).openConfig,
  ec2: async () => (await import('./ec2.ts')).openEc2,
  elasticache: async () => (await import('./elasticache.ts')).openElasticache,
  elasticloadbalancing: async () => (await import('./elasticloadbalancing.ts')).openElasticloadbalancing,
  iam: async () => (await import('./iam.ts')).openIam,
  logs: async () => (await import('./logs.ts')).openLogs,
  rds: async () => (await import('./rds.ts')).openRds,
  route53: async () => (await import('./route53.ts')).openRoute53,
  secretsmanager: async () => (await import('./secretsmanager.ts')).openSecretsmanager,
  sns: async () => (await import('./sns.ts')).openSns,
  ssm: async () => (await import('./ssm.ts')).openSsm,
  sts: async () => (await import('./sts.ts')).openSts,
  tag: async () => (await import('./tag.ts')).openTag,
  wafv2: async () => (await import('./wafv2.ts')).openWafv2,
};

/** The SDK's clients, loaded and made when they are first needed. */
export async function connect(connection: Connection, region: string): Promise<Send> {
  quietSdk();
  const { credentialsFor } = await import('./sts.ts');
  const { profile, roleArn, externalId, endpoint } = connection;
  const credentials = credentialsFor({ profile, roleArn, externalId, region, endpoint });
  const senders = new Map<string, Promise<Sender>>();
  const senderOf = (service: string, where: string) => {
    const key = `${service}/${where}`;
    const options: ClientOptions = {
      region: where,
      credentials,
      maxAttempts: 1,
      requestHandler: { connectionTimeout: 10_000 },
      ...(endpoint === undefined ? {} : { endpoint }),
    };
    const sender = senders.get(key) ?? open(service, options);
    senders.set(key, sender);
    return sender;
  };
  return async (call, signal) => {
    const [service = '', action = ''] = call.api.split(':');
    const sender = await senderOf(service, call.region === 'global' ? region : call.region);
    const Chosen = sender.commands[action];
    if (Chosen === undefined) throw new Error(`no client knows ${call.api}`);
    return sender.client.send(new Chosen(call.input) as never, { abortSignal: signal });
  };
}

/** The region to use where none is named: the SDK's answer, else the AWS CLI's variable, which the SDK does not read. */
export async function defaultRegion(profile: string | undefined): Promise<string | undefined> {
  quietSdk();
  const { configuredRegion } = await import('./sts.ts');
  return (await configuredRegion(profile)) ?? process.env.AWS_DEFAULT_REGION;
}

async function open(service: string, options: ClientOptions): Promise<Sender> {
  const load = openers[service];
  if (load === undefined) throw new Error(`there is no client for ${service}`);
  return (await load())(options);
}

/** On Node 20 the SDK prints a warning about Node 20 at every start; people who audit cannot do anything about it. */
function quietSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
}
