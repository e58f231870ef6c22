import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { Attribute, AttributeType, Kind, Relation } from '../../model/kind.ts';
import { commonAttributes } from '../../model/kinds/common.ts';
import { attributesOf, findKind, kinds } from '../../model/kinds/index.ts';
import type { ParameterDeclaration } from '../../model/rule.ts';
import type { ExpressionContext } from '../expression.ts';
import { signatures } from '../functions/signatures.ts';
import { refuse, type Span } from './refusal.ts';

/** The parser's tree. This module is the only one that knows the library behind it. */
export type SyntaxNode = ASTNode;

export interface Parsed {
  readonly root: SyntaxNode;
  /** The library's own type check: what it finds wrong, if anything. */
  readonly complaint: () => { readonly message: string; readonly span: Span } | undefined;
}

const limits = { maxAstNodes: 5_000, maxDepth: 100, maxListElements: 500, maxMapEntries: 100 };

let base: Environment | undefined;

export function parse(source: string, context: ExpressionContext): Parsed {
  const environment = environmentFor(context);
  const whole = { start: 0, end: source.length };
  let result: ReturnType<Environment['parse']>;
  try {
    result = environment.parse(source);
  } catch (error) {
    const known = celError(error);
    if (known !== undefined) refuse(known.span ?? whole, plainly(known), syntaxHint(known.message));
    throw error;
  }
  const complaint = () => {
    const outcome = result.check();
    if (outcome.valid) return undefined;
    const known = celError(outcome.error);
    // `has(list[0].x)` is refused by the library though it means something, and an operand whose type is open
    // (`[].all(e, e > 0)`) makes it throw a plain Error. Our own check has settled both already.
    if (known === undefined || known.code === 'invalid_macro_argument') return undefined;
    return { message: known.message, span: known.span ?? whole };
  };
  return { root: result.ast, complaint };
}

/** Where a node's own name stands: the attribute in `a.b`, the whole node otherwise. */
export function nameSpan(node: SyntaxNode): Span {
  return node.op === '.' ? { start: node.pos, end: node.end } : { start: node.start, end: node.end };
}

function celError(error: unknown): { code: string; message: string; span?: Span } | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('summary' in error)) return undefined;
  if (typeof error.code !== 'string' || typeof error.summary !== 'string') return undefined;
  const found = { code: error.code, message: error.summary };
  const range = 'range' in error ? (error.range as Span | undefined) : undefined;
  return range === undefined ? found : { ...found, span: range };
}

const tokens: Readonly<Record<string, string>> = {
  LPAREN: '`(`',
  RPAREN: '`)`',
  LBRACKET: '`[`',
  RBRACKET: '`]`',
  LBRACE: '`{`',
  RBRACE: '`}`',
  COMMA: '`,`',
  COLON: '`:`',
  DOT: '`.`',
  IDENTIFIER: 'a name',
  STRING: 'a string',
  NUMBER: 'a number',
  EOF: 'the end',
};

/** The library's words for people who never saw its token names. */
function plainly({ code, message }: { code: string; message: string }): string {
  if (code === 'invalid_macro_argument') return "the first argument of a loop is its variable's name";
  if (code === 'limit_exceeded') return 'the expression is too large or nested too deeply';
  return message.replaceAll(/\b[A-Z]{2,}\b/g, (token) => tokens[token] ?? token);
}

function syntaxHint(message: string): string | undefined {
  if (message === 'Unexpected character: =') return 'Write `==` to compare.';
  if (message === 'Unexpected character: &') return 'Write `&&` for "and".';
  if (message === 'Unexpected character: |') return 'Write `||` for "or".';
  if (message.startsWith('Exceeded ')) return 'Split it into several expectations.';
  return undefined;
}

function environmentFor(context: ExpressionContext): Environment {
  base ??= baseEnvironment();
  const environment = base.clone();
  const { kind } = context;
  const subject =
    kind === 'any' || findKind(kind.name) === kind ? (kind === 'any' ? kind : kind.name) : 'own';
  if (kind !== 'any' && subject === 'own') {
    const members = { attributes: attributesOf(kind), relations: kind.relations };
    registerStruct(environment, subject, members, new Set(namedStructs));
  }
  environment.registerType('RuleParameters', { ctor: class {}, fields: parameterTypes(context.parameters) });
  environment.registerVariable('parameter', 'RuleParameters');
  environment.registerVariable('resource', subject);
  return environment;
}

const namedStructs = new Set<string>();

function baseEnvironment(): Environment {
  const environment = new Environment({ limits });
  environment.registerVariable('environment', 'string');
  environment.registerVariable('name', 'string');
  for (const kind of Object.values(kinds)) registerKind(environment, kind, namedStructs);
  registerStruct(environment, 'any', { attributes: commonAttributes, relations: {} }, namedStructs);
  for (const [name, overloads] of Object.entries(signatures)) {
    for (const { takes, gives } of overloads) {
      environment.registerFunction(`${name}(${takes.join(', ')}): ${gives}`, () => undefined);
    }
  }
  return environment;
}

type Members = {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly relations: Readonly<Record<string, Relation>>;
};

function registerKind(environment: Environment, kind: Kind, done: Set<string>): void {
  registerStruct(environment, kind.name, { attributes: attributesOf(kind), relations: kind.relations }, done);
}

function registerStruct(environment: Environment, name: string, members: Members, done: Set<string>): void {
  if (done.has(name)) return;
  done.add(name);
  const fields: Record<string, string> = {};
  for (const [member, attribute] of Object.entries(members.attributes)) {
    registerNested(environment, attribute.type, done);
    fields[member] = typeName(attribute.type);
  }
  for (const [member, relation] of Object.entries(members.relations)) {
    fields[member] = relation.many ? `list<${relation.to}>` : relation.to;
  }
  // With a constructor of its own a type may refer to one that is registered later, as kinds do in circles.
  environment.registerType(name, { ctor: class {}, fields });
}

function registerNested(environment: Environment, type: AttributeType, done: Set<string>): void {
  if (type.type === 'list' || type.type === 'map') registerNested(environment, type.of, done);
  if (type.type === 'struct') {
    registerStruct(environment, type.name, { attributes: type.fields, relations: {} }, done);
  }
}

function typeName(type: AttributeType): string {
  switch (type.type) {
    case 'list':
      return `list<${typeName(type.of)}>`;
    case 'map':
      return `map<string, ${typeName(type.of)}>`;
    case 'struct':
      return type.name;
    case 'timestamp':
      return 'google.protobuf.Timestamp';
    default:
      return type.type;
  }
}

const parameterTypeNames = {
  integer: 'int',
  string: 'string',
  boolean: 'bool',
  'string-list': 'list<string>',
} as const;

function parameterTypes(
  declarations: Readonly<Record<string, ParameterDeclaration>>,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, declaration] of Object.entries(declarations)) {
    fields[name] = parameterTypeNames[declaration.type];
  }
  return fields;
}
