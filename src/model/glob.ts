/**
 * A matcher for a policy's globs: `*` stands for any run of characters, `?` for one; everything else is literal, so that
 * Terraform addresses with brackets and quotes can be pasted as they are.
 */
export function globMatcher(patterns: readonly string[]): (text: string) => boolean {
  if (patterns.length === 0) return () => false;
  const expressions = patterns.map((pattern) => new RegExp(`^${escapeGlob(pattern)}$`, 's'));
  return (text) => expressions.some((expression) => expression.test(text));
}

function escapeGlob(pattern: string): string {
  return pattern
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
}
