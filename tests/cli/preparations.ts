import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRecording } from './run.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What scenarios may ask to lie in their folder before the first run. */
export const preparations: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  'a recording whose only problem is a denied call': (folder) => quietRecording(join(folder, 'quiet')),
  'a recording without a problem': async (folder) => {
    await quietRecording(join(folder, 'sound'));
    const denied = join(folder, 'sound/111122223333/us-east-1/ec2.DescribeFlowLogs.json');
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

/** What violates the policy at `high` or above in the recorded account, by the names it goes by. */
const offenders = new Set([
  'sg-542e93b66521bcb2a',
  'vol-a1c509df21cec49af',
  'vol-b7d7db12fd2e3e28a',
  'db-12C8AA116782C2807B7771B246',
  'caja-prod-reporting',
  'caja-exports-public',
  '4e555b8a-2f88-8350-8a98-1658e1c37ef9',
  'arn:aws:iam::111122223333:policy/break-glass',
  'arn:aws:iam::111122223333:role/partner-integration',
  'arn:aws:iam::111122223333:user/consultant',
]);

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

/** The recorded account without what violates the policy; the one denied call stays denied. */
async function quietRecording(folder: string): Promise<void> {
  await copyRecording(folder);
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.json') || file === 'recording.json') continue;
    await editAnswers(join(folder, file), (output) => mended(withoutOffenders(output)));
  }
  for (const region of ['eu-west-1', 'us-east-1']) await countAnew(join(folder, '111122223333', region));
}

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

function withoutOffenders(value: Json): Json {
  if (typeof value === 'string') return value.includes('<root_account>') ? withoutLines(value) : value;
  if (Array.isArray(value)) return value.filter((item) => !isOffender(item)).map(withoutOffenders);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutOffenders(inner)]));
}

function isOffender(item: Json): boolean {
  if (item === null || typeof item !== 'object') return false;
  return Object.values(item).some((inner) => typeof inner === 'string' && offenders.has(inner));
}

function withoutLines(report: string): string {
  const lines = report.split('\n');
  return lines.filter((line) => !offenders.has(line.split(',')[1] ?? '')).join('\n');
}

/** Switches that are off become on. */
function mended(value: Json): Json {
  return JSON.parse(
    JSON.stringify(value).replace(/("(?:block|ignore|restrict)Public\w+":)false/gi, '$1true'),
  );
}

/** AWS Config's own counts must agree with its rows, or rows went missing. */
async function countAnew(folder: string): Promise<void> {
  const rows = join(folder, 'config.SelectResourceConfig.json');
  const counts = new Map<string, number>();
  await editAnswers(rows, (output) => {
    for (const { resourceType, ...row } of resultsOf(output)) {
      if (!('COUNT(*)' in row)) counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1);
    }
    return output;
  });
  await editAnswers(rows, (output) => {
    if (!resultsOf(output).some((row) => 'COUNT(*)' in row)) return output;
    const counted = [...counts].map(([resourceType, count]) => ({ resourceType, 'COUNT(*)': count }));
    return { ...(output as object), Results: counted };
  });
  const discovered = [...counts].map(([resourceType, count]) => ({ resourceType, count }));
  await editAnswers(join(folder, 'config.GetDiscoveredResourceCounts.json'), (output) => ({
    ...(output as object),
    resourceCounts: discovered,
  }));
}

function resultsOf(output: Json): readonly { readonly resourceType: string }[] {
  return (output as { Results?: readonly { resourceType: string }[] }).Results ?? [];
}
