import { RE2JS } from '@bufbuild/re2';

/** Says whether the pattern is found somewhere in a text, in time linear in the text. */
export type Matcher = (text: string) => boolean;

export function matcherFor(pattern: string): Matcher {
  const compiled = RE2JS.compile(pattern);
  return (text) => compiled.test(text);
}

/** What is wrong with a pattern, or nothing. */
export function patternProblem(pattern: string): string | undefined {
  try {
    matcherFor(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
