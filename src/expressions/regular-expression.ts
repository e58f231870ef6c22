import { createRequire } from 'node:module';

type Engine = typeof import('@bufbuild/re2');

let engine: Engine | undefined;

/** Loaded by the first pattern, not by this module: most runs have none. */
function load(): Engine {
  engine ??= createRequire(import.meta.url)('@bufbuild/re2') as Engine;
  return engine;
}

/** Says whether the pattern is found somewhere in a text, in time linear in the text. */
export type Matcher = (text: string) => boolean;

export function matcherFor(pattern: string): Matcher {
  const compiled = load().RE2JS.compile(pattern);
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
