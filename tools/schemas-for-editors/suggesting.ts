/** A text for which an editor proposes known words, each with what it means; others are as good. */
export function suggesting(base: object, words: Readonly<Record<string, string>>): object {
  const proposals = { enum: Object.keys(words), enumDescriptions: Object.values(words) };
  return { ...base, anyOf: [proposals, { type: 'string' }] };
}
