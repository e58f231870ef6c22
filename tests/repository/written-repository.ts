import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Location } from '../../src/model/location.ts';

/** Writes a repository that lasts as long as its test: texts by path; `-> x` makes a symbolic link. */
export function writeRepository(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'repository-')));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, '.git'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), join(root, file));
    else writeFileSync(join(root, file), text);
  }
  return root;
}

/** `main.tf:3:5 attribute versioning.enabled in 1-9 by module.a@main.tf:12:1`. */
export function shown(location: Location | undefined): string {
  if (location === undefined) return 'nowhere';
  const { file, line, column, part, path, block, calls } = location;
  return [
    `${file}:${line}:${column}`,
    part,
    ...(path === undefined ? [] : [path]),
    ...(block === undefined ? [] : [`in ${block.line}-${block.endLine}`]),
    ...calls.map((call) => `by ${call.name}@${call.file}:${call.line}:${call.column}`),
  ].join(' ');
}
