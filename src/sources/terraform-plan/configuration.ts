import { parseModuleAddress } from '../../model/terraform-address.ts';
import { isObject, listOf, member, objectOr, textOf, textsOf } from './json.ts';
import type {
  ConfiguredModule,
  ConfiguredResource,
  ConfiguredVariable,
  Json,
  JsonObject,
  ModuleCall,
  ResourceName,
} from './plan.ts';

const nothing: JsonObject = {};

/** The configuration part of a plan as a tree of modules; undefined when the plan has none. */
export function readConfiguration(configuration: Json | undefined): ConfiguredModule | undefined {
  const root = member(configuration, 'root_module');
  return isObject(root) ? readModule(root, undefined) : undefined;
}

function readModule(
  raw: JsonObject,
  called: { caller: ConfiguredModule; name: string; raw: JsonObject } | undefined,
): ConfiguredModule {
  const resources = new Map<string, ConfiguredResource>();
  const calls = new Map<string, ModuleCall>();
  const base = { resources, calls, outputs: readOutputs(raw), variables: readVariables(raw) };
  let module: ConfiguredModule = base;
  if (called !== undefined) {
    const call: ModuleCall = {
      name: called.name,
      caller: called.caller,
      expressions: objectOr(called.raw.expressions, nothing),
      ...repetition(called.raw),
      // Filled in below: a module and its call point at each other.
      module: base,
    };
    module = { ...base, call };
    Object.assign(call, { module });
  }
  for (const item of listOf(raw.resources)) {
    if (!isObject(item)) continue;
    const [type, name] = [textOf(item.type), textOf(item.name)];
    if (type === undefined || name === undefined) continue;
    resources.set(`${item.mode === 'data' ? 'data.' : ''}${type}.${name}`, readResource(item, module));
  }
  for (const [name, item] of Object.entries(objectOr(raw.module_calls, nothing))) {
    if (!isObject(item)) continue;
    const inner = readModule(objectOr(item.module, nothing), { caller: module, name, raw: item });
    if (inner.call !== undefined) calls.set(name, inner.call);
  }
  return module;
}

function readResource(raw: JsonObject, module: ConfiguredModule): ConfiguredResource {
  const providerConfigKey = textOf(raw.provider_config_key);
  return {
    expressions: objectOr(raw.expressions, nothing),
    ...repetition(raw),
    ...(providerConfigKey === undefined ? {} : { providerConfigKey }),
    dependsOn: textsOf(raw.depends_on),
    module,
  };
}

function repetition(raw: JsonObject): { countExpression?: Json; forEachExpression?: Json } {
  return {
    ...(raw.count_expression === undefined ? {} : { countExpression: raw.count_expression }),
    ...(raw.for_each_expression === undefined ? {} : { forEachExpression: raw.for_each_expression }),
  };
}

function readOutputs(raw: JsonObject): Map<string, Json> {
  const outputs = new Map<string, Json>();
  for (const [name, output] of Object.entries(objectOr(raw.outputs, nothing))) {
    outputs.set(name, member(output, 'expression') ?? nothing);
  }
  return outputs;
}

function readVariables(raw: JsonObject): Map<string, ConfiguredVariable> {
  const variables = new Map<string, ConfiguredVariable>();
  for (const [name, variable] of Object.entries(objectOr(raw.variables, nothing))) {
    const value = member(variable, 'default');
    const sensitive = member(variable, 'sensitive') === true;
    variables.set(name, value === undefined ? { sensitive } : { sensitive, default: value });
  }
  return variables;
}

/** Finds the block an instance comes from: keys of module instances play no part in the configuration. */
export function blockFinder(
  root: ConfiguredModule | undefined,
): (
  resource: Pick<ResourceName, 'moduleAddress' | 'mode' | 'type' | 'name'>,
) => ConfiguredResource | undefined {
  const modules = new Map<string, ConfiguredModule | undefined>();
  return ({ moduleAddress, mode, type, name }) => {
    if (!modules.has(moduleAddress)) modules.set(moduleAddress, moduleAt(root, moduleAddress));
    return modules.get(moduleAddress)?.resources.get(`${mode === 'data' ? 'data.' : ''}${type}.${name}`);
  };
}

function moduleAt(root: ConfiguredModule | undefined, moduleAddress: string): ConfiguredModule | undefined {
  let module = root;
  for (const step of parseModuleAddress(moduleAddress) ?? [{ name: '' }]) {
    module = module?.calls.get(step.name)?.module;
  }
  return module;
}
