import { unknown } from '../../model/fact.ts';
import { type Inventory, type Reading, type Resource, unclaimed } from '../../model/resource.ts';
import { adaptAccount } from './adapters/account.ts';
import { claims, satelliteTypes } from './adapters/index.ts';
import type { AddedTags, FindDefaultTags } from './added-tags.ts';
import { changesOf } from './change-resources.ts';
import { commonFacts } from './common-facts.ts';
import { gapsOf, openReason } from './gaps.ts';
import { isObject } from './json.ts';
import { parsePlan } from './parse.ts';
import { viewPhase } from './phase-view.ts';
import type { PlannedResource, TerraformPlan } from './plan.ts';
import { maskUnder, secretsOf } from './redaction.ts';
import { createResolver } from './resolve.ts';
import type { Resolver } from './resolver.ts';
import type { Scope } from './scope.ts';
import type { PhaseView } from './view.ts';

/** What the caller knows of a plan. */
export interface PlanOrigin {
  /** File name as given. */
  readonly subject: string;
  readonly stack?: string;
}

/** Reads a Terraform plan's JSON into what is there before and after. Throws a UserError for what is no plan. */
export function readTerraformPlan(bytes: Uint8Array, origin: PlanOrigin): Reading {
  const plan = parsePlan(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), origin.subject);
  return readingOf(plan, createResolver(plan), origin);
}

/** Turns a parsed plan into inventories. */
export function readingOf(plan: TerraformPlan, resolver: Resolver, origin: PlanOrigin): Reading {
  const parts = { plan, resolver, holdsSecret: secretsOf(plan) };
  const before = viewPhase(parts, 'before');
  const after = viewPhase(parts, 'after', before);
  const moved: Record<string, string> = {};
  for (const { address, previousAddress } of plan.resources)
    if (previousAddress !== undefined && previousAddress !== address) moved[address] = previousAddress;
  return {
    after: withChanges(inventoryOf(plan, after, origin), plan, before),
    before: inventoryOf(plan, before, origin),
    moved,
  };
}

function inventoryOf(plan: TerraformPlan, view: PhaseView, origin: PlanOrigin): Inventory {
  const defaultTags = tagsByProvider(plan);
  const resources: Resource[] = [accountOf(view)];
  for (const planned of view.resources) {
    if (!planned.type.startsWith('aws_') || satelliteTypes.has(planned.type)) continue;
    resources.push(resourceOf(planned, view, defaultTags));
  }
  const open = openReason(plan);
  const place = { source: 'terraform-plan', address: '', phase: view.phase } as const;
  return {
    source: describe(plan, origin),
    resources,
    gaps: gapsOf(plan),
    ledger: [],
    ...(open === undefined ? {} : { open: unknown('not-read', open, { place, path: '' }) }),
  };
}

/** Changes are judged beside what they lead to. */
function withChanges(inventory: Inventory, plan: TerraformPlan, before: PhaseView): Inventory {
  const defaultTags = tagsByProvider(plan);
  const changes = changesOf(plan, (resource) => commonFacts(before.scope(resource), defaultTags));
  return { ...inventory, resources: [...inventory.resources, ...changes] };
}

function resourceOf(planned: PlannedResource, view: PhaseView, defaultTags: FindDefaultTags): Resource {
  const at = view.scope(planned);
  const claim = claims.get(planned.type);
  const key = at.place.source === 'terraform-plan' ? at.place.address : planned.address;
  const arn = textOf(at, 'arn');
  return {
    key,
    kind: claim?.kind ?? unclaimed,
    type: planned.type,
    label: key,
    address: key,
    ...(arn === undefined ? {} : { arn }),
    ...(planned.region === undefined ? {} : { region: planned.region }),
    action: planned.action,
    identities: [key, ...namesOf(at), ...(claim?.aliases?.(at, view) ?? [])],
    fields: { ...claim?.adapt(at, view), ...commonFacts(at, defaultTags, claim?.name?.(at, view)) },
  };
}

/** The account is no resource of Terraform's: it is put together from the few that speak of it. */
function accountOf(view: PhaseView): Resource {
  const { type, fields } = adaptAccount(view);
  return {
    key: 'account',
    kind: 'account',
    type,
    label: 'account',
    action: 'no-op',
    identities: ['account'],
    fields,
  };
}

/** Attributes by which other resources may link to one. */
const identityAttributes = ['arn', 'id', 'name', 'bucket', 'identifier', 'cluster_identifier', 'key_id'];

function namesOf(at: Scope): readonly string[] {
  const names: string[] = [];
  for (const attribute of identityAttributes) {
    const name = textOf(at, attribute);
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
  return names;
}

function textOf(at: Scope, attribute: string): string | undefined {
  const value = at.values[attribute];
  if (typeof value !== 'string' || value === '') return undefined;
  return maskUnder(at.sensitive, attribute) === true || at.holdsSecret(value) ? undefined : value;
}

/** The provider block is known by its key; where Terraform gives none of ours, all blocks must agree that they add nothing. */
function tagsByProvider(plan: TerraformPlan): FindDefaultTags {
  const none: AddedTags = { tags: {}, open: false };
  const { defaultTags } = plan;
  const applied = new Set(plan.resources.filter(showsDefaultTags).map(providerOf));
  return ({ resource }) => {
    if (defaultTags === undefined) return undefined;
    if (defaultTags.size === 0) return none;
    const key = providerOf(resource);
    if (key === undefined) return undefined;
    const found = defaultTags.get(key);
    // Before Terraform 1.1 a module's inherited provider has a key without a block.
    if (found === undefined) return key.includes(':') ? undefined : none;
    return found.open && !applied.has(key) ? { ...found, late: true } : found;
  };
}

function providerOf(resource: Pick<PlannedResource, 'configuration'>): string | undefined {
  return resource.configuration?.providerConfigKey;
}

function showsDefaultTags({ after }: PlannedResource): boolean {
  const [all, own] = [after?.tags_all, after?.tags];
  if (!isObject(all)) return false;
  return Object.keys(all).some((key) => !isObject(own) || !Object.hasOwn(own, key));
}

function describe(plan: TerraformPlan, origin: PlanOrigin): Inventory['source'] {
  const others = plan.resources.filter((resource) => !resource.type.startsWith('aws_')).length;
  const detail: Record<string, string> = {};
  if (plan.terraformVersion !== undefined) detail.terraform = plan.terraformVersion;
  detail.resources = String(plan.resources.length);
  if (others > 0) detail['not of AWS'] = String(others);
  return {
    name: 'terraform-plan',
    subject: origin.subject,
    detail,
    ...(plan.timestamp === undefined ? {} : { readAt: plan.timestamp }),
    ...(origin.stack === undefined ? {} : { stack: origin.stack }),
  };
}
