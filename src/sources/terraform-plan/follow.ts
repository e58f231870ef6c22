import { formatKey, keyAt, nameAt, type Step } from '../../model/terraform-address.ts';
import { areAlike } from './alike.ts';
import { type End, isKnown, loosened, unfollowed, withAttribute } from './ends.ts';
import { allReferences } from './expression.ts';
import type { Group, Instances } from './instances.ts';
import { member } from './json.ts';
import {
  type ConfiguredModule,
  groupAddress,
  type Json,
  type ModuleCall,
  type ResourceName,
} from './plan.ts';
import {
  type Asked,
  askedBy,
  callViewpoint,
  type Marks,
  pairedKey,
  pick,
  type Viewpoint,
  viewpointOf,
} from './viewpoint.ts';

/** Follows references to their ends. Arguments and outputs of a module instance are followed once and remembered. */
export function createFollower(
  instances: Instances,
): (references: readonly string[], from: Viewpoint) => readonly End[] {
  const remembered = new Map<string, readonly End[] | 'being followed'>();
  const knownGroups = new Map<string, boolean>();
  const alikeGroups = new Map<string, boolean>();

  function followAll(references: readonly string[], from: Viewpoint, asMarked?: Marks): readonly End[] {
    const asked = askedBy(references);
    const marks = asMarked ?? asked.marks;
    const [only] = asked.references;
    if (only !== undefined && asked.references.length === 1) return follow(only, from, marks);
    const parts = asked.references.map((reference) => follow(reference, from, marks));
    return isMixed(asked.references, parts)
      ? parts.flat().map((end) => ({ ...end, beside: true }))
      : parts.flat();
  }

  function follow({ text, steps }: Reference, from: Viewpoint, marks: Marks): readonly End[] {
    const head = nameAt(steps, 0);
    const second = nameAt(steps, 1);
    if (head === undefined || second === undefined) return [unfollowed(text, from)];
    switch (head) {
      case 'path':
      case 'terraform':
      case 'count':
      case 'self':
        return [];
      case 'var':
        return withAttribute(argument(second, from), nameAt(steps, 2));
      case 'local':
        return [{ ...unfollowed(text, from), localOf: from.moduleAddress }];
      case 'each':
        // Terraform wants the keys of for_each to be known.
        if (second === 'key' || from.forEach === undefined) return [];
        return eachValue(from.forEach, from, nameAt(steps, 2));
      case 'module':
        return inModule(steps, from, marks);
      case 'data':
        return inGroup(steps.slice(1), 'data', from, marks);
      default:
        return inGroup(steps, 'managed', from, marks);
    }
  }

  function once(place: string, find: () => readonly End[]): readonly End[] {
    const found = remembered.get(place);
    // Terraform allows no circles, so the file was made up.
    if (found === 'being followed') {
      return [{ to: 'value', text: 'a reference to itself', targets: [], known: false }];
    }
    if (found !== undefined) return found;
    remembered.set(place, 'being followed');
    const ends = find();
    remembered.set(place, ends);
    return ends;
  }

  /** for_each is written outside of what it repeats, but its keys are the instances' keys: chained for_each pairs by them. */
  function eachValue(forEach: Json, from: Viewpoint, attribute: string | undefined): readonly End[] {
    const { forEach: _, ...outside } = from;
    const ends = followAll(allReferences(forEach), outside, { count: false, each: true });
    return loosened(withAttribute(ends, attribute));
  }

  function argument(name: string, from: Viewpoint): readonly End[] {
    const { moduleAddress, module } = from;
    const parent = instances.parentOf(moduleAddress);
    // Values of root variables are known while planning.
    if (parent === undefined) return [];
    return once(`${moduleAddress} var ${name}`, () => {
      const call = module?.call;
      if (call === undefined) return [unfollowed(`var.${name}`, from)];
      const expression = member(call.expressions, name);
      if (expression === undefined || member(expression, 'constant_value') !== undefined) return [];
      const references = allReferences(expression);
      // A function of constants: timestamp() and uuid() are unknown, so it cannot be taken for known.
      if (references.length === 0) return [unfollowed(`var.${name}`, from)];
      const siblings = instances.modules(parent.address, parent.name).size;
      return followAll(references, callViewpoint(parent, call.caller, siblings, call.forEachExpression));
    });
  }

  function inModule(steps: readonly Step[], from: Viewpoint, marks: Marks): readonly End[] {
    const name = nameAt(steps, 1) ?? '';
    const call = from.module?.calls.get(name);
    if (call === undefined) return [unfollowed(`module.${name}`, from)];
    const key = keyAt(steps, 2);
    const rest = steps.slice(key === undefined ? 2 : 3);
    const output = nameAt(rest, 0);
    const all = instances.modules(from.moduleAddress, name);
    const picked = pick(all, key, marks, from);
    const address = within(from, `module.${name}`);
    // A module without resources has no instances in the plan; its outputs can be followed all the same.
    const unlisted = `${address}${formatKey(key ?? pairedKey(marks, from))}`;
    const ends =
      picked === 'all' && all.size > 0
        ? once(`${address} all ${output ?? ''}`, () => outputsOf([...all.values()], call, output))
        : outputsOf([picked === 'all' ? unlisted : (picked ?? unlisted)], call, output);
    const found = withAttribute(ends, nameAt(rest, 1));
    return output === undefined ? loosened(found) : found;
  }

  function outputsOf(
    addresses: readonly string[],
    call: ModuleCall,
    output: string | undefined,
  ): readonly End[] {
    const names = output === undefined ? [...call.module.outputs.keys()] : [output];
    return addresses.flatMap((address) => names.flatMap((name) => followOutput(address, call.module, name)));
  }

  function followOutput(address: string, module: ConfiguredModule, name: string): readonly End[] {
    return once(`${address} output ${name}`, () => {
      const expression = module.outputs.get(name);
      const view = { moduleAddress: address, module, siblings: 0 };
      if (expression === undefined) return [unfollowed(`module output ${name}`, view)];
      if (member(expression, 'constant_value') !== undefined) return [];
      const references = allReferences(expression);
      return references.length === 0 ? [unfollowed(`output.${name}`, view)] : followAll(references, view);
    });
  }

  function inGroup(steps: readonly Step[], mode: Mode, from: Viewpoint, marks: Marks): readonly End[] {
    const [type, name] = [nameAt(steps, 0) ?? '', nameAt(steps, 1) ?? ''];
    const key = keyAt(steps, 2);
    const rest = steps.slice(key === undefined ? 2 : 3);
    const address = groupAddress({ moduleAddress: from.moduleAddress, mode, type, name });
    const group = instances.group(address);
    const picked = group === undefined ? undefined : pick(group.byKey, key, marks, from);
    if (group === undefined || picked === undefined) return nothingPlanned(address, steps, mode, from);
    const only = picked === 'all' ? theOnly(group.members) : picked;
    const end = endAt(only?.address ?? address, mode, type, nameAt(rest, 0));
    if (only === undefined) {
      const all = { ...end, targets: group.addresses, known: isGroupKnown(address, group, rest) };
      return [isGroupAlike(address, group) ? all : { ...all, beside: true }];
    }
    const known = isKnown(only, rest);
    const found = { ...end, targets: [only.address], known };
    return mode === 'data' && !known ? behindData(only, found) : [found];
  }

  function nothingPlanned(
    address: string,
    steps: readonly Step[],
    mode: Mode,
    from: Viewpoint,
  ): readonly End[] {
    const block = from.module?.resources.get(
      `${mode === 'data' ? 'data.' : ''}${nameAt(steps, 0)}.${nameAt(steps, 1)}`,
    );
    // A block of which a whole plan lists no instance has none (count = 0): it can only be handed on as null.
    if (block !== undefined && mode === 'managed' && instances.whole) return [];
    return [{ to: mode === 'data' ? 'data' : 'value', text: address, targets: [], known: false }];
  }

  function isGroupKnown(address: string, group: Group, steps: readonly Step[]): boolean {
    const place = `${address} ${JSON.stringify(steps)}`;
    const known = knownGroups.get(place) ?? group.members.every((resource) => isKnown(resource, steps));
    knownGroups.set(place, known);
    return known;
  }

  function isGroupAlike(address: string, group: Group): boolean {
    const alike = alikeGroups.get(address) ?? areAlike(group.members);
    alikeGroups.set(address, alike);
    return alike;
  }

  /** A data source that only looks up a resource of this plan (data.aws_s3_bucket by the id of a new bucket) means that resource. */
  function behindData(data: ResourceName, end: End): readonly End[] {
    const { configuration } = data;
    if (configuration === undefined || data.type === 'aws_iam_policy_document') return [end];
    const ends = once(`${data.address} behind`, () =>
      followAll(allReferences(configuration.expressions), viewpointOf(data, instances)),
    );
    const [only, ...others] = ends.filter((other) => other.to === 'resource' && other.type === data.type);
    if (only === undefined || others.length > 0 || only.targets.length !== 1) return [end];
    return [{ ...end, to: 'resource', targets: only.targets }];
  }

  return followAll;
}

/** `var.public ? aws_subnet.a[*].id : aws_subnet.b[*].id` and `concat(var.more, aws_subnet.a[*].id)`: not all of these are links. */
function isMixed(references: Asked['references'], parts: readonly (readonly End[])[]): boolean {
  const types = new Set<string | undefined>();
  for (const [index, ends] of parts.entries()) {
    const head = nameAt(references[index]?.steps ?? [], 0) ?? '';
    if (ends.length === 0 && carriers.has(head)) return true;
    for (const { to, type } of ends) {
      if (to !== 'resource') return true;
      types.add(type);
    }
  }
  return types.size > 1;
}

/** Heads of references that may hold known values. */
const carriers = new Set(['var', 'local', 'module', 'data']);

type Mode = ResourceName['mode'];
type Reference = Asked['references'][number];

function endAt(address: string, mode: Mode, type: string, attribute: string | undefined) {
  const to: End['to'] = mode === 'data' ? 'data' : 'resource';
  if (attribute === undefined) return { to, type, text: address };
  return { to, type, text: `${address}.${attribute}`, attribute };
}

function theOnly<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

function within(from: Viewpoint, address: string): string {
  return from.moduleAddress === '' ? address : `${from.moduleAddress}.${address}`;
}
