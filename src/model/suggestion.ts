/** The candidate nearest to a misspelt word, if one is near enough to be meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** "Did you mean …?", or the choices where nothing is near. */
export function suggest(word: string, candidates: Iterable<string>): string {
  const all = [...candidates].sort();
  const match = nearest(word, all);
  if (match !== undefined) return `Did you mean \`${match}\`?`;
  if (all.length === 0) return 'There is nothing to choose from.';
  const choices = besides(word, all);
  const shown = choices.slice(0, 12).join(', ');
  return `Known: ${shown}${choices.length > 12 ? ', …' : '.'}`;
}

/** Those of the same folder, where the word names one that is there: `rds/…`. */
function besides(word: string, all: readonly string[]): readonly string[] {
  const folder = word.slice(0, word.indexOf('/') + 1);
  const near = folder === '' ? [] : all.filter((candidate) => candidate.startsWith(folder));
  return near.length > 0 ? near : all;
}

/** Optimal string alignment distance (a swap of neighbours counts one), cut off at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? limit;
}
