import { spawnSync } from 'node:child_process';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { writeBigPlan } from './bench/big-plan.ts';

/**
 * Speed and memory as ratios to a floor measured in the same run: node, read and JSON.parse of the same file, and Node's own
 * start. Figures only; nothing fails by time, since machines differ.
 */
const folder = '.bench';
const sizes = [1_000, 10_000, 50_000];
const stack = 'infrastructure/environments/prod';
const showRss = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nrss '+process.resourceUsage().maxRSS+'\\n'))`;
const parse = 'JSON.parse(require("node:fs").readFileSync(process.argv[1],"utf8"))';

interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
}

await mkdir(folder, { recursive: true });
const sample = JSON.parse(await readFile('fixtures/plans/caja-prod.json', 'utf8')) as Record<string, unknown>;
start();
const scans: Scan[] = [];
for (const size of sizes) scans.push(await scan(size));
growth(scans);

/** `--version` against `node -e 0`. */
function start(): void {
  const [floor, version] = interleaved(15, [
    ['-e', '0'],
    ['dist/cli.js', '--version'],
  ]);
  say(
    'start',
    `node -e 0 ${ms(floor)}, --version ${ms(version)}: ${ratio(version.milliseconds, floor.milliseconds)} times (aim 1.3)`,
  );
}

interface Scan {
  readonly resources: number;
  readonly milliseconds: number;
}

/** How the time grows with the plan: joins that look at every pair would show as a power near 2. */
function growth(measured: readonly Scan[]): void {
  const steps = measured.slice(1).map((larger, index) => {
    const smaller = measured[index] ?? larger;
    const times = larger.milliseconds / smaller.milliseconds;
    const power = Math.log(times) / Math.log(larger.resources / smaller.resources);
    return `${smaller.resources} to ${larger.resources} resources: ${times.toFixed(1)} times the time (power ${power.toFixed(2)})`;
  });
  say('growth', steps.join('; '));
}

async function scan(size: number): Promise<Scan> {
  const path = join(folder, `plan-${size}.json`);
  const resources = await writeBigPlan(sample, size, path);
  const megabytes = ((await stat(path)).size / 1e6).toFixed(1);
  const times = size > 20_000 ? 3 : 5;
  // The lines' cost depends on the repository, not on the plan: it is told apart.
  const located = ['dist/cli.js', 'plan', path, '--stack', stack, '--soft-fail', '--quiet'];
  const scanning = [...located, '--no-source'];
  const [floor, scanned, withLines] = interleaved(times, [['-e', parse, path], scanning, located]);
  const counts = evaluations(path);
  const rate = counts / Math.max(0.001, (scanned.milliseconds - floor.milliseconds) / 1000);
  say(
    `${resources} resources, ${megabytes} MB`,
    `JSON.parse ${ms(floor)} ${mb(floor)}, scan ${ms(scanned)} ${mb(scanned)}: ` +
      `time ${ratio(scanned.milliseconds, floor.milliseconds)} (aim 2 at 10,000), memory ${ratio(scanned.megabytes, floor.megabytes)} (aim 3); ` +
      `${counts} rule evaluations${rate > 0 && scanned.milliseconds > floor.milliseconds ? `, ${Math.round(rate / 1000)}k a second above the floor` : ''}; ` +
      `with the lines of this repository ${ms(withLines)}`,
  );
  return { resources, milliseconds: scanned.milliseconds };
}

function evaluations(path: string): number {
  const report = join(folder, 'report.json');
  const { status } = run([
    'dist/cli.js',
    'plan',
    path,
    '--stack',
    stack,
    '--soft-fail',
    '--quiet',
    '--report',
    `json=${report}`,
  ]);
  if (status !== 0) throw new Error(`the scan of ${path} failed`);
  const summary = spawnSync(
    process.execPath,
    ['-e', `${parse.replace('JSON', 'console.log(JSON.stringify(JSON')}.summary.counts))`, report],
    { encoding: 'utf8' },
  );
  const counts = JSON.parse(summary.stdout) as Record<string, number>;
  return Object.values(counts).reduce((sum, value) => sum + value, 0);
}

/** Medians of runs that take turns, so that a slow moment of the machine hits all alike. */
function interleaved<const T extends readonly (readonly string[])[]>(
  times: number,
  commands: T,
): { [index in keyof T]: Run } {
  const runs = commands.map((): Run[] => []);
  for (let turn = 0; turn < times; turn++)
    for (const [index, command] of commands.entries()) runs[index]?.push(run(command));
  return runs.map((list) => ({
    milliseconds: median(list.map((one) => one.milliseconds)),
    megabytes: median(list.map((one) => one.megabytes)),
  })) as unknown as { [index in keyof T]: Run };
}

function run(command: readonly string[]): Run & { readonly status: number | null } {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', showRss, ...command], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const milliseconds = performance.now() - began;
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  return { status, milliseconds, megabytes: Number(/rss (\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1024 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function ratio(value: number, floor: number): string {
  return (value / floor).toFixed(2);
}

function ms(one: Run): string {
  return `${one.milliseconds.toFixed(0)} ms`;
}

function mb(one: Run): string {
  return `${one.megabytes.toFixed(0)} MB`;
}

function say(what: string, words: string): void {
  process.stdout.write(`${what}: ${words}\n`);
}
