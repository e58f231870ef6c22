import { type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import { globMatcher } from '../../../model/glob.ts';
import { isObject } from '../json.ts';
import { readLinks } from '../links.ts';
import type { PlannedResource } from '../plan.ts';
import { readBlocks, readString, readStrings } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import { addressIn, type Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

/** The resource that says what a plan backs up. */
export const selection = {
  type: 'aws_backup_selection',
  by: 'plan_id',
  owner: ['id'],
} as const satisfies Link;

/**
 * What a plan backs up: resources that are named, that a pattern of ARNs matches, or that carry a tag. A selection that is
 * narrowed once more may hold any of it.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
 */
export function readSelected(plan: Scope, view: PhaseView): Fact<ListValue<string>> {
  const path = selection.type;
  const attached = attachedTo(plan, selection, view);
  const items: Fact<string>[] = [];
  let open: Unknown | undefined = attached.open ?? notHere(plan, attached.items.length);
  for (const at of attached.items) {
    const found = isNarrowed(at) ? { items: [], open: narrowed(at) } : selectedBy(at, view);
    items.push(...found.items);
    open ??= found.open;
  }
  return known(open === undefined ? { items } : { items, open }, plan.place, path);
}

/** Selections of a plan that exists may be held elsewhere. */
function notHere(plan: Scope, count: number): Unknown | undefined {
  if (plan.fresh || count > 0) return undefined;
  const detail = 'the backup plan exists already, and the plan does not hold what it selects';
  return unknown('not-in-plan', detail, { place: plan.place, path: selection.type });
}

/** The provider computes both where nobody writes them, so that an open block that nobody wrote is none. */
function isNarrowed(at: Scope): boolean {
  const { items, open } = readBlocks(at, 'condition', 'nothing');
  const except = readStrings(at, 'not_resources');
  const excepts = except.state !== 'known' || except.value.items.length > 0;
  return items.length > 0 || open !== undefined || excepts;
}

function narrowed(at: Scope): Unknown {
  const detail = `${at.resource.address} narrows what it selects by conditions`;
  return unknown('ambiguous', detail, { place: at.place, path: 'condition' });
}

function selectedBy(at: Scope, view: PhaseView): ListValue<string> {
  const links = readLinks(at, 'resources');
  const named = links.state === 'known' ? links.value : { items: [] };
  const items: Fact<string>[] = [];
  for (const link of named.items) {
    const isPattern = link.state === 'known' && /[*?]/.test(link.value);
    if (isPattern) items.push(...within(at, view, (resource) => matches(link.value, resource, view)));
    else items.push(link);
  }
  const tags = readBlocks(at, 'selection_tag');
  const open = hidden(at) ?? named.open ?? tags.open;
  for (const tag of tags.items) items.push(...within(at, view, (resource) => carries(tag, resource, view)));
  return open === undefined ? { items } : { items, open };
}

/** Of a set with unknown elements a plan shows the references alone, not the patterns that may stand beside them. */
function hidden(at: Scope): Unknown | undefined {
  const list = readStrings(at, 'resources');
  if (list.state !== 'unknown') return undefined;
  return unknown('known-after-apply', `${list.detail}, and patterns may stand beside that`, {
    place: at.place,
    path: 'resources',
  });
}

type Answer = 'yes' | 'no' | 'perhaps';

/** ARNs of what AWS Backup backs up and rules ask about. */
const backedUp: Readonly<Record<string, readonly [service: string, before: string, name: string]>> = {
  aws_db_instance: ['rds', 'db:', 'identifier'],
  aws_rds_cluster: ['rds', 'cluster:', 'cluster_identifier'],
  aws_dynamodb_table: ['dynamodb', 'table/', 'name'],
  aws_efs_file_system: ['elasticfilesystem', 'file-system/', 'id'],
  aws_s3_bucket: ['s3', '', 'bucket'],
};

function within(
  at: Scope,
  view: PhaseView,
  ask: (resource: PlannedResource) => Answer,
): readonly Fact<string>[] {
  const items: Fact<string>[] = [];
  for (const resource of Object.keys(backedUp).flatMap((type) => view.ofType(type))) {
    const answer = ask(resource);
    const address = addressIn(resource, view.phase);
    if (answer === 'yes') items.push(known(address, at.place, 'resources'));
    if (answer === 'perhaps') items.push(mayBe(address, at));
  }
  return items;
}

/** A link with two ends is none that certainly leads to the first. */
function mayBe(address: string, at: Scope): Unknown {
  const own = addressOf(at);
  return unknown('ambiguous', `${own} may select ${address}`, {
    place: at.place,
    path: 'resources',
    references: [{ text: address, targets: [address, own] }],
  });
}

function addressOf(at: Scope): string {
  return at.place.source === 'terraform-plan' ? at.place.address : at.resource.address;
}

function valuesOf(resource: PlannedResource, view: PhaseView) {
  return (view.phase === 'before' ? resource.before : resource.after) ?? {};
}

/** A pattern names the account of its own plan, or none. */
function matches(pattern: string, resource: PlannedResource, view: PhaseView): Answer {
  const shape = backedUp[resource.type];
  if (shape === undefined) return 'no';
  if (pattern === '*') return 'yes';
  const [service, before, nameKey] = shape;
  const [, , ofService = '', region = '', , ...rest] = pattern.split(':');
  if (!like(service, ofService)) return 'no';
  const tail = rest.join(':');
  const name = valuesOf(resource, view)[nameKey];
  const fits: Answer =
    typeof name === 'string'
      ? like(before + name, tail)
        ? 'yes'
        : 'no'
      : tail === '*' || tail === `${before}*`
        ? 'yes'
        : 'perhaps';
  if (fits === 'no' || region === '' || region === '*' || region === resource.region) return fits;
  return resource.region === undefined || /[*?]/.test(region) ? 'perhaps' : 'no';
}

function carries(tag: Scope, resource: PlannedResource, view: PhaseView): Answer {
  const [key, value] = [readString(tag, 'key'), readString(tag, 'value')];
  if (key.state !== 'known' || value.state !== 'known') return 'perhaps';
  const values = valuesOf(resource, view);
  const tags = values.tags_all ?? values.tags;
  if (!isObject(tags)) return tags === null ? 'no' : 'perhaps';
  const found = tags[key.value];
  if (found === undefined) return 'no';
  return found === null ? 'perhaps' : found === value.value ? 'yes' : 'no';
}

function like(text: string, pattern: string): boolean {
  return globMatcher([pattern])(text);
}
