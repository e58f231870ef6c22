import type { Gap } from '../../model/resource.ts';
import { type AccountItem, field, isObject } from './item.ts';

const definitions = 'AWS::ECS::TaskDefinition';
const services = 'AWS::ECS::Service';
const rules = 'AWS::Events::Rule';

/** Revisions of task definitions that are not judged, and the notes that say so. */
export interface OldRevisions {
  readonly items: ReadonlySet<AccountItem>;
  readonly gaps: readonly Gap[];
}

/**
 * AWS Config keeps every revision of a task definition that nobody deregistered. Those that a service or an EventBridge rule runs
 * are judged, and the newest of each family, which whoever names the family alone gets:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html. Where it cannot be told what runs, all of them are.
 */
export function oldRevisions(
  items: readonly AccountItem[],
  isListed: (region: string, type: string) => boolean,
): OldRevisions {
  const regions = new Set(items.filter(({ type }) => type === definitions).map(({ region }) => region));
  const old = [...regions].sort().map((region) => {
    const here = items.filter((item) => item.region === region);
    const isTold = [definitions, services, rules].every((type) => isListed(region, type));
    return { region, items: isTold ? oldAmong(here) : [] };
  });
  return {
    items: new Set(old.flatMap((one) => one.items)),
    gaps: old.filter((one) => one.items.length > 0).map((one) => noteOf(one.region, one.items)),
  };
}

function noteOf(region: string, items: readonly AccountItem[]): Gap {
  const [first] = items;
  const what = items.length === 1 ? 'an older revision' : `${items.length} older revisions`;
  return {
    reason: 'out-of-reach',
    message: `AWS Config holds ${what} of ECS task definitions in ${region} that no service and no EventBridge rule runs; they are not judged. Whether EventBridge Scheduler, a state machine or a person still starts one is not read: deregister what nobody needs.`,
    incomplete: false,
    ...(first === undefined ? {} : { account: first.account }),
    region,
    kinds: [],
  };
}

function oldAmong(items: readonly AccountItem[]): readonly AccountItem[] {
  const used = usedDefinitions(items);
  if (used === undefined) return [];
  const newest = new Map<string, number>();
  const revisions = items.filter(({ type }) => type === definitions).map(revisionOf);
  for (const revision of revisions) {
    if (revision === undefined) return [];
    newest.set(revision.family, Math.max(revision.number, newest.get(revision.family) ?? 0));
  }
  return revisions.flatMap((revision) => {
    if (revision === undefined || revision.number === newest.get(revision.family)) return [];
    return used.has(`${revision.family}:${revision.number}`) ? [] : [revision.item];
  });
}

interface Revision {
  readonly item: AccountItem;
  readonly family: string;
  readonly number: number;
}

function revisionOf(item: AccountItem): Revision | undefined {
  const [, family, number] = /task-definition\/([^/:]+):(\d+)$/.exec(item.arn ?? '') ?? [];
  return family === undefined ? undefined : { item, family, number: Number(number) };
}

/** FAMILY:REVISION of whatever runs; undefined where an item does not tell. */
function usedDefinitions(items: readonly AccountItem[]): ReadonlySet<string> | undefined {
  const used = new Set<string>();
  for (const item of items) {
    const named = item.type === services ? serviceRuns(item) : item.type === rules ? ruleRuns(item) : [];
    if (named === undefined) return undefined;
    for (const name of named) used.add(name.split('/').at(-1) as string);
  }
  return used;
}

/** Where CodeDeploy or somebody else deploys, the definition may stand with the sets of tasks alone. */
function serviceRuns({ configuration }: AccountItem): readonly string[] | undefined {
  const named = configuration === undefined ? undefined : field(configuration, 'TaskDefinition');
  return typeof named === 'string' && named !== '' ? [named] : undefined;
}

function ruleRuns({ configuration }: AccountItem): readonly string[] | undefined {
  if (configuration === undefined) return undefined;
  const targets = field(configuration, 'Targets') ?? [];
  if (!Array.isArray(targets)) return undefined;
  return targets.flatMap((target: unknown): readonly string[] => {
    const task = isObject(target) ? field(target, 'EcsParameters') : undefined;
    const named = isObject(task) ? field(task, 'TaskDefinitionArn') : undefined;
    return typeof named === 'string' ? [named] : [];
  });
}
