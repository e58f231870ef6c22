import { RE2JS } from '@bufbuild/re2';

/** Says whether the pattern is found somewhere in a text, in time linear in the text. */
export type Matcher = (text: string) => boolean;

export function matcherFor(pattern: string): Matcher {
  // 1 µs a text instead of 4: names are matched on every resource there is.
  if (isPlain(pattern)) {
    const plain = new RegExp(pattern);
    return (text) => plain.test(text);
  }
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

/**
 * From its start to its end, texts in order, at most two choices between texts, and one class at the end that may repeat: both
 * engines read such a pattern alike, and there is hardly anything in it to try again, so that JavaScript's own is linear too.
 */
const plainPattern =
  /^\^(?:[A-Za-z0-9_/:-]|\\[.]|\((?:[A-Za-z0-9_-]+\|)*[A-Za-z0-9_-]+\))*(?:\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9])+[_-]?\][+*]?)?\$$/;

function isPlain(pattern: string): boolean {
  if (!plainPattern.test(pattern) || pattern.split('(').length > 3) return false;
  // The ends of a range may stand the wrong way round: telling of that is RE2's part.
  return [...pattern.matchAll(/([a-zA-Z0-9])-([a-zA-Z0-9])/g)].every(([, from = '', to = '']) => from <= to);
}
