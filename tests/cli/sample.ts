import { formatNames } from '../../src/reporters/index.ts';
import type { Goldens } from '../../tools/goldens.ts';
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
const words = ['plan', 'fixtures/plans/caja-prod-change.json', '--stack', 'infrastructure/environments/prod'];

/** One report of every format, of a change to production: what a reader of the repository can look at. */
export async function goldens(): Promise<readonly Goldens[]> {
  const files: Record<string, string> = {};
  for (const format of formatNames) {
    const { stdout, stderr } = await run([...words, '--report', format, '--quiet']);
    if (stdout === '') throw new Error(stderr);
    files[`${folder}/plan.${endings[format]}`] = stdout;
  }
  return [{ folder, files }];
}
