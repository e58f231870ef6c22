import { createHash } from 'node:crypto';

export const account = '111122223333';
export const home = 'eu-west-1';
export const edge = 'us-east-1';
export const readAt = '2026-11-20T02:00:00.000Z';

/** Ids that look like AWS's and are the same in every run. */
export function hex(seed: string, length: number): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, length);
}

export function uuid(seed: string): string {
  const text = hex(seed, 32);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

export function upperId(prefix: string, seed: string): string {
  return `${prefix}${hex(seed, 16).toUpperCase()}`;
}

export type Tags = Readonly<Record<string, string>>;

/** What every stack of Caja's production tags its things with. */
export function cajaTags(service: string, name?: string): Tags {
  return {
    CostCenter: 'CAJA-1001',
    Environment: 'prod',
    ManagedBy: 'terraform',
    ...(name === undefined ? {} : { Name: name }),
    Owner: 'platform-team@caja.example.com',
    Service: service,
  };
}

/** Tags as the EC2 and IAM APIs list them. */
export function tagList(tags: Tags): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly [element: string]: unknown;
}

export function policy(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** IAM's own answers hold policies URL-encoded. */
export function encodedPolicy(...statements: readonly Statement[]): string {
  return encodeURIComponent(policy(...statements));
}

export function arnOf(service: string, resource: string, region = home): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}

export function iamArn(resource: string): string {
  return `arn:aws:iam::${account}:${resource}`;
}
