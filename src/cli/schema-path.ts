import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { builtInFolder } from './built-in-rules.ts';

const published = 'node_modules/caja-policy/dist/schemas';

/** The way from a file to a schema for editors: that of the installed package, as a file that is shared can name it. */
export async function schemaPath(name: 'rule' | 'policy', from: string, cwd: string): Promise<string> {
  const home = (await homeOf(cwd)) ?? join(cwd, published);
  const path = relative(dirname(from), join(home, `${name}.schema.json`));
  return path.split(sep).join('/');
}

/** The nearest folder upwards into which the package is installed; for the program's own source that of its schemas. */
async function homeOf(cwd: string): Promise<string | undefined> {
  const places = builtInFolder() === undefined ? [published] : [published, 'docs/schemas'];
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const place of places) {
      if (await isThere(join(folder, place, 'rule.schema.json'))) return join(folder, place);
    }
    if (dirname(folder) === folder) return undefined;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
