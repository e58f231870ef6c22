import { nameAt, type Step, stepsOf } from '../../model/terraform-address.ts';
import { allReferences } from './expression.ts';
import type { Instances } from './instances.ts';
import { member } from './json.ts';
import type { Json, ResourceName } from './plan.ts';

/** Beyond so many resources "the only one it can mean" is not worth its price. */
const searchedAtMost = 5000;

/**
 * Everything new that the locals of a module instance can mean. Plans do not hold what locals are, but a local can only be made
 * from the module's own resources, its arguments and the outputs of the modules it calls.
 */
export function createCandidates(instances: Instances): (moduleAddress: string) => readonly ResourceName[] {
  const remembered = new Map<string, readonly ResourceName[]>();
  return (moduleAddress) => {
    const found = remembered.get(moduleAddress) ?? search(instances, moduleAddress);
    remembered.set(moduleAddress, found);
    return found;
  };
}

function search(instances: Instances, start: string): readonly ResourceName[] {
  const found = new Set<ResourceName>();
  const seen = new Set<string>();
  let visited = 0;
  const waiting: { place: string; visit: () => void }[] = [];
  const later = (place: string, visit: () => void) => {
    if (!seen.has(place)) waiting.push({ place, visit });
    seen.add(place);
  };
  const add = (resource: ResourceName) => {
    visited++;
    if (isNew(resource)) found.add(resource);
  };

  const visitLocals = (address: string) =>
    later(`${address} locals`, () => {
      for (const resource of instances.inModule(address)) add(resource);
      const module = instances.moduleAt(address);
      for (const name of module?.calls.keys() ?? []) visitOutputs(address, name);
      const parent = instances.parentOf(address);
      if (module?.call === undefined || parent === undefined) return;
      for (const argument of Object.values(module.call.expressions)) visitAll(argument, parent.address);
      visitAll(module.call.forEachExpression, parent.address);
    });
  const visitOutputs = (address: string, name: string) =>
    later(`${address} module ${name}`, () => {
      for (const inner of instances.modules(address, name).values()) {
        for (const output of instances.moduleAt(inner)?.outputs.values() ?? []) visitAll(output, inner);
      }
    });
  const visitAll = (expression: Json | undefined, address: string) => {
    for (const text of allReferences(expression)) visitReference(text, address);
  };
  const visitArgument = (name: string, address: string) => {
    const parent = instances.parentOf(address);
    const argument = member(instances.moduleAt(address)?.call?.expressions, name);
    if (parent !== undefined) later(`${address} var ${name}`, () => visitAll(argument, parent.address));
  };
  const visitReference = (text: string, address: string) => {
    const steps = stepsOf(text) ?? [];
    const name = nameAt(steps, 1);
    if (name === undefined) return;
    switch (nameAt(steps, 0)) {
      case 'local':
        return visitLocals(address);
      case 'module':
        return visitOutputs(address, name);
      case 'var':
        return visitArgument(name, address);
      default:
        for (const resource of instances.group(groupOf(steps, address))?.members ?? []) add(resource);
    }
  };

  visitLocals(start);
  for (let next = waiting.pop(); next !== undefined && visited <= searchedAtMost; next = waiting.pop())
    next.visit();
  return visited > searchedAtMost ? [] : [...found];
}

function groupOf(steps: readonly Step[], address: string): string {
  const isData = nameAt(steps, 0) === 'data';
  const names = steps.slice(0, isData ? 3 : 2).map((step) => ('name' in step ? step.name : ''));
  return `${address === '' ? '' : `${address}.`}${names.join('.')}`;
}

/** Only what is still unknown can be behind an unknown value: resources that are made, data sources that are read later. */
function isNew(resource: ResourceName): boolean {
  if ('deferred' in resource) return resource.deferred === true;
  const mask = 'afterUnknown' in resource ? (resource.afterUnknown as Json) : undefined;
  return mask === true || member(mask, 'id') === true || member(mask, 'arn') === true;
}
