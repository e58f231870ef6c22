import type { ExpressionContext, ExpressionNode } from '../expression.ts';
import { lowerCall, lowerMethod } from './calls.ts';
import { parse, type SyntaxNode } from './cel.ts';
import {
  lowerArithmetic,
  lowerChoice,
  lowerComparison,
  lowerEquality,
  lowerLogic,
  lowerMembership,
  lowerNegation,
} from './operators.ts';
import { lowerIndex, lowerMember, lowerName } from './places.ts';
import { refuse, type Span } from './refusal.ts';
import { deeper, type Scope, type Typed } from './scope.ts';
import { boolType, common, describe, intType, listOf, stringType, type Type, typeOfKind } from './types.ts';

/** A whole expression, its type and how many loop variables it needs. */
export interface Lowered {
  readonly node: ExpressionNode;
  readonly type: Type;
  readonly slots: number;
}

/** Long enough for any condition that a person can read. */
const longest = 10_000;

/** Is told which part of the source every step was made from. */
export type OnLowered = (step: ExpressionNode, from: SyntaxNode) => void;

export function lowerExpression(source: string, context: ExpressionContext, onLowered?: OnLowered): Lowered {
  const whole = { start: 0, end: source.length };
  if (source.trim() === '') refuse(whole, 'the expression is empty');
  if (source.length > longest) refuse(whole, `the expression is longer than ${longest} characters`);
  const parsed = parse(source, context);
  const most = { slots: 0 };
  const subject = typeOfKind(context.kind);
  const lowerPart = onLowered === undefined ? lower : telling(onLowered);
  const scope: Scope = { context, subject, locals: [], depth: 0, most, lower: lowerPart };
  const { node, type } = scope.lower(parsed.root, scope);
  if (type.type === 'parameters') refuse(whole, '`parameter` needs a name: `parameter.minimumDays`');
  const complaint = parsed.complaint();
  if (complaint !== undefined) refuse(complaint.span, complaint.message);
  return { node, type, slots: most.slots };
}

function telling(onLowered: OnLowered): Scope['lower'] {
  return (node, scope) => {
    const typed = lower(node, scope);
    onLowered(typed.node, node);
    return typed;
  };
}

function lower(node: SyntaxNode, outer: Scope): Typed {
  const scope = deeper(outer, { start: node.start, end: node.end });
  switch (node.op) {
    case 'value':
      return lowerLiteral(node);
    case 'id':
      return lowerName(node, scope);
    case '.':
      return lowerMember(node, scope);
    case '[]':
      return lowerIndex(node, scope);
    case 'call':
      return lowerCall(node, scope);
    case 'rcall':
      return lowerMethod(node, scope);
    case 'list':
      return lowerList(node, scope);
    case '?:':
      return lowerChoice(node, scope);
    default:
      return lowerOperator(node, scope);
  }
}

function lowerOperator(node: SyntaxNode, scope: Scope): Typed {
  switch (node.op) {
    case '&&':
    case '||':
      return lowerLogic(node, scope);
    case '==':
    case '!=':
      return lowerEquality(node as SyntaxNode & { op: '==' }, scope);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return lowerComparison(node, scope);
    case 'in':
      return lowerMembership(node, scope);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return lowerArithmetic(node, scope);
    case '!_':
    case '-_':
      return lowerNegation(node, scope);
    case 'map':
      return refuse(spanOf(node), 'map literals are not part of the condition language');
    default:
      return refuse(spanOf(node), `\`${node.op}\` is not part of the condition language`);
  }
}

const spanOf = (node: SyntaxNode): Span => ({ start: node.start, end: node.end });

function lowerLiteral(node: SyntaxNode & { op: 'value' }): Typed {
  const value = node.args;
  if (typeof value === 'string') return { node: { op: 'literal', value }, type: stringType };
  if (typeof value === 'boolean') return { node: { op: 'literal', value }, type: boolType };
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) refuse(spanOf(node), 'the number is too large');
    return { node: { op: 'literal', value: number }, type: intType };
  }
  if (value === null) {
    refuse(
      spanOf(node),
      'nothing here is ever null',
      'Ask `has(resource.x)`, or compare a string with `""`.',
    );
  }
  if (typeof value === 'number') refuse(spanOf(node), 'only whole numbers are known here');
  refuse(spanOf(node), 'such a value is not part of the condition language');
}

function lowerList(node: SyntaxNode & { op: 'list' }, scope: Scope): Typed {
  let type: Type = { type: 'nothing' };
  const items: ExpressionNode[] = [];
  for (const part of node.args) {
    const item = scope.lower(part, scope);
    const both: Type | undefined = common(type, item.type);
    if (both === undefined) {
      refuse(
        spanOf(part),
        `a list holds one type, and this is ${describe(item.type)}, not ${describe(type)}`,
      );
    }
    type = both;
    items.push(item.node);
  }
  return { node: { op: 'list', items }, type: listOf(type) };
}
