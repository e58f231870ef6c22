import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { policySchema } from '../src/policy/policy-schema.ts';
import { catalogueSchema } from '../src/rules/catalogue-schema.ts';
import { ruleSchema } from '../src/rules/rule-schema.ts';

/** The schemas for editors, by file name: `docs/schemas` holds them for readers, `dist/schemas` for users. */
export function schemaFiles(): Readonly<Record<string, string>> {
  const schemas = { rule: ruleSchema, policy: policySchema, requirements: catalogueSchema };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  );
}

export async function writeSchemas(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(schemaFiles())) await writeFile(join(folder, name), text);
}

// node --import tsx tools/schemas.ts [folder …]
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folders = process.argv.slice(2);
  for (const folder of folders.length === 0 ? ['docs/schemas'] : folders) await writeSchemas(folder);
}
