import { rm } from 'node:fs/promises';
import { parse, resolve } from 'node:path';

/** `audit.sarif`, `audit.2.sarif`, `audit.3.sarif`: the files of one report, from 1. */
export function numberedPath(path: string, number: number): string {
  if (number === 1) return path;
  const { ext } = parse(path);
  return `${path.slice(0, path.length - ext.length)}.${number}${ext}`;
}

/** Takes away what an earlier, longer run left behind: it would be uploaded as if it were of today. */
export async function removeLater(path: string, count: number, cwd: string): Promise<void> {
  for (let number = count + 1; ; number++) {
    const removed = await rm(resolve(cwd, numberedPath(path, number))).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}
