export type Known = string | number | boolean | null;

/** An expression of GitHub: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions */
export type Term =
  | { readonly sort: 'literal'; readonly value: Known }
  | { readonly sort: 'name'; readonly name: string }
  | { readonly sort: 'call'; readonly name: string; readonly of: readonly Term[] }
  | { readonly sort: 'not'; readonly of: Term }
  | { readonly sort: 'and' | 'or'; readonly left: Term; readonly right: Term }
  | { readonly sort: 'equal'; readonly wanted: boolean; readonly left: Term; readonly right: Term };

/** Nobody writes a longer one by hand. */
const longest = 5_000;
const deepest = 50;

const token =
  /\s*('(?:[^']|'')*'|&&|\|\||==|!=|[<>]=?|[!(),]|-?[\d.]+(?![\w.])|[\w.*[\]-]+(?:\['[^']*'\])?)/y;

interface Reading {
  readonly tokens: readonly string[];
  next: number;
  depth: number;
}

/** The `if` of a job or step; undefined where it is not understood. */
export function parseCondition(text: string): Term | undefined {
  if (text.length > longest) return undefined;
  const inside = /^\s*\$\{\{((?:(?!\}\})[\s\S])*)\}\}\s*$/.exec(text)?.[1] ?? text;
  const tokens = tokensOf(inside.trim());
  if (tokens === undefined || tokens.length === 0) return undefined;
  const reading: Reading = { tokens, next: 0, depth: 0 };
  const term = either(reading);
  return reading.next === tokens.length ? term : undefined;
}

/** The value of a literal; undefined for everything else. */
export function literalOf(term: Term): Known | undefined {
  return term.sort === 'literal' ? term.value : undefined;
}

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let end = 0; end < text.length; end = token.lastIndex) {
    const [, found] = token.exec(text) ?? [];
    if (found === undefined) return undefined;
    tokens.push(found);
  }
  return tokens;
}

function taken(reading: Reading, wanted: string): boolean {
  if (reading.tokens[reading.next] !== wanted) return false;
  reading.next += 1;
  return true;
}

function either(reading: Reading): Term | undefined {
  let left = both(reading);
  while (left !== undefined && taken(reading, '||')) {
    const right = both(reading);
    left = right === undefined ? undefined : { sort: 'or', left, right };
  }
  return left;
}

function both(reading: Reading): Term | undefined {
  let left = compared(reading);
  while (left !== undefined && taken(reading, '&&')) {
    const right = compared(reading);
    left = right === undefined ? undefined : { sort: 'and', left, right };
  }
  return left;
}

function compared(reading: Reading): Term | undefined {
  const left = single(reading);
  const sign = reading.tokens[reading.next] ?? '';
  if (left === undefined || !/^([=!]=|[<>]=?)$/.test(sign)) return left;
  reading.next += 1;
  const right = single(reading);
  if (right === undefined) return undefined;
  // What is larger than what is never worked out.
  if (/[<>]/.test(sign)) return { sort: 'call', name: sign, of: [left, right] };
  return { sort: 'equal', wanted: sign === '==', left, right };
}

function single(reading: Reading): Term | undefined {
  reading.depth += 1;
  if (reading.depth > deepest) return undefined;
  const term = unnested(reading);
  reading.depth -= 1;
  return term;
}

function unnested(reading: Reading): Term | undefined {
  if (taken(reading, '!')) {
    const of = single(reading);
    return of === undefined ? undefined : { sort: 'not', of };
  }
  if (taken(reading, '(')) {
    const inside = either(reading);
    return taken(reading, ')') ? inside : undefined;
  }
  const word = reading.tokens[reading.next];
  if (word === undefined || /^[^\w'-]/.test(word)) return undefined;
  reading.next += 1;
  return taken(reading, '(') ? called(word, reading) : leaf(word);
}

function called(name: string, reading: Reading): Term | undefined {
  const of: Term[] = [];
  if (taken(reading, ')')) return { sort: 'call', name: name.toLowerCase(), of };
  do {
    const argument = either(reading);
    if (argument === undefined) return undefined;
    of.push(argument);
  } while (taken(reading, ','));
  return taken(reading, ')') ? { sort: 'call', name: name.toLowerCase(), of } : undefined;
}

function leaf(word: string): Term {
  if (word.startsWith("'")) return { sort: 'literal', value: word.slice(1, -1).replaceAll("''", "'") };
  if (/^(true|false)$/.test(word)) return { sort: 'literal', value: word === 'true' };
  if (word === 'null') return { sort: 'literal', value: null };
  const number = Number(word);
  return Number.isNaN(number) ? { sort: 'name', name: word } : { sort: 'literal', value: number };
}
