import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { ClientOptions, Command, CredentialProvider, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = { GetCallerIdentity: GetCallerIdentityCommand };

/** STS, for the identity. */
export function openSts(options: ClientOptions): Sender {
  return { client: new STSClient(options), commands };
}

/** The region of the profile or the environment, if there is one. */
export async function configuredRegion(profile: string | undefined): Promise<string | undefined> {
  try {
    return await new STSClient(profile === undefined ? {} : { profile }).config.region();
  } catch {
    return undefined;
  }
}

/** Where credentials come from: the SDK's own chain, and a role on top of it. */
export function credentialsFor(source: {
  readonly profile: string | undefined;
  readonly roleArn: string | undefined;
  readonly externalId: string | undefined;
  readonly region: string;
  readonly endpoint: string | undefined;
}): CredentialProvider {
  const { profile, roleArn, externalId, region, endpoint } = source;
  const own = fromNodeProviderChain({
    clientConfig: { region },
    ...(profile === undefined ? {} : { profile }),
  });
  if (roleArn === undefined) return own;
  return remembered(
    fromTemporaryCredentials({
      masterCredentials: own,
      params: {
        RoleArn: roleArn,
        RoleSessionName: 'caja-policy',
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
      },
      clientConfig: { region, ...(endpoint === undefined ? {} : { endpoint }) },
    }),
  );
}

const renewBefore = 5 * 60_000;

/** All clients share one assumed role, instead of assuming it once each. */
function remembered(provider: CredentialProvider): CredentialProvider {
  let held: ReturnType<CredentialProvider> | undefined;
  let until = 0;
  return async (context) => {
    if (held === undefined || Date.now() > until) {
      held = provider(context);
      until = Number.POSITIVE_INFINITY;
      const { expiration } = await held.catch((error: unknown) => {
        held = undefined;
        throw error;
      });
      until = expiration === undefined ? until : expiration.getTime() - renewBefore;
    }
    return held;
  };
}
