import { chmod, copyFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { builtInFiles } from '../src/cli/built-in-rules.ts';
import { checkBuiltIns } from '../src/cli/check-built-ins.ts';
import { grammarFiles } from '../src/sources/repository/hcl/grammar.ts';
import { licensesOf } from './licenses.ts';
import { writeSchemas } from './schemas.ts';
import { compiledValidators } from './validators.ts';

/** Bundles the program into a folder: split, so that `--version` and a plan scan load only what they need; rules are shipped checked. */
export async function bundle(out: string): Promise<void> {
  await rm(out, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { cli: 'src/cli/bin.ts', action: 'src/cli/action.ts' },
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    chunkNames: 'chunks/[name]-[hash]',
    // ajv and table are CommonJS and call require() for Node's own modules.
    banner: {
      js: "import { createRequire as nodeRequire } from 'node:module';const require = nodeRequire(import.meta.url);",
    },
    plugins: [compiledValidators],
    metafile: true,
    logLevel: 'warning',
  });
  await chmod(join(out, 'cli.js'), 0o755);
  await shipRules(out);
  const grammar = await shipGrammar(out);
  const files = [...Object.keys(metafile.inputs), ...grammar];
  await writeFile(join(out, 'LICENSES.txt'), await licensesOf(files));
}

async function shipRules(out: string): Promise<void> {
  const { rules, catalogue } = await checkBuiltIns('rules');
  const shipped = rules.map(({ examples: _, ...rule }) => rule);
  const examples = Object.fromEntries(rules.map((rule) => [rule.rule.id, rule.examples]));
  await writeFile(join(out, builtInFiles.rules), JSON.stringify({ rules: shipped, catalogue }));
  await writeFile(join(out, builtInFiles.examples), JSON.stringify(examples));
  await writeSchemas(join(out, 'schemas'), { rules, catalogue });
}

/** Tells where the files come from. */
async function shipGrammar(out: string): Promise<readonly string[]> {
  const files = Object.values(grammarFiles).map(({ name, installed }) => ({
    name,
    path: fileURLToPath(installed()),
  }));
  for (const { name, path } of files) await copyFile(path, join(out, name));
  return files.map(({ path }) => relative('', path));
}
