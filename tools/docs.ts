import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkBuiltIns } from '../src/cli/check-built-ins.ts';
import { kindPages } from './docs/kinds.ts';
import { picture } from './docs/picture.ts';
import { requirementsPage } from './docs/requirements.ts';
import { ruleIndex, rulePageMarkdown } from './docs/rules.ts';
import { readFaults } from './fixtures/fault-files.ts';
import { schemaFiles } from './schemas.ts';

/** Writes the pages and schemas that follow from rules and kinds; with `--check` it only says which are stale, and fails. */
const folder = 'docs';
const generated = [
  'docs/rules',
  'docs/rules.md',
  'docs/kinds.md',
  'docs/requirements.md',
  'docs/picture.svg',
];
const checking = process.argv.includes('--check');

const { rules, catalogue } = await checkBuiltIns('rules');
const pages = new Map<string, string>([
  ['rules.md', ruleIndex(rules)],
  ['requirements.md', requirementsPage(rules, catalogue, readFaults('fixtures'))],
  ['kinds.md', kindPages()],
  ['picture.svg', await picture()],
  ...Object.entries(schemaFiles({ rules, catalogue })).map(([name, text]): [string, string] => [
    `schemas/${name}`,
    text,
  ]),
  ...rules.map((rule): [string, string] => [`rules/${rule.rule.id}.md`, rulePageMarkdown(rule)]),
]);

if (checking) await check();
else await write();

async function write(): Promise<void> {
  for (const path of generated) await rm(path, { recursive: true, force: true });
  for (const [name, text] of pages) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  process.stdout.write(`${pages.size} pages written.\n`);
}

async function check(): Promise<void> {
  const stale: string[] = [];
  for (const [name, text] of pages) {
    const now = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (now !== text) stale.push(join(folder, name));
  }
  const there = await readdir(join(folder, 'rules'), { recursive: true }).catch(() => []);
  const left = there
    .filter((name) => name.endsWith('.md') && !pages.has(`rules/${name}`))
    .map((name) => join(folder, 'rules', name));
  for (const path of [...stale, ...left]) process.stdout.write(`${path} is stale: run npm run docs\n`);
  if (stale.length + left.length > 0) process.exitCode = 1;
  else process.stdout.write(`${pages.size} pages are in sync.\n`);
}
