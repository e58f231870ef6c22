/** The world as commands see it: handed in, so that the whole program runs in a test. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The clock, read once a run. */
  readonly now: () => Date;
  /**
   * Names what is to be put in order when the run is ended from outside (Ctrl-C), and gives back what takes the name away.
   * Left out where nobody can end it so.
   */
  readonly onInterrupt?: (tidy: Tidy) => () => void;
  /**
   * Tells once that the run shall end (Ctrl-C), for a command that waits and then ends by itself; the second time ends it at
   * once. Gives back what stops listening.
   */
  readonly onceInterrupted?: (tell: () => void) => () => void;
}

/** Puts one thing in order; a sentence that it gives is told. */
export type Tidy = () => Promise<unknown>;

export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width in characters; undefined when it is not a terminal. */
  readonly columns: number | undefined;
}
