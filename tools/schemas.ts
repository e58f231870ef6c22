import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkBuiltIns } from '../src/cli/check-built-ins.ts';
import { historySchema } from '../src/cli/history-schema.ts';
import { organisationSchema } from '../src/reporters/json/organisation-schema.ts';
import { reportSchema } from '../src/reporters/json/schema.ts';
import { catalogueSchema } from '../src/rules/catalogue-schema.ts';
import { policySchemaForEditors } from './schemas-for-editors/policy.ts';
import { ruleSchemaForEditors } from './schemas-for-editors/rule.ts';

type Checked = Awaited<ReturnType<typeof checkBuiltIns>>;

/** The published schemas by file name: `docs/schemas` holds them for readers, `dist/schemas` for users and their editors. */
export function schemaFiles({ rules, catalogue }: Checked): Readonly<Record<string, string>> {
  const schemas = {
    rule: ruleSchemaForEditors(catalogue),
    policy: policySchemaForEditors(
      rules.map(({ rule }) => rule),
      catalogue,
    ),
    requirements: catalogueSchema,
    report: reportSchema,
    accounts: organisationSchema,
    history: historySchema,
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  );
}

export async function writeSchemas(folder: string, checked: Checked): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(schemaFiles(checked))) await writeFile(join(folder, name), text);
}

// node --import tsx tools/schemas.ts [folder …]
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folders = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const checked = await checkBuiltIns('rules');
  for (const folder of folders.length === 0 ? ['docs/schemas'] : folders) await writeSchemas(folder, checked);
}
