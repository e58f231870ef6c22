import { policyDocument } from '../../model/kinds/iam-document.ts';
import { suggest } from '../../model/suggestion.ts';
import type { ExpressionNode } from '../expression.ts';
import { type Signature, type SignatureType, signatures } from '../functions/signatures.ts';
import { patternProblem } from '../regular-expression.ts';
import type { SyntaxNode } from './cel.ts';
import { isLoop, loops, lowerHas, lowerLoop } from './macros.ts';
import { refuse, type Span } from './refusal.ts';
import { expect, type Scope, type Typed } from './scope.ts';
import {
  boolType,
  describe,
  intType,
  listOf,
  stringType,
  type Type,
  timestampType,
  typeOfAttribute,
} from './types.ts';

const spanOf = (node: SyntaxNode): Span => ({ start: node.start, end: node.end });

const conversions = ['size', 'string', 'int', 'timestamp'] as const;
const results = {
  bool: { type: boolType, shape: 'bool' },
  int: { type: intType, shape: 'int' },
  string: { type: stringType, shape: 'string' },
  'list<string>': { type: listOf(stringType), shape: 'list' },
  'list<PolicyDocument>': { type: listOf(typeOfAttribute(policyDocument('').type)), shape: 'list' },
} as const;
const textMethods = ['startsWith', 'endsWith', 'contains', 'matches', 'lowerAscii', 'upperAscii', 'size'];

export function lowerCall(node: SyntaxNode & { op: 'call' }, scope: Scope): Typed {
  const [name, args] = node.args;
  if (name === 'has') return lowerHas(node, scope);
  const overloads = Object.hasOwn(signatures, name) ? signatures[name] : undefined;
  if (overloads !== undefined) return lowerOwn(node, overloads, scope);
  const [argument] = args;
  if ((conversions as readonly string[]).includes(name)) {
    if (argument === undefined || args.length > 1) refuse(spanOf(node), `${name}() takes one value`);
    return lowerConversion(name, argument, scope);
  }
  const names = ['has', ...conversions, ...Object.keys(signatures)];
  const asMethod = isLoop(name) || textMethods.includes(name);
  refuse(
    { start: node.start, end: node.start + name.length },
    `there is no function \`${name}\``,
    asMethod ? `Write it behind a value: \`x.${name}(…)\`.` : suggest(name, names),
  );
}

export function lowerMethod(node: SyntaxNode & { op: 'rcall' }, scope: Scope): Typed {
  const [name, receiver, args] = node.args;
  if (isLoop(name)) return lowerLoop(node, name, scope);
  if (name === 'size' && args.length === 0) return lowerConversion(name, receiver, scope);
  if (!textMethods.includes(name)) {
    const own = Object.hasOwn(signatures, name) ? `Write \`${name}(…)\`, not a method.` : undefined;
    refuse(spanOf(node), `there is no method \`${name}\``, own ?? suggest(name, [...loops, ...textMethods]));
  }
  const of = expect(receiver, scope, 'string', `the value before .${name}()`);
  if (name === 'lowerAscii' || name === 'upperAscii') {
    if (args.length > 0) refuse(spanOf(node), `${name}() takes nothing`);
    return { node: { op: name, of }, type: stringType };
  }
  const [argument] = args;
  if (argument === undefined || args.length > 1) refuse(spanOf(node), `${name}() takes one string`);
  const other = expect(argument, scope, 'string', `what ${name}() takes`);
  if (name === 'matches') {
    checkPattern(other, spanOf(argument), scope);
    return { node: { op: 'matches', of, pattern: other }, type: boolType };
  }
  const test = name as 'startsWith' | 'endsWith' | 'contains';
  return { node: { op: 'text', test, of, with: other }, type: boolType };
}

/** The pattern is known when the rule is loaded, so that a bad one is never met in a scan. */
function checkPattern(pattern: ExpressionNode, span: Span, scope: Scope): void {
  let text: unknown;
  if (pattern.op === 'literal') text = pattern.value;
  else if (pattern.op === 'parameter') text = scope.context.parameters[pattern.name]?.default;
  else refuse(span, 'the pattern of matches() must be written out, or be a parameter');
  const problem = patternProblem(String(text));
  if (problem === undefined) return;
  refuse(
    span,
    `this is not a regular expression that RE2 knows: ${problem}`,
    'See https://github.com/google/re2/wiki/Syntax; look-around and back-references do not exist there.',
  );
}

function lowerConversion(name: string, argument: SyntaxNode, scope: Scope): Typed {
  const { node: of, type } = scope.lower(argument, scope);
  const kind = type.type;
  switch (name) {
    case 'size':
      if (kind === 'string' || kind === 'list' || kind === 'map') {
        return { node: { op: 'size', of, shape: kind }, type: intType };
      }
      break;
    case 'string':
      if (kind === 'string') return { node: of, type: stringType };
      if (kind === 'int' || kind === 'bool') return { node: { op: 'toText', of }, type: stringType };
      break;
    case 'int':
      if (kind === 'int') return { node: of, type };
      if (kind === 'string') return { node: { op: 'toInt', of }, type: intType };
      break;
    default:
      if (kind === 'timestamp') return { node: of, type };
      if (kind === 'string') return { node: { op: 'toTimestamp', of }, type: timestampType };
  }
  refuse(spanOf(argument), `${name}() is not defined for ${describe(type)}`);
}

function lowerOwn(node: SyntaxNode & { op: 'call' }, overloads: readonly Signature[], scope: Scope): Typed {
  const [name, parts] = node.args;
  const args = parts.map((part) => scope.lower(part, scope));
  const overload = overloads.find(
    ({ takes }) => takes.length === args.length && takes.every((wanted, index) => fits(args[index], wanted)),
  );
  if (overload === undefined) {
    const given = args.map(({ type }) => describe(type)).join(', ');
    const forms = overloads.map(({ takes }) => `${name}(${takes.join(', ')})`).join(' or ');
    refuse(spanOf(node), `${name}() does not take (${given})`, `Write ${forms}.`);
  }
  const { type, shape } = results[overload.gives];
  const lowered: ExpressionNode = { op: 'call', name, args: args.map((arg) => arg.node), shape };
  return { node: lowered, type };
}

/** Lists of structs, by the name of the struct. */
const elements: Partial<Record<SignatureType, string>> = {
  'list<PolicyDocument>': 'PolicyDocument',
  'list<NetworkAclEntry>': 'NetworkAclEntry',
};

function fits(arg: Typed | undefined, wanted: SignatureType): boolean {
  return arg !== undefined && isOf(arg.type, wanted);
}

function isOf(type: Type, wanted: SignatureType): boolean {
  if (type.type === 'nothing') return true;
  const inner = /^list<(list<.+>)>$/.exec(wanted)?.[1] as SignatureType | undefined;
  if (inner !== undefined) return type.type === 'list' && isOf(type.of, inner);
  if (wanted === 'list<string>') {
    return type.type === 'list' && (type.of.type === 'string' || type.of.type === 'nothing');
  }
  const element = elements[wanted];
  if (element !== undefined) {
    if (type.type !== 'list') return false;
    return type.of.type === 'nothing' || (type.of.type === 'struct' && type.of.name === element);
  }
  return type.type === 'struct' ? type.name === wanted : type.type === wanted;
}
