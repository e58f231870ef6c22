import type { ExpressionNode } from '../expressions/expression.ts';
import type { Attribute, AttributeType, Kind } from '../model/kind.ts';
import { commonAttributes } from '../model/kinds/common.ts';
import { anyKind, attributesOf, findKind } from '../model/kinds/index.ts';
import type { CheckedRule } from '../rules/checked-rule.ts';

/** Something that a rule's conditions read of the resource: an attribute, a field of one, or a relation. */
export interface Read {
  /** `policy.statements` */
  readonly path: string;
  readonly type: string;
  readonly meaning: string;
}

/** What the conditions of a rule read, in the order of reading, each once. */
export function readsOf({ rule, when, expectations }: CheckedRule): readonly Read[] {
  const paths: string[] = [];
  for (const expression of [when, ...expectations.map(({ that }) => that)]) collect(expression?.node, paths);
  const whole = [...new Set(paths)];
  const kind = rule.appliesTo === anyKind ? undefined : findKind(rule.appliesTo);
  return whole.flatMap((path) => lookUp(path, kind) ?? []);
}

function collect(value: unknown, paths: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) collect(one, paths);
    return;
  }
  const node = value as ExpressionNode;
  const path = pathOf(node);
  if (path !== undefined && path !== '') {
    paths.push(path);
    return;
  }
  for (const inner of Object.values(value)) collect(inner, paths);
}

/** The dotted way from the resource; undefined for what does not begin there (a loop's variable). */
function pathOf(node: ExpressionNode): string | undefined {
  if (node.op === 'resource') return '';
  if (node.op === 'name') return 'name';
  if (node.op !== 'field' && node.op !== 'relation') return undefined;
  const before = pathOf(node.of);
  if (before === undefined) return undefined;
  return before === '' ? node.name : `${before}.${node.name}`;
}

interface Owner {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly relations: Kind['relations'];
}

const nothing: Owner = { attributes: {}, relations: {} };

function ownerOf(kind: Kind | undefined): Owner {
  if (kind === undefined) return { ...nothing, attributes: commonAttributes };
  return { attributes: attributesOf(kind), relations: kind.relations };
}

function lookUp(path: string, kind: Kind | undefined): Read | undefined {
  let owner = ownerOf(kind);
  let found: Read | undefined;
  for (const name of path.split('.')) {
    const step = stepTo(name, owner);
    if (step === undefined) return undefined;
    found = { path, type: step.type, meaning: step.meaning };
    owner = step.inside;
  }
  return found;
}

function stepTo(name: string, { attributes, relations }: Owner) {
  const relation = Object.hasOwn(relations, name) ? relations[name] : undefined;
  if (relation !== undefined) {
    const type = relation.many ? `list of ${relation.to}` : relation.to;
    return { type, meaning: relation.meaning, inside: ownerOf(findKind(relation.to)) };
  }
  const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (attribute === undefined) return undefined;
  const fields = attribute.type.type === 'struct' ? attribute.type.fields : {};
  const inside = { ...nothing, attributes: fields };
  return { type: typeName(attribute.type), meaning: withNotes(attribute), inside };
}

/** The meaning of an attribute with its unit, and whether it may be absent. */
export function withNotes({ meaning, unit, optional, onlyIn }: Attribute): string {
  const notes = [
    ...(unit === undefined || meaning.toLowerCase().includes(unit) ? [] : [`in ${unit}`]),
    ...(optional === true ? ['may be absent'] : []),
    ...(onlyIn === undefined ? [] : [`known only from ${onlyIn.join(', ')}`]),
  ];
  return notes.length === 0 ? meaning : `${meaning} (${notes.join('; ')})`;
}

export function typeName(type: AttributeType): string {
  if (type.type === 'list' || type.type === 'map') return `${type.type} of ${typeName(type.of)}`;
  return type.type === 'struct' ? type.name : type.type;
}
