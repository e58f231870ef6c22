import {
  actionOf,
  type Mutable,
  readMask,
  readName,
  readPaths,
  type Surroundings,
  unknownByOmission,
} from './changes.ts';
import type { PlanDocument } from './document.ts';
import { isObject, listOf, member, objectOr, textOf } from './json.ts';
import type { DataResource, Json, JsonObject, PlannedResource, ResourceName } from './plan.ts';

const empty: JsonObject = {};

/** Everything a plan lists, sorted into what it is. */
export interface Contents {
  readonly resources: PlannedResource[];
  readonly deposed: PlannedResource[];
  /** By address. */
  readonly data: Map<string, DataResource>;
  /** Read from `planned_values`, for want of changes. */
  withoutChanges: boolean;
  /** Entries that name no resource or no known action. */
  unreadable: number;
}

export function readContents(document: PlanDocument, around: Surroundings): Contents {
  const contents: Contents = {
    resources: [],
    deposed: [],
    data: new Map(),
    withoutChanges: false,
    unreadable: 0,
  };
  for (const raw of document.priorData()) addRead(contents, raw, around);
  const changes = document.changes ?? [];
  for (const raw of changes) addChange(contents, raw, around);
  if (changes.length === 0) {
    for (const raw of document.plannedValues()) addPlannedValue(contents, raw, around);
    contents.withoutChanges = contents.resources.length > 0;
  }
  // Where one of several has to be named, it must not depend on the order in which a plan lists them.
  contents.resources.sort(byAddress);
  return contents;
}

function byAddress(a: PlannedResource, b: PlannedResource): number {
  return a.address < b.address ? -1 : a.address > b.address ? 1 : 0;
}

function addChange(contents: Contents, raw: Json, around: Surroundings): void {
  const name = isObject(raw) ? readName(raw, around) : undefined;
  const change = member(raw, 'change');
  if (!isObject(raw) || name === undefined || !isObject(change)) {
    contents.unreadable++;
    return;
  }
  const actions = listOf(change.actions);
  if (name.mode === 'data') {
    if (!actions.includes('delete')) addDeferred(contents, name, change);
    return;
  }
  const action = actionOf(actions);
  if (action === undefined) {
    contents.unreadable++;
    return;
  }
  const [before, after] = [objectOr(change.before, null), objectOr(change.after, null)];
  const resource = plannedResource(raw, name, { action, before, after }, around);
  resource.afterUnknown = readMask(change.after_unknown);
  resource.beforeSensitive = readMask(change.before_sensitive);
  resource.afterSensitive = readMask(change.after_sensitive);
  resource.replacePaths = readPaths(change.replace_paths);
  resource.importing = isObject(change.importing);
  (resource.deposed === undefined ? contents.resources : contents.deposed).push(resource);
}

// Spreading optional members into one literal costs more than parsing the entry: they are set one by one.
function plannedResource(
  raw: JsonObject,
  name: ResourceName,
  change: Pick<PlannedResource, 'action' | 'before' | 'after'>,
  around: Surroundings,
): Mutable<PlannedResource> {
  const { configuration, index } = name;
  const resource: Mutable<PlannedResource> = {
    address: name.address,
    moduleAddress: name.moduleAddress,
    mode: name.mode,
    type: name.type,
    name: name.name,
    providerName: textOf(raw.provider_name) ?? '',
    action: change.action,
    before: change.before,
    after: change.after,
    afterUnknown: empty,
    beforeSensitive: empty,
    afterSensitive: empty,
    replacePaths: [],
    importing: false,
  };
  if (index !== undefined) resource.index = index;
  if (configuration !== undefined) resource.configuration = configuration;
  if (configuration?.providerConfigKey !== undefined)
    resource.providerConfigKey = configuration.providerConfigKey;
  const region = around.region(change.after ?? change.before, configuration);
  if (region !== undefined) resource.region = region;
  const previousAddress = textOf(raw.previous_address);
  if (previousAddress !== undefined) resource.previousAddress = previousAddress;
  // Before Terraform 0.12.0 it was a mere yes.
  const deposed = raw.deposed === true ? 'deposed' : textOf(raw.deposed);
  if (deposed !== undefined) resource.deposed = deposed;
  const actionReason = textOf(raw.action_reason);
  if (actionReason !== undefined) resource.actionReason = actionReason;
  return resource;
}

/** A data source that Terraform reads only while applying. What the prior state says of it is stale. */
function addDeferred(contents: Contents, name: ResourceName, change: JsonObject): void {
  contents.data.set(name.address, {
    ...name,
    values: objectOr(change.after, empty),
    unknown: readMask(change.after_unknown),
    sensitive: readMask(change.after_sensitive),
    deferred: listOf(change.actions).includes('read'),
  });
}

function addRead(contents: Contents, raw: Json, around: Surroundings): void {
  const name = isObject(raw) ? readName(raw, around) : undefined;
  if (!isObject(raw) || name === undefined) return;
  contents.data.set(name.address, {
    ...name,
    values: objectOr(raw.values, empty),
    unknown: empty,
    sensitive: readMask(raw.sensitive_values),
    deferred: false,
  });
}

/** Without changes nobody knows what was there before: every resource is taken for one that exists and stays. */
function addPlannedValue(contents: Contents, raw: Json, around: Surroundings): void {
  const name = isObject(raw) ? readName(raw, around) : undefined;
  // `removed { destroy = false }` leaves a stub without values: https://github.com/hashicorp/terraform/issues/38641
  if (!isObject(raw) || name === undefined || !isObject(raw.values)) return;
  if (name.mode === 'data') {
    addRead(contents, raw, around);
    return;
  }
  const resource = plannedResource(raw, name, { action: 'update', before: null, after: raw.values }, around);
  resource.afterUnknown = unknownByOmission(name.configuration?.expressions, raw.values);
  resource.afterSensitive = readMask(raw.sensitive_values);
  contents.resources.push(resource);
}
