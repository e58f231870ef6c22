import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/model/report.ts';
import { formatNames } from '../../src/reporters/index.ts';
import type { Goldens } from '../../tools/goldens.ts';
import { earlierRuns } from '../reporters/sample-history.ts';
import { run } from './run.ts';

const folder = 'reports/sample';
const endings = {
  table: 'txt',
  sarif: 'sarif',
  markdown: 'md',
  comment: 'comment.md',
  html: 'html',
  json: 'json',
} as const;
/** The plan, and the folder that was planned: findings point at its lines. */
const plan = 'fixtures/plans/caja-prod-change.json';
const words = ['plan', plan, '--stack', 'fixtures/cases/change/after', '--environment', 'prod'];

/** One report of every format, of a change to production: what a reader of the repository can look at. */
export async function goldens(): Promise<readonly Goldens[]> {
  const files: Record<string, string> = {};
  for (const format of formatNames) {
    files[`${folder}/plan.${endings[format]}`] = await reported([...words, '--report', format, '--quiet']);
  }
  files[`${folder}/plan.html`] = await pageWithHistory();
  return [{ folder, files }];
}

async function reported(argv: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(argv);
  if (stdout === '') throw new Error(stderr);
  return stdout;
}

/** The page shows the most where a history is kept: ten made-up nights before it. */
async function pageWithHistory(): Promise<string> {
  const report = JSON.parse(await reported([...words, '--report', 'json', '--quiet'])) as Report;
  const place = await mkdtemp(join(tmpdir(), 'caja-history-'));
  try {
    const history = join(place, 'history.jsonl');
    const lines = earlierRuns(report).map((entry) => `${JSON.stringify(entry)}\n`);
    await writeFile(history, lines.join(''));
    return await reported([...words, '--report', 'html', '--history', history, '--quiet']);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
