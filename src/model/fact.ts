/** Where a fact was read. Evidence, HCL lines and redaction all follow from it. */
export type Place =
  | { readonly source: 'terraform-plan'; readonly address: string; readonly phase: 'before' | 'after' }
  | {
      readonly source: 'aws-account';
      readonly account: string;
      readonly region: string;
      /** ARN, or the service's own id where AWS gives no ARN. */
      readonly id: string;
      /** The API action that answered, for example `config:SelectResourceConfig`. */
      readonly api: string;
      /** RFC 3339 time of the reading. */
      readonly readAt: string;
    }
  | {
      readonly source: 'repository';
      /** Relative to the repository's root; lines and columns from 1. */
      readonly file: string;
      readonly line: number;
      readonly column: number;
    }
  | { readonly source: 'example'; readonly name: string };

/** Why a value cannot be told. */
export type UnknownReason =
  /** The plan says so: the value exists only once the plan is applied. */
  | 'known-after-apply'
  /** Several resources fit, or the text could not be followed to one. */
  | 'ambiguous'
  /** The resource exists already and neither the plan nor its prior state holds the value. */
  | 'not-in-plan'
  /** AWS refused the call. */
  | 'denied'
  /** The source does not record it, or the recorder was off. */
  | 'not-recorded'
  /** It was there and could not be understood (broken JSON, a shape nobody knows). */
  | 'unreadable'
  /** The reading stopped before it (throttled out, timed out, targeted or errored plan). */
  | 'not-read'
  /** A rule read an attribute that the thing does not have, without asking `has()` first. */
  | 'absent';

/** A way from one resource to another, as Terraform wrote it or as an ARN. */
export interface Reference {
  /** The text as written: `aws_kms_key.main.arn`. */
  readonly text: string;
  /** Keys of the resources it may mean, when it could be followed. One key: it is that one. */
  readonly targets: readonly string[];
}

/** The value is there. `default` marks one that AWS chooses because nobody wrote it. */
export interface Known<V> {
  readonly state: 'known';
  readonly value: V;
  readonly place: Place;
  /** Attribute path in the source's own words: `backup_retention_period`, `configuration.backupRetentionPeriod`. */
  readonly path: string;
  readonly default?: true;
  /** May be tested, never printed. */
  readonly sensitive?: true;
}

/** The value exists or may exist, and cannot be told. */
export interface Unknown {
  readonly state: 'unknown';
  readonly reason: UnknownReason;
  /** Half a sentence for people: "known only after apply: it comes from aws_kms_key.main.arn". */
  readonly detail: string;
  /** It is certain that something is set, whatever it will be. */
  readonly set?: true;
  readonly references: readonly Reference[];
  readonly place: Place;
  readonly path: string;
}

/** The thing truly is not there. */
export interface Absent {
  readonly state: 'absent';
  readonly place: Place;
  readonly path: string;
}

/** One attribute's value with where it came from. */
export type Fact<V = Value> = Known<V> | Unknown | Absent;

export type Scalar = string | number | boolean;

/** A list may be open: some elements are known, more may exist. */
export interface ListValue<V = Value> {
  readonly items: readonly Fact<V>[];
  readonly open?: Unknown;
  /** Where an open list can be told that much: whatever else is in it is one of these, and none of them need be. */
  readonly candidates?: readonly Fact<V>[];
}

/** A thing with named attributes. A resource is one too. */
export interface StructValue {
  readonly fields: Readonly<Record<string, Fact>>;
}

/** String keys to facts (tags). It may be open like a list. */
export interface MapValue<V = Value> {
  readonly entries: Readonly<Record<string, Fact<V>>>;
  readonly open?: Unknown;
}

export type Value = Scalar | ListValue | StructValue | MapValue;

export function known<V>(value: V, place: Place, path: string): Known<V> {
  return { state: 'known', value, place, path };
}

/** AWS's own answer where the author wrote nothing; the caller cites the AWS page in a comment. */
export function byDefault<V>(value: V, place: Place, path: string): Known<V> {
  return { state: 'known', value, place, path, default: true };
}

export function absent(place: Place, path: string): Absent {
  return { state: 'absent', place, path };
}

export function unknown(
  reason: UnknownReason,
  detail: string,
  at: { place: Place; path: string; references?: readonly Reference[]; set?: boolean },
): Unknown {
  const base = {
    state: 'unknown',
    reason,
    detail,
    references: at.references ?? [],
    place: at.place,
    path: at.path,
  } as const;
  return at.set === true ? { ...base, set: true } : base;
}

export function isList(value: Value): value is ListValue {
  return typeof value === 'object' && 'items' in value;
}

export function isMap(value: Value): value is MapValue {
  return typeof value === 'object' && 'entries' in value;
}

export function isStruct(value: Value): value is StructValue {
  return typeof value === 'object' && 'fields' in value;
}
