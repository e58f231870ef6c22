import { suggest } from '../../model/suggestion.ts';
import type { ExpressionNode } from '../expression.ts';
import { nameSpan, type SyntaxNode } from './cel.ts';
import { refuse, type Span } from './refusal.ts';
import { expect, roots, type Scope, type Typed } from './scope.ts';
import {
  boolType,
  describe,
  intType,
  listOf,
  type StructType,
  shapeOfType,
  stringType,
  type Type,
  typeOfAttribute,
  typeOfRelation,
} from './types.ts';

export function lowerName(node: SyntaxNode & { op: 'id' }, scope: Scope): Typed {
  const name = node.args;
  const slot = scope.locals.findIndex((local) => local.name === name);
  const local = scope.locals[slot];
  if (local !== undefined) {
    return { node: { op: 'variable', slot, shape: shapeOfType(local.type) }, type: local.type };
  }
  switch (name) {
    case 'resource':
      return { node: { op: 'resource' }, type: scope.subject };
    case 'parameter':
      // Only a way to its members: lowerMember never lets this node out.
      return { node: { op: 'resource' }, type: { type: 'parameters' } };
    case 'environment':
    case 'name':
      return { node: { op: name }, type: stringType };
    default:
      return refuse(nameSpan(node), `there is no variable \`${name}\``, nameHint(name, scope));
  }
}

function nameHint(name: string, scope: Scope): string {
  const { attributes, relations } = scope.subject;
  if (Object.hasOwn(attributes, name) || Object.hasOwn(relations, name)) {
    return `Did you mean \`resource.${name}\`?`;
  }
  if (Object.hasOwn(scope.context.parameters, name)) return `Did you mean \`parameter.${name}\`?`;
  return suggest(name, [...roots, ...scope.locals.map((local) => local.name)]);
}

export function lowerMember(node: SyntaxNode & { op: '.' }, scope: Scope): Typed {
  const [of, name] = node.args;
  const holder = scope.lower(of, scope);
  return member(holder, name, nameSpan(node), scope);
}

function member(holder: Typed, name: string, span: Span, scope: Scope): Typed {
  const { type } = holder;
  if (type.type === 'parameters') return parameter(name, span, scope);
  if (type.type === 'map') {
    const key: ExpressionNode = { op: 'literal', value: name };
    return { node: { op: 'entry', of: holder.node, key, shape: shapeOfType(type.of) }, type: type.of };
  }
  if (type.type !== 'struct') refuse(span, `${describe(type)} has no attributes`, listHint(type));
  return structMember(holder.node, type, name, span);
}

function structMember(of: ExpressionNode, type: StructType, name: string, span: Span): Typed {
  const attribute = Object.hasOwn(type.attributes, name) ? type.attributes[name] : undefined;
  if (attribute !== undefined) {
    const result = typeOfAttribute(attribute.type);
    return { node: { op: 'field', of, name, shape: shapeOfType(result) }, type: result };
  }
  const relation = Object.hasOwn(type.relations, name) ? type.relations[name] : undefined;
  if (relation !== undefined) {
    const result = typeOfRelation(relation);
    return { node: { op: 'relation', of, name, shape: shapeOfType(result) }, type: result };
  }
  const candidates = [...Object.keys(type.attributes), ...Object.keys(type.relations)];
  refuse(span, `${type.title} has no attribute \`${name}\``, suggest(name, candidates));
}

function parameter(name: string, span: Span, scope: Scope): Typed {
  const declarations = scope.context.parameters;
  const declaration = Object.hasOwn(declarations, name) ? declarations[name] : undefined;
  if (declaration === undefined) {
    refuse(span, `the rule declares no parameter \`${name}\``, suggest(name, Object.keys(declarations)));
  }
  const types: Record<typeof declaration.type, Type> = {
    integer: intType,
    boolean: boolType,
    string: declaration.values === undefined ? stringType : { type: 'string', values: declaration.values },
    'string-list': listOf(stringType),
  };
  const type = types[declaration.type];
  return { node: { op: 'parameter', name, shape: shapeOfType(type) }, type };
}

function listHint(type: Type): string | undefined {
  return type.type === 'list' ? 'Ask its elements: `.exists(x, …)` or `.all(x, …)`.' : undefined;
}

export function lowerIndex(node: SyntaxNode & { op: '[]' }, scope: Scope): Typed {
  const [of, at] = node.args;
  const holder = scope.lower(of, scope);
  const { type } = holder;
  if ((type.type === 'struct' || type.type === 'parameters') && isText(at)) {
    return member(holder, at.args, { start: at.start, end: at.end }, scope);
  }
  if (type.type === 'map') {
    const key = expect(at, scope, 'string', "a map's key");
    return { node: { op: 'entry', of: holder.node, key, shape: shapeOfType(type.of) }, type: type.of };
  }
  if (type.type === 'list') {
    const index = expect(at, scope, 'int', "a list's index");
    if (index.op === 'literal' && typeof index.value === 'number' && index.value < 0) {
      refuse({ start: at.start, end: at.end }, "a list's index begins at 0");
    }
    return {
      node: { op: 'item', of: holder.node, at: index, shape: shapeOfType(type.of) },
      type: type.of,
    };
  }
  refuse({ start: node.start, end: node.end }, `${describe(type)} has no elements`);
}

function isText(node: SyntaxNode): node is SyntaxNode & { op: 'value'; args: string } {
  return node.op === 'value' && typeof node.args === 'string';
}
