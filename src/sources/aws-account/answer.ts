/** Why a call gave nothing; each needs another remedy. */
export type FailureKind =
  /** AWS refused: the role lacks a permission. */
  | 'denied'
  /** Throttled, and still so after every retry. */
  | 'throttled'
  | 'timed-out'
  /** The region or the service is not switched on for the account. */
  | 'off'
  /** An answer came and could not be understood. */
  | 'unreadable'
  /** The credentials ran out: nothing after it was read. */
  | 'expired'
  | 'other';

/** A call that gave nothing. */
export interface Failure {
  /** AWS's own error name: `AccessDeniedException`. */
  readonly name: string;
  readonly message: string;
  readonly kind: FailureKind;
}

/** One page of one API call as AWS gave it, or why it gave nothing. Exactly one of `output` and `error` is there. */
export interface ApiAnswer {
  readonly account: string;
  /** The region asked; `global` for IAM. */
  readonly region: string;
  /** Service and action as IAM policies write them: `config:SelectResourceConfig`. */
  readonly api: string;
  /** What was asked, page token included. */
  readonly input: Readonly<Record<string, unknown>>;
  /** RFC 3339, UTC. */
  readonly readAt: string;
  /**
   * Plain JSON in the SDK's field names; dates are RFC 3339 strings, `$metadata` is left out. An account without a password
   * policy answers `iam:GetAccountPasswordPolicy` with `{}`; `Content` of the credential report is its CSV text.
   */
  readonly output?: unknown;
  readonly error?: Failure;
}

/** Who read. */
export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/** Everything that one read of an account gave. What follows is a pure function of it, so that an audit can be repeated. */
export interface Recording {
  readonly format: 1;
  /** Said where nobody asked the account: files of AWS Config hold its items, and nothing else. */
  readonly from?: 'config-files';
  /** Said where an aggregator of AWS Config was asked instead of the account. */
  readonly aggregator?: { readonly name: string; readonly region: string };
  /** Said of a recording that was never finished: nobody knows what else would have been asked. */
  readonly interrupted?: true;
  readonly identity: Identity;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  /** Regions that were to be read, sorted. */
  readonly regions: readonly string[];
  /** Sorted by region and api; pages of one call in their order. */
  readonly answers: readonly ApiAnswer[];
}

/** The region of answers that hold for the whole account. */
export const globalRegion = 'global';

/** The region in which AWS keeps what belongs to CloudFront's distributions and yet lies in a region. */
export const regionOfDistributions = 'us-east-1';
