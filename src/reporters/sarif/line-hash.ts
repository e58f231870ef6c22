const windowLength = 100;
const multiplier = 37n;
const newline = 10;
const endOfFile = 65_535;

/**
 * The fingerprint that github/codeql-action's upload step computes for every line, `hash:occurrence`; a differing one
 * draws a warning for each result. A line's hash covers 100 characters from its start, blanks left out.
 * https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
 */
export function lineHashes(text: string): readonly string[] {
  const { codes, starts } = visibleCodes(text);
  const occurrences = new Map<string, number>();
  return starts.map((start) => {
    const hash = hashFrom(codes, start);
    const occurrence = (occurrences.get(hash) ?? 0) + 1;
    occurrences.set(hash, occurrence);
    return `${hash}:${occurrence}`;
  });
}

function visibleCodes(text: string): {
  readonly codes: readonly number[];
  readonly starts: readonly number[];
} {
  const codes: number[] = [];
  const starts = [0];
  const unified = text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '');
  for (let index = 0; index < unified.length; index += 1) {
    const code = unified.charCodeAt(index);
    codes.push(code);
    if (code === newline) starts.push(codes.length);
  }
  codes.push(endOfFile);
  return { codes, starts };
}

function hashFrom(codes: readonly number[], start: number): string {
  let hash = 0n;
  for (let offset = 0; offset < windowLength; offset += 1) {
    hash = BigInt.asUintN(64, hash * multiplier + BigInt(codes[start + offset] ?? 0));
  }
  return hash.toString(16);
}
