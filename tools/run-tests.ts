import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs the test files that are named, or all. Node 20 finds nothing by a glob and calls that success, so the files are
 * listed here and a run in which no test ran fails.
 */
const given = process.argv.slice(2);
const files = given.length > 0 ? given : await testFiles();
const summary = join(mkdtempSync(join(tmpdir(), 'tests-')), 'tap.txt');
const reporters = [
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=tap',
  `--test-reporter-destination=${summary}`,
];
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-concurrency=2', ...reporters, ...files],
  {
    stdio: 'inherit',
  },
);
const tap = existsSync(summary) ? readFileSync(summary, 'utf8') : '';
const count = (name: string) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
const [passed, failed, skipped] = [count('pass'), count('fail'), count('skipped')];
if (passed + failed === 0) process.stdout.write('No test ran: that is a failure.\n');
const line = `${passed} passed, ${failed} failed, ${skipped} skipped\n`;
process.stdout.write(line);
// Kept for whoever tells the figures of a longer run.
writeFileSync('.test-summary', line);
process.exitCode = status === 0 && passed > 0 && failed === 0 ? 0 : 1;

async function testFiles(): Promise<readonly string[]> {
  const entries = await readdir('tests', { recursive: true });
  return (
    entries
      // Those against moto need a server: `npm run test:moto`.
      .filter((entry) => entry.endsWith('.test.ts') && !/^moto[\\/]/.test(entry))
      .map((entry) => join('tests', entry))
      .sort()
  );
}
