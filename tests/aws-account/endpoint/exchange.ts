export type Json = Readonly<Record<string, unknown>>;

/** One request, whatever its protocol. */
export interface Received {
  /** Id of the access key that signed it. */
  readonly key: string;
  readonly region: string;
  readonly api: string;
  /** In the SDK's field names. */
  readonly input: Json;
}

/** What an account has to say to a call. */
export type Told = { readonly output: Json } | { readonly refusal: Refusal };

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What goes back. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}
