import type { ChangeAction } from '../../model/resource.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** One module as written: its resources, the modules it calls, what it hands out. Keys of instances play no part. */
export interface ConfiguredModule {
  /** By `type.name`, data sources by `data.type.name`. */
  readonly resources: ReadonlyMap<string, ConfiguredResource>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** Expression behind every output. */
  readonly outputs: ReadonlyMap<string, Json>;
  readonly variables: ReadonlyMap<string, ConfiguredVariable>;
  /** How this module is called; missing for the root module. */
  readonly call?: ModuleCall;
}

export interface ConfiguredVariable {
  /** Value where the caller passes none; it may be secret. */
  readonly default?: Json;
  readonly sensitive: boolean;
}

export interface ModuleCall {
  readonly name: string;
  readonly expressions: JsonObject;
  readonly countExpression?: Json;
  readonly forEachExpression?: Json;
  readonly module: ConfiguredModule;
  readonly caller: ConfiguredModule;
}

/** A resource block as written. */
export interface ConfiguredResource {
  readonly expressions: JsonObject;
  readonly countExpression?: Json;
  readonly forEachExpression?: Json;
  readonly providerConfigKey?: string;
  readonly dependsOn: readonly string[];
  readonly module: ConfiguredModule;
}

/** What names one instance of a resource or data source. */
export interface ResourceName {
  /** Unique among managed resources, or among data sources (which start with `data.` after the module). */
  readonly address: string;
  /** `module.a["k"].module.b[0]`; empty at the root. */
  readonly moduleAddress: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** A number by count, a string by for_each. */
  readonly index?: string | number;
  /** The block it comes from; missing for deleted resources and for plans without configuration. */
  readonly configuration?: ConfiguredResource;
}

/** One managed resource instance and what will happen to it. */
export interface PlannedResource extends ResourceName {
  readonly previousAddress?: string;
  readonly providerName: string;
  readonly providerConfigKey?: string;
  /** `forget` and `delete` do not exist after the plan. Never `none`. */
  readonly action: ChangeAction;
  /** Key of a deposed object; such resources stand in `TerraformPlan.deposed` only. */
  readonly deposed?: string;
  readonly before: JsonObject | null;
  /** Unknown object keys are missing here; unknown list elements are null. */
  readonly after: JsonObject | null;
  /** `true` at every unknown leaf, list or object; `{}` when all is known. */
  readonly afterUnknown: Json;
  /** `true` where sensitive; `{}` when nothing is or the plan is older than Terraform 0.15. */
  readonly beforeSensitive: Json;
  readonly afterSensitive: Json;
  readonly replacePaths: readonly (readonly (string | number)[])[];
  readonly importing: boolean;
  readonly actionReason?: string;
  /** Region of its own (`region` of AWS provider 6) or of its provider block, where it can be told. */
  readonly region?: string;
}

/** A data source: read already (values from the prior state), or to be read while applying (`deferred`). */
export interface DataResource extends ResourceName {
  readonly values: JsonObject;
  /** `true` at every leaf that is known only after apply. */
  readonly unknown: Json;
  readonly sensitive: Json;
  readonly deferred: boolean;
}

/** Tags that a provider block adds to everything it makes. */
export interface DefaultTags {
  readonly tags: Readonly<Record<string, string>>;
  /** Others may be added, by a reference or a dynamic block. */
  readonly open: boolean;
}

/** Everything the scanner needs of a plan, checked and in one shape for all Terraform and OpenTofu versions. */
export interface TerraformPlan {
  readonly formatVersion?: string;
  readonly terraformVersion?: string;
  /** RFC 3339; from Terraform 1.5 on. */
  readonly timestamp?: string;
  /** Managed resources by address, without deposed objects. Deleted and forgotten ones are among them. */
  readonly resources: readonly PlannedResource[];
  readonly data: readonly DataResource[];
  readonly deposed: readonly PlannedResource[];
  readonly flags: PlanFlags;
  /** Missing in plans redacted by HCP Terraform and in some cut by hand. */
  readonly configuration?: ConfiguredModule;
  /** Region by provider key (`aws`, `aws.west`, `module.a:aws`), where constant or a variable. */
  readonly providerRegions: ReadonlyMap<string, string>;
  /** Tags that provider blocks add, by provider key; missing where the plan has no configuration. */
  readonly defaultTags?: ReadonlyMap<string, DefaultTags>;
  /** Value of a root variable. It may be secret: for the resolver only. A function, so that nothing prints it by accident. */
  readonly rootVariable: (name: string) => Json | undefined;
}

export interface PlanFlags {
  /** Planning failed half-way; the file holds what was planned until then. */
  readonly errored: boolean;
  /** False when targeted or deferred; missing before Terraform 1.8 and in OpenTofu. */
  readonly complete?: boolean;
  readonly applyable?: boolean;
  /** No changes at all, while resources exist: nothing to gate. */
  readonly refreshOnly: boolean;
  /** Changes that Terraform put off to a later plan. */
  readonly deferred: number;
  /** Resources changed outside Terraform. */
  readonly drifted: number;
  /** HCP Terraform's redacted form. */
  readonly redacted: boolean;
  /** Read from `planned_values`, for want of `resource_changes`. */
  readonly withoutChanges: boolean;
  readonly withoutFormatVersion: boolean;
  /** Entries of `resource_changes` that name no resource or no known action. */
  readonly unreadable: number;
}

/** Address without instance key: `module.a["k"].aws_x.y`, `module.a["k"].data.aws_x.y`. */
export function groupAddress(
  resource: Pick<ResourceName, 'moduleAddress' | 'mode' | 'type' | 'name'>,
): string {
  const prefix = resource.moduleAddress === '' ? '' : `${resource.moduleAddress}.`;
  return `${prefix}${resource.mode === 'data' ? 'data.' : ''}${resource.type}.${resource.name}`;
}
