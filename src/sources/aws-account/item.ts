import type { Place } from '../../model/fact.ts';

/** JSON as it is after normalising: AWS writes null where a thing is not configured, so null is left out. */
export type Json = string | number | boolean | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Where and when something was read. */
export interface ReadBy {
  readonly account: string;
  readonly region: string;
  /** `config:SelectResourceConfig` */
  readonly api: string;
  /** RFC 3339, UTC. */
  readonly readAt: string;
}

/** One AWS Config item in one form, whichever of its four AWS sent. */
export interface AccountItem {
  /** `AWS::RDS::DBInstance` */
  readonly type: string;
  readonly account: string;
  /** `global` for IAM and CloudFront. */
  readonly region: string;
  /** The service's own id. */
  readonly id: string;
  readonly name?: string;
  readonly arn?: string;
  /** Undefined where AWS Config does not capture the tags of this type: that is not the same as untagged. */
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly status: string;
  /** When AWS Config looked at the resource; RFC 3339, UTC. */
  readonly capturedAt?: string;
  /** Undefined where the row came without it. */
  readonly configuration: JsonObject | undefined;
  readonly supplementary: JsonObject | undefined;
  readonly readBy: ReadBy;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field by its name whatever its letter case: AWS Config writes the same field in several. */
export function field<V>(holder: Readonly<Record<string, V>>, name: string): V | undefined {
  if (Object.hasOwn(holder, name)) return holder[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(holder).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : holder[key];
}

/** The place of facts that one reading gave about one thing, by its ARN or the service's own id. */
export function placeOf(readBy: ReadBy, id: string): Place {
  const { account, region, api, readAt } = readBy;
  return { source: 'aws-account', account, region, id, api, readAt };
}
