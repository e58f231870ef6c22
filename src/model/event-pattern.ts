/**
 * The texts that a matcher of an EventBridge pattern stands for, * being any text; undefined for matchers that are not looked
 * into. Of these, text, prefix, wildcard and ignored case can be told.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function textsOfMatcher(matcher: unknown): string | undefined {
  if (typeof matcher === 'string') return matcher;
  if (typeof matcher !== 'object' || matcher === null) return undefined;
  const { prefix, wildcard, 'equals-ignore-case': same } = matcher as Readonly<Record<string, unknown>>;
  if (typeof prefix === 'string') return `${prefix}*`;
  if (typeof wildcard === 'string') return wildcard;
  return typeof same === 'string' ? same : undefined;
}
