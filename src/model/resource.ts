import type { Fact, ListValue, MapValue, StructValue, Unknown } from './fact.ts';
import type { SourceName } from './kind.ts';
import type { Location } from './location.ts';

/** The kind of a resource that no adapter claims: tags, names and changes are still judged for it. */
export const unclaimed = 'unclaimed';

/** What will happen to a resource by the plan; `none` for a live one. */
export type ChangeAction = 'none' | 'no-op' | 'create' | 'update' | 'replace' | 'delete' | 'forget';

/** Attributes that every resource answers, whatever its kind. */
export interface CommonFacts {
  /** The name people use: the Name tag, else the service's own name; absent where a type has none. */
  readonly name: Fact<string>;
  /** The type in the source's own words: `aws_db_instance`, `AWS::RDS::DBInstance`. */
  readonly type: Fact<string>;
  /** Whether AWS lets this type carry tags. */
  readonly taggable: Fact<boolean>;
  /** The tags AWS gets, provider defaults included. */
  readonly tags: Fact<MapValue<string>>;
  /** Keys of tags whose values are secrets. */
  readonly secretTags: Fact<ListValue<string>>;
}

/** One resource of an inventory, whatever its source. It reads as a struct in conditions. */
export interface Resource extends StructValue {
  /** Unique in its inventory: the Terraform address, or `account/region/type/id`. */
  readonly key: string;
  /** Name of the kind, or `unclaimed`. */
  readonly kind: string;
  readonly type: string;
  /** For people: the Terraform address, else the resource's name or id. */
  readonly label: string;
  readonly address?: string;
  readonly arn?: string;
  readonly account?: string;
  readonly region?: string;
  /** When AWS Config looked at it, where it was AWS Config that told of it; RFC 3339, UTC. */
  readonly capturedAt?: string;
  /** Root module whose state holds it, as `--state` names it; with `address`. */
  readonly stack?: string;
  /** Whether some Terraform state holds it; left out where no state was given. */
  readonly managed?: boolean;
  /** Where the repository declares it, for what was read from the repository itself. */
  readonly location?: Location;
  /** The one clause that findings on it count for, where it stands for a clause; else the rules' own. */
  readonly requirement?: string;
  readonly action: ChangeAction;
  /** Every string by which others may link to it: key, ARN, id, name. */
  readonly identities: readonly string[];
  /** The kind's facts and the common ones, by attribute name. */
  readonly fields: Readonly<Record<string, Fact>>;
}

/** Something that could not be read, and why. Nothing is ever passed for want of it. */
export interface Gap {
  readonly reason:
    | 'denied'
    | 'throttled'
    | 'not-recorded'
    | 'recorder-off'
    | 'stale'
    | 'timed-out'
    | 'unreadable'
    | 'region-off'
    /** This way of reading can never tell it, whatever the rights. */
    | 'out-of-reach'
    /** Another account may hold it: lists of its kinds stay open, although this account was read whole. */
    | 'held-elsewhere'
    | 'errored-plan'
    | 'partial-plan'
    | 'count-mismatch';
  /** One sentence for people: what is missing and what to do. */
  readonly message: string;
  /** Makes the whole read incomplete (exit 3), as opposed to a note. */
  readonly incomplete: boolean;
  readonly account?: string;
  readonly region?: string;
  /** API action or file part that failed. */
  readonly api?: string;
  /** Kinds whose listing is incomplete by it: their relations stay open. `*` means every kind. */
  readonly kinds: readonly string[];
}

/** One line of the ledger: what was read, when, how many, from where. */
export interface LedgerEntry {
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly api: string;
  /** How many were read; nobody knows how many there are where `missing` is there. */
  readonly count: number;
  readonly readAt: string;
  /** Why there may be more than were read, or others by now. */
  readonly missing?: Gap['reason'];
  /** When AWS Config looked at the one that it has not looked at for longest: as long as it records, nothing changed since. */
  readonly oldest?: string;
  /** AWS Config looks once a day only: what it says may be 24 hours old. */
  readonly daily?: true;
}

/** What was read, for the report's head. */
export interface SourceDescription {
  readonly name: SourceName;
  /** File name or account id as given; never an absolute path. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, string>>;
  /** RFC 3339, from the plan or the recording where it has one. */
  readonly readAt?: string;
  /** Path of the stack the plan belongs to, as given by `--stack`. */
  readonly stack?: string;
}

/** All resources of one read, plus its gaps. */
export interface Inventory {
  readonly source: SourceDescription;
  /** Other sources whose resources stand in it too: the repository beside its plan. */
  readonly joined?: readonly SourceName[];
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
  readonly ledger: readonly LedgerEntry[];
  /** Why lists of whole kinds are open everywhere in this inventory (a targeted plan), if they are. */
  readonly open?: Unknown;
}

/** One read, before and after the change. A live account has no `before`. */
export interface Reading {
  readonly after: Inventory;
  readonly before?: Inventory;
  /** `before` key of a resource that moved, by its `after` key. */
  readonly moved: Readonly<Record<string, string>>;
}
