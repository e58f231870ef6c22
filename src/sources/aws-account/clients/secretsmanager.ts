import {
  GetResourcePolicyCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  GetResourcePolicy: GetResourcePolicyCommand,
  ListSecrets: ListSecretsCommand,
};

/** Secrets Manager in one region. */
export function openSecretsmanager(options: ClientOptions): Sender {
  return { client: new SecretsManagerClient(options), commands };
}
