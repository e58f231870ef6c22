/** The world as commands see it: handed in, so that the whole program runs in a test. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The clock, read once a run. */
  readonly now: () => Date;
}

export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width in characters; undefined when it is not a terminal. */
  readonly columns: number | undefined;
}
