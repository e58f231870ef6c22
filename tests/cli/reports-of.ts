import type { Report } from '../../src/model/report.ts';
import { run } from './run.ts';

/** The reports of command lines that have a name; each is judged once a process. */
export function reportsOf(
  judged: Readonly<Record<string, readonly string[]>>,
): (name: string) => Promise<Report> {
  const reports = new Map<string, Promise<Report>>();
  return (name) => {
    const known = reports.get(name) ?? judge(judged[name] ?? []);
    reports.set(name, known);
    return known;
  };
}

async function judge(argv: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await run([...argv, '--report', 'json', '--quiet']);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}
