import { actionOf, readMask, readName, readPaths, type Surroundings, unknownByOmission } from './changes.ts';
import type { PlanDocument } from './document.ts';
import { defined, isObject, listOf, member, objectOr, textOf } from './json.ts';
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
  if (changes.length > 0) return contents;
  for (const raw of document.plannedValues()) addPlannedValue(contents, raw, around);
  contents.withoutChanges = contents.resources.length > 0;
  return contents;
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
  const resource: PlannedResource = {
    ...name,
    ...defined({
      previousAddress: textOf(raw.previous_address),
      deposed: textOf(raw.deposed),
      actionReason: textOf(raw.action_reason),
      providerConfigKey: name.configuration?.providerConfigKey,
      region: around.region(after ?? before, name.configuration),
    }),
    providerName: textOf(raw.provider_name) ?? '',
    action,
    before,
    after,
    afterUnknown: readMask(change.after_unknown),
    beforeSensitive: readMask(change.before_sensitive),
    afterSensitive: readMask(change.after_sensitive),
    replacePaths: readPaths(change.replace_paths),
    importing: isObject(change.importing),
  };
  (resource.deposed === undefined ? contents.resources : contents.deposed).push(resource);
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
  contents.resources.push({
    ...name,
    ...defined({
      providerConfigKey: name.configuration?.providerConfigKey,
      region: around.region(raw.values, name.configuration),
    }),
    providerName: textOf(raw.provider_name) ?? '',
    action: 'update',
    before: null,
    after: raw.values,
    afterUnknown: unknownByOmission(name.configuration?.expressions, raw.values),
    beforeSensitive: empty,
    afterSensitive: readMask(raw.sensitive_values),
    replacePaths: [],
    importing: false,
  });
}
