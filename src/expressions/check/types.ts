import type { Attribute, AttributeType, Kind, Relation } from '../../model/kind.ts';
import { commonAttributes } from '../../model/kinds/common.ts';
import { attributesOf, findKind } from '../../model/kinds/index.ts';
import type { EqualityShape, Shape } from '../expression.ts';

/** A thing with named members: a kind, a nested struct, or the rule's parameters. */
export interface StructType {
  readonly type: 'struct';
  readonly name: string;
  /** For messages: "RDS instance". */
  readonly title: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly relations: Readonly<Record<string, Relation>>;
}

/** `nothing` is the type of an empty list's elements: it fits everywhere. */
export type Type =
  | { readonly type: 'bool' | 'int' | 'timestamp' | 'nothing' }
  | { readonly type: 'string'; readonly values?: readonly string[] }
  | { readonly type: 'list'; readonly of: Type }
  | { readonly type: 'map'; readonly of: Type }
  | StructType
  | { readonly type: 'parameters' };

export const boolType: Type = { type: 'bool' };
export const intType: Type = { type: 'int' };
export const stringType: Type = { type: 'string' };
export const timestampType: Type = { type: 'timestamp' };
export const listOf = (of: Type): Type => ({ type: 'list', of });

export function typeOfAttribute(attribute: AttributeType): Type {
  switch (attribute.type) {
    case 'list':
      return { type: 'list', of: typeOfAttribute(attribute.of) };
    case 'map':
      return { type: 'map', of: typeOfAttribute(attribute.of) };
    case 'struct':
      return {
        type: 'struct',
        name: attribute.name,
        title: attribute.name,
        attributes: attribute.fields,
        relations: {},
      };
    default:
      return { type: attribute.type };
  }
}

export function typeOfKind(kind: Kind | 'any'): StructType {
  if (kind === 'any') {
    const title = 'a resource of any kind';
    return { type: 'struct', name: 'any', title, attributes: commonAttributes, relations: {} };
  }
  return {
    type: 'struct',
    name: kind.name,
    title: kind.title,
    attributes: attributesOf(kind),
    relations: kind.relations,
  };
}

/** Relations are resolved when they are followed, so that kinds may refer to each other in circles. */
export function typeOfRelation(relation: Relation): Type {
  const kind = findKind(relation.to);
  if (kind === undefined) throw new Error(`relation to a kind that does not exist: ${relation.to}`);
  const target = typeOfKind(kind);
  return relation.many ? listOf(target) : target;
}

export function describe(type: Type): string {
  switch (type.type) {
    case 'list':
      return type.of.type === 'nothing' ? 'an empty list' : `list of ${describe(type.of)}`;
    case 'map':
      return `map of ${describe(type.of)}`;
    case 'struct':
      return type.title;
    case 'nothing':
      return 'nothing';
    case 'parameters':
      return 'the parameters';
    default:
      return type.type;
  }
}

/** The type that both are, if there is one. */
export function common(left: Type, right: Type): Type | undefined {
  if (left.type === 'nothing') return right;
  if (right.type === 'nothing') return left;
  if (left.type === 'list' && right.type === 'list') {
    const of = common(left.of, right.of);
    return of === undefined ? undefined : { type: 'list', of };
  }
  if (left.type === 'map' && right.type === 'map') {
    const of = common(left.of, right.of);
    return of === undefined ? undefined : { type: 'map', of };
  }
  if (left.type === 'struct' && right.type === 'struct') return left.name === right.name ? left : undefined;
  if (left.type === 'string' && right.type === 'string') return stringType;
  return left.type === right.type ? left : undefined;
}

export function shapeOfType(type: Type): Shape {
  switch (type.type) {
    case 'nothing':
      return 'int';
    case 'parameters':
      return 'struct';
    default:
      return type.type;
  }
}

/** How values of this type are compared with `==`; nothing for things that have no equality here. */
export function equalityOf(type: Type): EqualityShape | undefined {
  switch (type.type) {
    case 'bool':
    case 'int':
    case 'string':
    case 'timestamp':
      return type.type;
    case 'nothing':
      return 'int';
    case 'list': {
      const of = equalityOf(type.of);
      return of === undefined ? undefined : { list: of };
    }
    default:
      return undefined;
  }
}
