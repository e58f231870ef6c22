/** What a caller may ask of the SARIF reporter. */
export interface SarifOptions {
  /** `github`: what is to be mended, as code scanning needs it. `full`: every verdict, for auditors' viewers. */
  readonly profile?: 'github' | 'full';
  /** `introduced` leaves out what was there before the plan. */
  readonly findings?: 'all' | 'introduced';
  /** Tells apart several runs over one stack or account, for example the regions asked for. Part of the category. */
  readonly scope?: string;
  /** Text of a repository file, for the line hash that GitHub computes itself; without it GitHub's action does. */
  readonly sourceText?: (file: string) => string | undefined;
  readonly repository?: {
    readonly uri: string;
    /** Forty hexadecimal digits. */
    readonly revision: string;
    /** Fully qualified: `refs/heads/main`. */
    readonly branch: string;
  };
  /** Results kept in the `github` profile, worst first; GitHub shows 5,000. */
  readonly maximumResults?: number;
}
