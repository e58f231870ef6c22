import {
  absent,
  type Fact,
  known,
  type ListValue,
  type Place,
  type Unknown,
  unknown,
} from '../../model/fact.ts';
import type { FactsOf } from '../../model/kind.ts';
import type { Kinds } from '../../model/kinds/index.ts';
import type { CommonFacts, Resource } from '../../model/resource.ts';
import { type SettingGuard, settingGuards, wholeGuards } from './guards.ts';
import type { Json, JsonObject, PlannedResource, TerraformPlan } from './plan.ts';
import { maskUnder } from './redaction.ts';
import { afterwards, keptBy, statefulTypes } from './stateful-types.ts';

const judged: ReadonlySet<string> = new Set([
  ...statefulTypes,
  ...Object.keys(settingGuards).map((name) => `aws_${name}`),
  ...Object.keys(wholeGuards).map((name) => `aws_${name}`),
]);

type Existing = PlannedResource & { readonly before: JsonObject };

/**
 * What the plan does to resources that exist already, where that may lose data or lift a guard. `commonOf` answers what any
 * resource answers before the change: its name and tags tell the environment.
 */
export function changesOf(
  plan: TerraformPlan,
  commonOf: (resource: PlannedResource) => CommonFacts,
): readonly Resource[] {
  const around = surroundingsOf(plan);
  return [...plan.resources, ...plan.deposed].flatMap((resource) =>
    isChanged(resource) ? [changeOf(resource, around, commonOf(resource))] : [],
  );
}

function isChanged(resource: PlannedResource): resource is Existing {
  const { action, before, type } = resource;
  return before !== null && action !== 'create' && action !== 'no-op' && judged.has(type);
}

function changeOf(resource: Existing, around: Surroundings, common: CommonFacts): Resource {
  const { deposed, type, action } = resource;
  const address = resource.previousAddress ?? resource.address;
  const key = `change of ${address}${deposed === undefined ? '' : ` (deposed ${deposed})`}`;
  const place: Place = { source: 'terraform-plan', address, phase: 'before' };
  const holds = keptBy(type, resource.before);
  const fields: FactsOf<Kinds['change']> = {
    address: known(address, place, 'address'),
    action: known(action, place, 'actions'),
    stateful: known(holds !== undefined, place, 'type'),
    holds: holds === undefined ? absent(place, 'type') : known(holds, place, 'type'),
    afterwards: known(afterwards(type, resource.before), place, 'actions'),
    replacedBecause: known({ items: forcing(resource, place) }, place, 'replace_paths'),
    liftedGuards: liftedGuards(resource, around, place),
  };
  return {
    key,
    kind: 'change',
    type,
    label: address,
    address: resource.address,
    ...(resource.region === undefined ? {} : { region: resource.region }),
    action,
    identities: [key],
    fields: { ...common, ...fields },
  };
}

/** The attributes that force a replacement, without places in lists. */
function forcing(resource: PlannedResource, place: Place): readonly Fact<string>[] {
  const names = resource.replacePaths.map((path) =>
    path.filter((step) => typeof step === 'string').join('.'),
  );
  return [...new Set(names)].sort().map((name) => known(name, place, 'replace_paths'));
}

/** What else a plan says about guards: what takes a guard's place, and what goes together with it. */
interface Surroundings {
  /** `type attribute value` of guards that exist afterwards. */
  readonly standing: ReadonlySet<string>;
  /** Types of guards of the whole account that the plan makes anew. */
  readonly made: ReadonlySet<string>;
  /** Ids, ARNs and names of what is deleted. */
  readonly gone: ReadonlySet<string>;
}

function surroundingsOf(plan: TerraformPlan): Surroundings {
  const standing = new Set<string>();
  const made = new Set<string>();
  const gone = new Set<string>();
  for (const { type, action, before, after } of plan.resources) {
    const whole = wholeGuards[type.slice('aws_'.length)];
    if (whole !== undefined && after !== null) {
      if (action === 'create') made.add(type);
      for (const attribute of whole.of) standing.add(`${type} ${attribute} ${String(after[attribute])}`);
    }
    if (action !== 'delete' || before === null || whole !== undefined) continue;
    for (const name of [before.id, before.arn, before.bucket, before.name])
      if (typeof name === 'string') gone.add(name);
  }
  return { standing, made, gone };
}

function liftedGuards(resource: Existing, around: Surroundings, place: Place): Fact<ListValue<string>> {
  const path = 'actions';
  const name = resource.type.slice('aws_'.length);
  const settings = (settingGuards[name] ?? []).filter(({ path, stands }) =>
    stands(at(resource.before, path)),
  );
  if (resource.action === 'delete') {
    const lifted = isLiftedWhole(resource, around, settings.length > 0);
    const words = lifted ? [known(wholeGuards[name]?.name ?? '', place, path)] : [];
    return known({ items: words }, place, path);
  }
  // What Terraform forgets stays in AWS as it is.
  if (resource.action === 'forget') return known({ items: [] }, place, path);
  const items: Fact<string>[] = [];
  let open: Unknown | undefined;
  for (const setting of settings) {
    const attribute = setting.path.join('.');
    if (isUnknownAt(resource.afterUnknown, setting.path)) open ??= notYet(setting, attribute, place);
    else if (!setting.stands(at(resource.after ?? {}, setting.path)))
      items.push(known(setting.name, place, attribute));
  }
  return known(open === undefined ? { items } : { items, open }, place, path);
}

/** A guard that is deleted is lifted, unless another takes its place, what it guards goes too, or it did not stand. */
function isLiftedWhole({ type, before }: Existing, around: Surroundings, stood: boolean): boolean {
  const name = type.slice('aws_'.length);
  const whole = wholeGuards[name];
  if (whole === undefined || (settingGuards[name] !== undefined && !stood)) return false;
  if (whole.of.length === 0) return !around.made.has(type);
  const guarded = whole.of.filter(
    (attribute) => typeof before[attribute] === 'string' && before[attribute] !== '',
  );
  return !guarded.some((attribute) => {
    const value = String(before[attribute]);
    return around.gone.has(value) || around.standing.has(`${type} ${attribute} ${value}`);
  });
}

function notYet({ name }: SettingGuard, path: string, place: Place): Unknown {
  return unknown('known-after-apply', `known only after apply: whether ${name} stays`, { place, path });
}

function at(values: JsonObject, path: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = values;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as JsonObject)[step];
  }
  return value;
}

function isUnknownAt(mask: Json, path: readonly (string | number)[]): boolean {
  let under = mask;
  for (const step of path) under = maskUnder(under, step);
  return under === true;
}
