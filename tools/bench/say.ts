export function say(what: string, words: string): void {
  process.stdout.write(`${what}: ${words}\n`);
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
}

/** How one thing grows with another: 1 is in proportion, 2 means that every pair is looked at. */
export function powerOf(
  small: readonly [size: number, cost: number],
  large: readonly [size: number, cost: number],
): string {
  return (Math.log(large[1] / small[1]) / Math.log(large[0] / small[0])).toFixed(2);
}
