import { formatModuleAddress, type InstanceKey, parseModuleAddress } from '../../model/terraform-address.ts';
import { openReason } from './gaps.ts';
import { type ConfiguredModule, groupAddress, type ResourceName, type TerraformPlan } from './plan.ts';

/** The instances of one block in one module instance. */
export interface Group {
  readonly members: readonly ResourceName[];
  readonly addresses: readonly string[];
  readonly byKey: ReadonlyMap<InstanceKey | undefined, ResourceName>;
}

/** A module's instances within one instance of its caller. */
export type ModuleInstances = ReadonlyMap<InstanceKey | undefined, string>;

/** The plan's resources, data sources and module instances, found by name. Built once. */
export interface Instances {
  readonly group: (address: string) => Group | undefined;
  /** How many instances the block of a resource has. */
  readonly siblings: (resource: ResourceName) => number;
  readonly byAddress: (address: string) => ResourceName | undefined;
  readonly modules: (parent: string, name: string) => ModuleInstances;
  readonly isModule: (address: string) => boolean;
  readonly inModule: (address: string) => readonly ResourceName[];
  readonly moduleAt: (address: string) => ConfiguredModule | undefined;
  /** Instance of the caller, and the key by which it calls this instance; undefined for the root module. */
  readonly parentOf: (address: string) => { address: string; key?: InstanceKey; name: string } | undefined;
  /** The plan holds every resource, so that what it does not list is not there. */
  readonly whole: boolean;
}

const noModules: ModuleInstances = new Map();

export function indexInstances(plan: TerraformPlan): Instances {
  const listed = new Map<string, ResourceName[]>();
  const groups = new Map<string, Group>();
  let byAddress: Map<string, ResourceName> | undefined;
  const modules = new Map<string, Map<InstanceKey | undefined, string>>();
  const inModule = new Map<string, ResourceName[]>([['', []]]);
  const parents = new Map<string, { address: string; key?: InstanceKey; name: string }>();
  const configured = new Map<string, ConfiguredModule | undefined>([['', plan.configuration]]);

  const addModule = (address: string): void => {
    if (inModule.has(address)) return;
    inModule.set(address, []);
    const steps = parseModuleAddress(address);
    const last = steps?.at(-1);
    if (steps === undefined || last === undefined) return;
    const parent = formatModuleAddress(steps.slice(0, -1));
    addModule(parent);
    const place = `${parent} ${last.name}`;
    const siblings = modules.get(place) ?? new Map<InstanceKey | undefined, string>();
    modules.set(place, siblings.set(last.key, address));
    parents.set(address, { address: parent, ...last });
  };
  const moduleAt = (address: string): ConfiguredModule | undefined => {
    if (configured.has(address)) return configured.get(address);
    let module = plan.configuration;
    for (const step of parseModuleAddress(address) ?? []) module = module?.calls.get(step.name)?.module;
    configured.set(address, module);
    return module;
  };
  const exists = plan.resources.filter(({ action }) => action !== 'delete' && action !== 'forget');
  const all: readonly ResourceName[] = [...exists, ...plan.data];
  for (const resource of all) {
    const address = groupAddress(resource);
    const members = listed.get(address);
    if (members === undefined) listed.set(address, [resource]);
    else members.push(resource);
    addModule(resource.moduleAddress);
    inModule.get(resource.moduleAddress)?.push(resource);
  }
  return {
    group: (address) => {
      const members = listed.get(address);
      if (members === undefined) return undefined;
      const group = groups.get(address) ?? groupOf(members);
      groups.set(address, group);
      return group;
    },
    siblings: (resource) => listed.get(groupAddress(resource))?.length ?? 0,
    byAddress: (address) => {
      byAddress ??= new Map(all.map((resource) => [resource.address, resource]));
      return byAddress.get(address);
    },
    modules: (parent, name) => modules.get(`${parent} ${name}`) ?? noModules,
    isModule: (address) => inModule.has(address),
    inModule: (address) => inModule.get(address) ?? [],
    moduleAt,
    parentOf: (address) => parents.get(address) ?? parentByText(address),
    whole: openReason(plan) === undefined,
  };
}

function parentByText(address: string): { address: string; key?: InstanceKey; name: string } | undefined {
  const steps = parseModuleAddress(address) ?? [];
  const last = steps.at(-1);
  return last === undefined ? undefined : { address: formatModuleAddress(steps.slice(0, -1)), ...last };
}

function groupOf(members: readonly ResourceName[]): Group {
  return {
    members,
    addresses: members.map(({ address }) => address),
    byKey: new Map(members.map((resource) => [resource.index, resource])),
  };
}
