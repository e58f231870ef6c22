import { suggest } from '../../model/suggestion.ts';
import type { Arithmetic, Comparison, ExpressionNode } from '../expression.ts';
import type { SyntaxNode } from './cel.ts';
import { refuse, type Span } from './refusal.ts';
import { expect, type Scope, type Typed } from './scope.ts';
import { boolType, common, describe, equalityOf, intType, shapeOfType, type Type } from './types.ts';

type Binary = Extract<SyntaxNode, { op: '==' }>;

const spanOf = (node: SyntaxNode): Span => ({ start: node.start, end: node.end });

/** `a && b && c` is one step, so that a long chain is not a deep one. */
export function lowerLogic(node: SyntaxNode & { op: '&&' | '||' }, scope: Scope): Typed {
  const operands: SyntaxNode[] = [];
  let current: SyntaxNode = node;
  while (current.op === node.op) {
    const [left, right] = current.args as readonly [SyntaxNode, SyntaxNode];
    operands.push(right);
    current = left;
  }
  operands.push(current);
  const parts = operands.reverse().map((part) => expect(part, scope, 'bool', `each side of \`${node.op}\``));
  return { node: { op: node.op === '&&' ? 'and' : 'or', parts }, type: boolType };
}

export function lowerEquality(node: Binary, scope: Scope): Typed {
  const [left, right] = both(node, scope);
  const type = common(left.type, right.type);
  if (type === undefined) refuse(spanOf(node), neverEqual(left.type, right.type), nullHint(node));
  const of = equalityOf(type);
  if (of === undefined) {
    refuse(spanOf(node), `${describe(type)} cannot be compared`, 'Compare its attributes.');
  }
  refuseImpossible(node, left, right);
  const op = (node.op as string) === '==' ? 'equal' : 'unequal';
  return { node: { op, left: left.node, right: right.node, of }, type: boolType };
}

export function lowerComparison(node: SyntaxNode & { op: Comparison }, scope: Scope): Typed {
  const [left, right] = both(node as unknown as Binary, scope);
  const type = common(left.type, right.type);
  if (type === undefined) {
    refuse(spanOf(node), `${describe(left.type)} and ${describe(right.type)} cannot be compared`);
  }
  const of = type.type === 'nothing' ? 'int' : type.type;
  if (of !== 'int' && of !== 'string' && of !== 'timestamp') {
    refuse(spanOf(node), `\`${node.op}\` is not defined for ${describe(type)}`);
  }
  return { node: { op: 'compare', by: node.op, left: left.node, right: right.node, of }, type: boolType };
}

export function lowerMembership(node: SyntaxNode & { op: 'in' }, scope: Scope): Typed {
  const [item, container] = both(node as unknown as Binary, scope);
  if (container.type.type === 'map') {
    if (item.type.type !== 'string') refuse(spanOf(node), `the keys of a map are strings`);
    return { node: { op: 'keyed', key: item.node, map: container.node }, type: boolType };
  }
  if (container.type.type !== 'list') {
    refuse(spanOf(node), `\`in\` needs a list or a map, and this is ${describe(container.type)}`);
  }
  const type = common(item.type, container.type.of);
  const of = type === undefined ? undefined : equalityOf(type);
  if (of === undefined) {
    refuse(spanOf(node), `${describe(item.type)} is never in a ${describe(container.type)}`);
  }
  if (container.node.op === 'list') {
    for (const choice of container.node.items) {
      refuseImpossible(node, item, { node: choice, type: container.type.of });
    }
  }
  return { node: { op: 'among', item: item.node, list: container.node, of }, type: boolType };
}

export function lowerArithmetic(node: SyntaxNode & { op: Arithmetic }, scope: Scope): Typed {
  const [left, right] = both(node as unknown as Binary, scope);
  const type = common(left.type, right.type);
  const kind = type?.type === 'nothing' ? 'int' : type?.type;
  if (type !== undefined && node.op === '+' && (kind === 'string' || kind === 'list')) {
    const plain: Type = kind === 'string' ? { type: 'string' } : type;
    return { node: { op: 'concatenate', left: left.node, right: right.node, shape: kind }, type: plain };
  }
  if (kind !== 'int') {
    refuse(
      spanOf(node),
      `\`${node.op}\` is not defined for ${describe(left.type)} and ${describe(right.type)}`,
    );
  }
  return { node: { op: 'arithmetic', by: node.op, left: left.node, right: right.node }, type: intType };
}

export function lowerNegation(node: SyntaxNode & { op: '!_' | '-_' }, scope: Scope): Typed {
  if (node.op === '!_') {
    return { node: { op: 'not', of: expect(node.args, scope, 'bool', 'the side of `!`') }, type: boolType };
  }
  const of = expect(node.args, scope, 'int', 'the side of `-`');
  if (of.op === 'literal' && typeof of.value === 'number') {
    return { node: { op: 'literal', value: 0 - of.value }, type: intType };
  }
  return { node: { op: 'negate', of }, type: intType };
}

export function lowerChoice(node: SyntaxNode & { op: '?:' }, scope: Scope): Typed {
  const [condition, yes, no] = node.args;
  const when = expect(condition, scope, 'bool', 'the part before `?`');
  const left = scope.lower(yes, scope);
  const right = scope.lower(no, scope);
  const type = common(left.type, right.type);
  if (type === undefined) {
    refuse(
      spanOf(node),
      `both branches must have one type, and these are ${describe(left.type)} and ${describe(right.type)}`,
    );
  }
  const lowered: ExpressionNode = {
    op: 'choose',
    when,
    yes: left.node,
    no: right.node,
    shape: shapeOfType(type),
  };
  return { node: lowered, type };
}

function both(node: Binary, scope: Scope): [Typed, Typed] {
  const [left, right] = node.args;
  return [scope.lower(left, scope), scope.lower(right, scope)];
}

function neverEqual(left: Type, right: Type): string {
  return `${describe(left)} never equals ${describe(right)}`;
}

function nullHint(node: Binary): string | undefined {
  return node.args.some((side) => side.op === 'value' && typeof side.args === 'string')
    ? 'Take the quotes away if a number or true/false is meant.'
    : undefined;
}

/** A parameter that lists its values is never anything else. */
function refuseImpossible(node: SyntaxNode, left: Typed, right: Typed): void {
  for (const [choice, literal] of [
    [left, right],
    [right, left],
  ] as const) {
    if (choice.type.type !== 'string' || choice.type.values === undefined) continue;
    if (literal.node.op !== 'literal' || typeof literal.node.value !== 'string') continue;
    if (choice.type.values.includes(literal.node.value)) continue;
    refuse(
      spanOf(node),
      `this parameter is never "${literal.node.value}"`,
      suggest(literal.node.value, choice.type.values),
    );
  }
}
