export interface Limits {
  /** Milliseconds of one attempt. */
  readonly attempt: number;
  /** Milliseconds without any answer from anywhere, after which the rest is not asked. */
  readonly stall: number;
  /** Attempts of a call that is throttled. */
  readonly patience: number;
  /** Attempts of a call that fails in another passing way. */
  readonly tries: number;
  /** Milliseconds before the second attempt; doubled each time. */
  readonly backoff: number;
  /** Longest wait between two attempts. */
  readonly longestBackoff: number;
  /** Milliseconds between two looks at the credential report, and how many looks. */
  readonly reportWait: number;
  readonly reportLooks: number;
}

export const defaultLimits: Limits = {
  attempt: 30_000,
  stall: 120_000,
  patience: 8,
  tries: 3,
  backoff: 500,
  longestBackoff: 20_000,
  reportWait: 2_000,
  reportLooks: 30,
};
