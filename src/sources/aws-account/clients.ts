import type { ClientOptions, Connection, Send, Sender } from './sender.ts';

/** The SDK's clients, loaded and made when they are first needed. */
export async function connect(connection: Connection, region: string): Promise<Send> {
  quietSdk();
  const { credentialsFor } = await import('./clients-sts.ts');
  const { profile, roleArn, endpoint } = connection;
  const credentials = credentialsFor({ profile, roleArn, region, endpoint });
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
  const { configuredRegion } = await import('./clients-sts.ts');
  return (await configuredRegion(profile)) ?? process.env.AWS_DEFAULT_REGION;
}

async function open(service: string, options: ClientOptions): Promise<Sender> {
  if (service === 'config') return (await import('./clients-config.ts')).openConfig(options);
  if (service === 'ec2') return (await import('./clients-ec2.ts')).openEc2(options);
  if (service === 'iam') return (await import('./clients-iam.ts')).openIam(options);
  if (service === 'sts') return (await import('./clients-sts.ts')).openSts(options);
  throw new Error(`there is no client for ${service}`);
}

/** On Node 20 the SDK prints a warning about Node 20 at every start; people who audit cannot do anything about it. */
function quietSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
}
