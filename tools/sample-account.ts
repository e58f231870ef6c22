import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeRecording } from '../src/sources/aws-account/record.ts';
import { sampleRecording } from './sample-account/recording.ts';

/** Writes the recorded sample account anew; the same bytes every time. */
const directory = fileURLToPath(new URL('../fixtures/accounts/caja-prod', import.meta.url));
const recording = sampleRecording();
rmSync(directory, { recursive: true, force: true });
await writeRecording(directory, recording);
process.stdout.write(`${recording.answers.length} answers written to fixtures/accounts/caja-prod.\n`);
