/** One page that a service answers. */
export interface ServiceAnswer {
  readonly api: string;
  /** What was asked beyond what the table of actions always asks: the page token, or the thing in question. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>>;
}
