import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Report } from '../model/report.ts';
import { mayBeUploaded } from '../reporters/sarif/index.ts';
import type { ActionRun } from './action-inputs.ts';
import { numberedPath } from './numbered-path.ts';

/** What the action tells the steps behind it: small words, and where the files are. */
export type ActionOutputs = Readonly<Record<string, string>>;

/** As many upload steps as the action has: GitHub takes 20 runs in a file, and one file a step. */
export const uploadSteps = 3;

/** Reads what a run has written, and why its gate says what it says; where it has written nothing, it was a mistake. */
export async function actionOutputs(
  code: number,
  { files, forUpload }: ActionRun,
): Promise<{ readonly outputs: ActionOutputs; readonly reason?: string }> {
  const first = { 'exit-code': String(code) };
  if (!existsSync(files.json)) return { outputs: { ...first, result: 'mistake' } };
  // One account and many have the same summary.
  const { summary } = JSON.parse(await readFile(files.json, 'utf8')) as Pick<Report, 'summary'>;
  const { counts, failBySeverity, gate } = summary;
  const written = (path: string) => (existsSync(path) ? path : '');
  const outputs = {
    ...first,
    result: gate.outcome,
    failed: String(counts.fail),
    critical: String(failBySeverity.critical),
    high: String(failBySeverity.high),
    medium: String(failBySeverity.medium),
    low: String(failBySeverity.low),
    waived: String(counts.waived),
    'cannot-tell': String(counts.unknown),
    'json-file': files.json,
    'markdown-file': written(files.markdown),
    'comment-file': written(files.comment),
    'html-file': written(files.html),
    'sarif-file': written(files.sarif),
    ...(forUpload ? await uploads(files.sarif) : {}),
  };
  return { outputs, reason: gate.reason };
}

/** `upload-1` and so on: what GitHub may take without closing alerts that nobody looked at. */
async function uploads(sarif: string): Promise<ActionOutputs> {
  const outputs: Record<string, string> = {};
  for (const path of sarifFiles(sarif)) {
    const log = JSON.parse(await readFile(path, 'utf8')) as Parameters<typeof mayBeUploaded>[0];
    if (mayBeUploaded(log)) outputs[`upload-${Object.keys(outputs).length + 1}`] = path;
  }
  return outputs;
}

/** The file and the numbered ones behind it. */
export function sarifFiles(sarif: string): readonly string[] {
  const files: string[] = [];
  for (let number = 1; existsSync(numberedPath(sarif, number)); number += 1)
    files.push(numberedPath(sarif, number));
  return files;
}
