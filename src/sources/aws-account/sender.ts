import type { fromNodeProviderChain } from '@aws-sdk/credential-providers';

export type CredentialProvider = ReturnType<typeof fromNodeProviderChain>;

export interface ClientOptions {
  readonly region: string;
  readonly credentials: CredentialProvider;
  /** Retries are ours: the SDK's own would not pass through the client-side rate. */
  readonly maxAttempts: 1;
  readonly endpoint?: string;
  readonly requestHandler: { readonly connectionTimeout: number };
}

// biome-ignore lint/suspicious/noExplicitAny: every command of the SDK has an input type of its own
export type Command = new (input: any) => object;

/** One service in one region, and what it can be asked. */
export interface Sender {
  readonly client: { send(command: never, options: { abortSignal: AbortSignal }): Promise<unknown> };
  readonly commands: Readonly<Record<string, Command>>;
}

/** How to reach an account. */
export interface Connection {
  readonly profile?: string;
  readonly roleArn?: string;
  /** What the role's trust policy asks for. */
  readonly externalId?: string;
  /** Instead of AWS's own; `AWS_ENDPOINT_URL` works as well. */
  readonly endpoint?: string;
}

export interface Call {
  readonly api: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Sends one call once. */
export type Send = (call: Call, signal: AbortSignal) => Promise<unknown>;
