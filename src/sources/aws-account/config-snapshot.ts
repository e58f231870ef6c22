import { UserError } from '../../model/user-error.ts';
import { type ApiAnswer, globalRegion, type Recording } from './answer.ts';
import { type ConfigFile, readConfigFile } from './config-file.ts';
import { deletedBy, type FoundItem, foundItem, newestOf } from './config-file-items.ts';
import { fileApis } from './config-files.ts';
import { compare, sortAnswers } from './recording-files.ts';

/** One file's items of one account and region. */
interface Part {
  readonly file: string;
  readonly api: string;
  readonly snapshotId: string | undefined;
  readonly account: string;
  readonly region: string;
  readonly items: readonly FoundItem[];
  readonly readAt: string;
}

/**
 * Files that AWS Config delivered, as if they were accounts that had been read: one recording for each account that they
 * tell of, by account id. What such files cannot hold is not in them, and the coverage says so.
 */
export async function readConfigFiles(files: readonly ConfigFile[]): Promise<readonly Recording[]> {
  const parts: Part[] = [];
  for (const file of files) parts.push(...(await readParts(file)));
  refuseTwoOfOne(parts);
  const accounts = [...new Set(parts.map(({ account }) => account))].sort(compare);
  return accounts.map((account) =>
    recordingOf(
      account,
      parts.filter((part) => part.account === account),
    ),
  );
}

async function readParts(file: ConfigFile): Promise<readonly Part[]> {
  const found: FoundItem[] = [];
  const { form, snapshotId } = await readConfigFile(file, (item) => found.push(foundItem(item)));
  const accounts = [...new Set(found.flatMap(({ account }) => account ?? []))];
  const [account] = accounts;
  const newest = newestOf(found);
  if (account === undefined || newest === undefined) {
    const message =
      found.length === 0
        ? 'it holds no configuration item: there is nothing to judge'
        : `none of its items says ${account === undefined ? 'whose it is' : 'when it was captured'}`;
    throw new UserError([{ at: file.name, message }]);
  }
  const madeAt = snapshotId === undefined ? undefined : timeInName(file.name, snapshotId);
  const home = homeOf(found);
  const places = new Map<string, FoundItem[]>();
  for (const item of found) {
    const region = item.region === undefined || item.region === globalRegion ? home : item.region;
    const place = `${item.account ?? account} ${region}`;
    const there = places.get(place);
    if (there === undefined) places.set(place, [item]);
    else there.push(item);
  }
  return [...places].map(([place, items]) => {
    const [owner = '', region = ''] = place.split(' ');
    const name = baseName(file.name);
    return {
      file: name,
      api: fileApis[form],
      snapshotId,
      account: owner,
      region,
      items,
      readAt: madeAt ?? newest,
    };
  });
}

/** Where most of a file's items lie: global ones were recorded there as well. */
function homeOf(items: readonly FoundItem[]): string {
  const counts = new Map<string, number>();
  for (const { region } of items)
    if (region !== undefined && region !== globalRegion) counts.set(region, (counts.get(region) ?? 0) + 1);
  const [most] = [...counts].sort(([a, more], [b, less]) => less - more || compare(a, b));
  return most?.[0] ?? globalRegion;
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/**
 * A snapshot does not say when it was made; the name that AWS Config gave it does, and the id in both shows that it is that
 * name still: 123456789012_Config_us-east-2_ConfigSnapshot_20180109T170000Z_ID.json.gz.
 * https://docs.aws.amazon.com/config/latest/developerguide/view-configuration-snapshot.html
 */
function timeInName(path: string, snapshotId: string): string | undefined {
  const name = baseName(path);
  if (!name.includes(snapshotId)) return undefined;
  const [, date, hour, minute, second] = /_(\d{4}-?\d{2}-?\d{2})T(\d{2})(\d{2})(\d{2})Z_/.exec(name) ?? [];
  if (date === undefined) return undefined;
  const day = date.replace(/^(\d{4})-?(\d{2})-?(\d{2})$/, '$1-$2-$3');
  const time = new Date(`${day}T${hour}:${minute}:${second}.000Z`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** Of two snapshots the older one shows what is gone by now; a snapshot that was cut into files keeps its id in each. */
function refuseTwoOfOne(parts: readonly Part[]): void {
  const first = new Map<string, Part>();
  for (const part of parts) {
    if (part.snapshotId === undefined) continue;
    const place = `${part.account} ${part.region}`;
    const other = first.get(place) ?? part;
    first.set(place, other);
    if (other.snapshotId === part.snapshotId) continue;
    throw new UserError([
      {
        at: part.file,
        message: `it is another snapshot of account ${part.account} in ${part.region} than ${other.file}`,
        hint: 'Give one snapshot for each account and region, the newest.',
      },
    ]);
  }
}

function recordingOf(account: string, parts: readonly Part[]): Recording {
  const current = parts.map((part) => ({ ...part, items: itemsThatHold(part, parts) }));
  const regions = [...new Set(parts.map(({ region }) => region))].sort(compare);
  const named = regions.filter((region) => region !== globalRegion);
  const startedAt = parts.map(({ readAt }) => readAt).reduce((a, b) => (a > b ? a : b));
  return {
    format: 1,
    from: 'config-files',
    identity: { account, arn: `arn:${partitionOf(parts)}:iam::${account}:root` },
    startedAt,
    // A file with nothing but global items does not say which region it is from.
    regions: named.length > 0 ? named : regions,
    answers: sortAnswers(current.map(answerOf)),
  };
}

function answerOf({ account, region, api, file, snapshotId, items, readAt }: Part): ApiAnswer {
  const input = { file, ...(snapshotId === undefined ? {} : { configSnapshotId: snapshotId }) };
  const output = { configurationItems: items.map(({ text }) => text) };
  return { account, region, api, input, readAt, output };
}

/**
 * A snapshot is whole: older news about what it does not hold are about things that were gone already. Newer ones come
 * after it, and the newest of each resource counts, also where that says that it was deleted.
 */
function itemsThatHold(part: Part, parts: readonly Part[]): readonly FoundItem[] {
  const news = parts.filter((other) => other.snapshotId === undefined && other.region === part.region);
  if (news.length === 0) return part.items;
  const deleted = deletedBy(news.flatMap(({ items }) => items));
  const kept = part.items.filter((item) => !item.isGone && !deleted(item));
  if (part.snapshotId !== undefined) return kept;
  const snapshot = parts.find((other) => other.snapshotId !== undefined && other.region === part.region);
  return snapshot === undefined ? kept : kept.filter(({ capturedAt = '' }) => capturedAt > snapshot.readAt);
}

function partitionOf(parts: readonly Part[]): string {
  for (const { items } of parts)
    for (const { arn } of items) if (arn !== undefined) return arn.split(':')[1] ?? 'aws';
  return 'aws';
}
