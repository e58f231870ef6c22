import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from './repository-root.ts';

/** Files that tests compare with, byte for byte. */
export interface Goldens {
  /** Folder that holds these and nothing else: what is not made any more is removed. Left out for lone files. */
  readonly folder?: string;
  /** Text by path from the repository's root. */
  readonly files: Readonly<Record<string, string>>;
}

/** Every maker of goldens of the project: add a line, export `goldens` from a module beside the tests that compare. */
const makers: readonly (() => Promise<{ goldens: () => Promise<readonly Goldens[]> }>)[] = [
  () => import('../tests/reporters/goldens.ts'),
  () => import('../tests/twins/goldens.ts'),
  () => import('../tests/cli/goldens.ts'),
  () => import('../tests/terraform-plan/corpus-verdicts.ts'),
  () => import('../tests/cli/sample.ts'),
  () => import('../tests/cli/lost-answers.ts'),
  () => import('../tests/cli/explain-goldens.ts'),
  () => import('../tests/terraform-state/fixture.ts'),
  () => import('../tests/cli/lines.ts'),
];

function rewrite({ folder, files }: Goldens): void {
  if (folder !== undefined) {
    const home = join(repositoryRoot, folder);
    mkdirSync(home, { recursive: true });
    for (const name of readdirSync(home)) if (!(`${folder}/${name}` in files)) rmSync(join(home, name));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repositoryRoot, path)), { recursive: true });
    writeFileSync(join(repositoryRoot, path), text);
  }
}

async function main(): Promise<void> {
  let written = 0;
  for (const load of makers) {
    const { goldens } = await load();
    for (const one of await goldens()) {
      rewrite(one);
      written += Object.keys(one.files).length;
    }
  }
  process.stdout.write(`${written} goldens written. Read the difference before you commit it.\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
