type Json = Readonly<Record<string, unknown>>;

/** One request, whatever its protocol. */
export interface Received {
  /** Id of the access key that signed it. */
  readonly key: string;
  readonly region: string;
  readonly api: string;
  readonly input: Json;
}

/** What goes back. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}
