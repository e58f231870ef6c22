/**
 * IAM's patterns: `*` is any text, `?` any one character.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
type Token = '*' | '?' | { readonly is: string };

/** Tokens of what was taken apart already: policies of one stack name the same actions again and again. */
const takenApart = { exact: new Map<string, readonly Token[]>(), lower: new Map<string, readonly Token[]>() };

/** Patterns come from plans and accounts: what is kept of them stays small. */
const mostKept = 2_000;

function tokens(pattern: string, ignoreCase: boolean): readonly Token[] {
  const kept = ignoreCase ? takenApart.lower : takenApart.exact;
  let found = kept.get(pattern);
  if (found === undefined) {
    found = takeApart(pattern, ignoreCase);
    if (kept.size >= mostKept) kept.clear();
    kept.set(pattern, found);
  }
  return found;
}

/** A policy variable (`${aws:username}`) stands for a text that only the request knows: it equals nothing but itself. */
function takeApart(pattern: string, ignoreCase: boolean): readonly Token[] {
  const result: Token[] = [];
  const text = ignoreCase ? pattern.toLowerCase() : pattern;
  for (let index = 0; index < text.length; index++) {
    const char = text[index] as string;
    const end = char === '$' && text[index + 1] === '{' ? text.indexOf('}', index) : -1;
    if (end > 0) {
      const name = text.slice(index + 2, end);
      // `${*}`, `${?}` and `${$}` are the characters themselves.
      result.push({ is: name.length === 1 ? name : text.slice(index, end + 1) });
      index = end;
    } else {
      result.push(char === '*' || char === '?' ? char : { is: char });
    }
  }
  return result;
}

/** Positions reachable without taking a character: a star may take none. */
function closure(pattern: readonly Token[], positions: Iterable<number>): Set<number> {
  const result = new Set<number>();
  for (const start of positions) {
    let position = start;
    result.add(position);
    while (pattern[position] === '*') result.add(++position);
  }
  return result;
}

/** Positions after taking one symbol; `undefined` is a character that no pattern names. */
function after(
  pattern: readonly Token[],
  positions: Iterable<number>,
  symbol: string | undefined,
): Set<number> {
  const next: number[] = [];
  for (const position of positions) {
    const token = pattern[position];
    if (token === '*') next.push(position);
    else if (token === '?' || (typeof token === 'object' && token.is === symbol)) next.push(position + 1);
  }
  return closure(pattern, next);
}

/**
 * Whether a pattern takes a text in which each wildcard stands for one character that no pattern names. `whole` wants every `*`
 * of the text to meet a `*`: then the pattern takes whatever the text may become.
 */
function accepts(pattern: readonly Token[], text: readonly Token[], whole: boolean): boolean {
  let [at, star, resume] = [0, -1, 0];
  for (let index = 0; index < text.length; ) {
    const token = pattern[at];
    if (token === '*') {
      star = at++;
      resume = index;
    } else if (takes(token, text[index] as Token, whole)) {
      at++;
      index++;
    } else if (star >= 0) {
      // The last star takes one more; that it took too little before is all that can have been wrong.
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

function takes(token: Token | undefined, given: Token, whole: boolean): boolean {
  if (token === undefined || token === '*') return false;
  if (token === '?') return !(whole && given === '*');
  return typeof given === 'object' && token.is === given.is;
}

/** More states than any real policy needs. */
const mostStates = 2_000;

/**
 * Whether everything that fits the subject fits one of the patterns (`s3:*` covers `s3:Get*`, `s3:Get*` does not
 * cover `s3:*`). Walks both automata at once; nothing when that takes too long to be a real policy.
 */
export function covers(
  patterns: readonly string[],
  subject: string,
  ignoreCase: boolean,
): boolean | undefined {
  if (patterns.includes('*')) return true;
  const wanted = tokens(subject, ignoreCase);
  const given = patterns.map((pattern) => tokens(pattern, ignoreCase));
  // A text with characters that no pattern names, in the place of each wildcard, settles nearly every case.
  const taking = given.filter((pattern) => accepts(pattern, wanted, false));
  if (taking.length === 0) return false;
  if (wanted.every((token) => typeof token === 'object')) return true;
  // One pattern that covers it alone (`s3:*`) spares the walk, which takes 0.3 ms.
  if (taking.some((pattern) => accepts(pattern, wanted, true))) return true;
  const symbols = alphabet([wanted, ...given]);
  const begin = { at: closure(wanted, [0]), sets: given.map((pattern) => closure(pattern, [0])) };
  const waiting = [begin];
  const seen = new Set([keyOf(begin)]);
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const { at, sets } = state;
    const accepted = sets.some((set, index) => set.has(given[index]?.length ?? -1));
    if (at.has(wanted.length) && !accepted) return false;
    for (const symbol of symbols) {
      const next = {
        at: after(wanted, at, symbol),
        sets: sets.map((set, index) => after(given[index] ?? [], set, symbol)),
      };
      const key = keyOf(next);
      if (next.at.size === 0 || seen.has(key)) continue;
      if (seen.size >= mostStates) return undefined;
      seen.add(key);
      waiting.push(next);
    }
  }
  return true;
}

function keyOf(state: { at: Set<number>; sets: readonly Set<number>[] }): string {
  return [state.at, ...state.sets].map((set) => [...set].sort((a, b) => a - b).join(',')).join('|');
}

function alphabet(patterns: readonly (readonly Token[])[]): ReadonlySet<string | undefined> {
  const symbols = new Set<string | undefined>([undefined]);
  for (const token of patterns.flat()) if (typeof token === 'object') symbols.add(token.is);
  return symbols;
}

/** Whether something fits both patterns. Goes through the pairs of their ends, last ones first. */
export function overlaps(left: string, right: string, ignoreCase: boolean): boolean {
  const a = tokens(left, ignoreCase);
  const b = tokens(right, ignoreCase);
  if (differAtOnce(a, b)) return false;
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      row[j] = meets(a[i], b[j], {
        right: row[j + 1] ?? false,
        below: below[j] ?? false,
        both: below[j + 1] ?? false,
      });
    }
    below = row;
  }
  return below[0] ?? false;
}

/** Most pairs differ in a letter before their first wildcard. */
function differAtOnce(a: readonly Token[], b: readonly Token[]): boolean {
  for (let index = 0; index < a.length && index < b.length; index++) {
    const [one, other] = [a[index], b[index]];
    if (typeof one !== 'object' || typeof other !== 'object') return false;
    if (one.is !== other.is) return true;
  }
  return false;
}

type Neighbours = { readonly right: boolean; readonly below: boolean; readonly both: boolean };

function meets(one: Token | undefined, other: Token | undefined, next: Neighbours): boolean {
  if (one === undefined && other === undefined) return true;
  if (one === '*' || other === '*') return next.right || next.below;
  if (one === undefined || other === undefined) return false;
  return next.both && (one === '?' || other === '?' || one.is === other.is);
}
