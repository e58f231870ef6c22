import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRecording } from './run.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What scenarios may ask to lie in their folder before the first run. */
export const preparations: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  'a recording with a denied call': (folder) => copyRecording(join(folder, 'denied')),
  'a recording with every answer': async (folder) => {
    await copyRecording(join(folder, 'whole'));
    const denied = join(folder, 'whole/111122223333/us-east-1/ec2.DescribeFlowLogs.json');
    await editAnswers(denied, () => flowLog);
  },
  'a recording with a broken file': async (folder) => {
    await copyRecording(join(folder, 'broken'));
    await writeFile(join(folder, 'broken/111122223333/global/iam.GetAccountSummary.json'), '{"answers": [');
  },
  'a recording with a missing file': async (folder) => {
    await copyRecording(join(folder, 'torn'));
    const index = join(folder, 'torn/recording.json');
    const text = await readFile(index, 'utf8');
    await writeFile(index, text.replace('"files": [', '"files": ["111122223333/global/iam.ListUsers.json",'));
  },
  'an empty folder': async (folder) => {
    await mkdir(join(folder, 'nothing'));
  },
  'a place that nobody may write to': async (folder) => {
    await writeFile(join(folder, 'taken'), 'a file where a folder should be');
  },
};

const flowLog: Json = {
  FlowLogs: [
    {
      FlowLogId: 'fl-0a1b2c3d4e5f60718',
      FlowLogStatus: 'ACTIVE',
      ResourceId: 'vpc-2bbdf7e99dd02bc68',
      TrafficType: 'ALL',
      LogDestinationType: 'cloud-watch-logs',
    },
  ],
};

/** Changes the output of every answer in a file of a recording. */
export async function editAnswers(path: string, change: (output: Json, input: Json) => Json): Promise<void> {
  const file = JSON.parse(await readFile(path, 'utf8'));
  for (const answer of file.answers) {
    const output = change(answer.output ?? null, answer.input);
    if (output === null) continue;
    answer.output = output;
    delete answer.error;
  }
  await writeFile(path, JSON.stringify(file));
}
