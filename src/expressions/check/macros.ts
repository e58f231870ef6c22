import type { ExpressionNode } from '../expression.ts';
import { nameSpan, type SyntaxNode } from './cel.ts';
import { refuse, type Span } from './refusal.ts';
import { expect, roots, type Scope, type Typed } from './scope.ts';
import { boolType, describe, listOf, stringType, type Type } from './types.ts';

/** Methods that take a loop variable: not functions, because their arguments are not values. */
export const loops = ['all', 'exists', 'exists_one', 'filter', 'map'] as const;
type Loop = (typeof loops)[number];

type MethodCall = SyntaxNode & { op: 'rcall' };

export function isLoop(name: string): name is Loop {
  return (loops as readonly string[]).includes(name);
}

export function lowerHas(node: SyntaxNode & { op: 'call' }, scope: Scope): Typed {
  const [, args] = node.args;
  const [subject] = args;
  const span = { start: node.start, end: node.end };
  const example = 'It asks for an attribute or an entry: `has(resource.kmsKeyId)`.';
  if (subject === undefined || args.length > 1) refuse(span, 'has() takes one attribute', example);
  if (subject.op !== '.' && subject.op !== '[]') {
    refuse({ start: subject.start, end: subject.end }, 'has() needs an attribute', example);
  }
  const of = scope.lower(subject, scope).node;
  if (of.op === 'parameter') refuse(nameSpan(subject), 'a declared parameter always has a value');
  return { node: { op: 'has', of }, type: boolType };
}

export function lowerLoop(node: MethodCall, name: Loop, scope: Scope): Typed {
  const [, receiver, args] = node.args;
  const span = { start: node.start, end: node.end };
  const most = name === 'map' ? 3 : 2;
  if (args.length < 2 || args.length > most) {
    refuse(span, `${name}() takes a variable and a condition: \`.${name}(x, …)\``);
  }
  const { over, element } = iterated(receiver, scope);
  const variable = variableName(args[0], name, scope, span);
  const slot = scope.locals.length;
  scope.most.slots = Math.max(scope.most.slots, slot + 1);
  const inside: Scope = { ...scope, locals: [...scope.locals, { name: variable, type: element }] };
  const body = args.at(-1);
  if (body === undefined) refuse(span, `${name}() needs a body`);
  if (name === 'map')
    return lowerMap({ over, slot, body, where: args.length === 3 ? args[1] : undefined }, inside);
  const condition = expect(body, inside, 'bool', `the condition of ${name}()`);
  const op = name === 'exists_one' ? 'existsOne' : name;
  const type = name === 'filter' ? listOf(element) : boolType;
  return { node: { op, over, slot, body: condition }, type };
}

type MapParts = {
  readonly over: ExpressionNode;
  readonly slot: number;
  readonly body: SyntaxNode;
  readonly where: SyntaxNode | undefined;
};

function lowerMap(parts: MapParts, inside: Scope): Typed {
  const { over, slot, where } = parts;
  const body = inside.lower(parts.body, inside);
  const base = { op: 'map', over, slot, body: body.node } as const;
  if (where === undefined) return { node: base, type: listOf(body.type) };
  const condition = expect(where, inside, 'bool', 'the condition of map()');
  return { node: { ...base, where: condition }, type: listOf(body.type) };
}

/** A map is walked by its keys. */
function iterated(receiver: SyntaxNode, scope: Scope): { over: ExpressionNode; element: Type } {
  const { node, type } = scope.lower(receiver, scope);
  if (type.type === 'list') return { over: node, element: type.of };
  if (type.type === 'map') return { over: { op: 'keys', of: node }, element: stringType };
  refuse(
    { start: receiver.start, end: receiver.end },
    `only lists and maps can be walked, and this is ${describe(type)}`,
  );
}

function variableName(node: SyntaxNode | undefined, loop: string, scope: Scope, span: Span): string {
  if (node?.op !== 'id') refuse(span, `the first argument of ${loop}() is a variable's name`);
  const name = node.args;
  const taken = [...roots, ...scope.locals.map((local) => local.name)];
  if (taken.includes(name)) {
    refuse(nameSpan(node), `\`${name}\` is taken`, 'Give the variable another name.');
  }
  return name;
}
