/** A value with one of our tags: `!unknown "…"` is `{ '!': 'unknown', value: '…' }`. Plain data, so that it can be shipped. */
export interface Tagged {
  readonly '!': string;
  readonly value: unknown;
}

export function isTagged(value: unknown): value is Tagged {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '!');
}
