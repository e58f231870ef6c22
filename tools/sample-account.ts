import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeRecording } from '../src/sources/aws-account/record.ts';
import { toText } from '../src/sources/aws-account/recording-files.ts';
import { sampleRecording } from './sample-account/recording.ts';
import { snapshotFiles } from './sample-account/snapshot.ts';

/** Writes the recorded sample account anew, and the snapshots of its AWS Config; the same bytes every time. */
const directory = fileURLToPath(new URL('../fixtures/accounts/caja-prod', import.meta.url));
const snapshots = new URL('../fixtures/snapshots/caja-prod/', import.meta.url);
const recording = sampleRecording();
rmSync(directory, { recursive: true, force: true });
await writeRecording(directory, recording);
rmSync(snapshots, { recursive: true, force: true });
mkdirSync(snapshots, { recursive: true });
for (const { name, content } of snapshotFiles(recording))
  writeFileSync(new URL(name, snapshots), toText(content));
process.stdout.write(`${recording.answers.length} answers written to fixtures/accounts/caja-prod.\n`);
