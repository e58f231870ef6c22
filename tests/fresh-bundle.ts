import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../tools/bundle.ts';

let built: Promise<string> | undefined;

/** The folder of a bundle of the source as it is now, far from the repository: made once, and gone with this process. */
export function freshBundle(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'caja-bundle-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  await writeFile(join(home, 'package.json'), '{ "type": "module" }');
  const out = join(home, 'dist');
  await bundle(out);
  return out;
}
