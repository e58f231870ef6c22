import type { Kind } from '../model/kind.ts';
import type { ParameterDeclaration } from '../model/rule.ts';

/** What a value looks like while a condition runs. */
export type ScalarShape = 'bool' | 'int' | 'string' | 'timestamp';
export type Shape = ScalarShape | 'list' | 'map' | 'struct';

/** How two values are compared: scalars directly, lists element by element. */
export type EqualityShape = ScalarShape | { readonly list: EqualityShape };

export type Comparison = '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/' | '%';
export type TextTest = 'startsWith' | 'endsWith' | 'contains';

/** One step of a checked expression: plain JSON, every operand's type settled. */
export type ExpressionNode =
  | { readonly op: 'literal'; readonly value: string | number | boolean }
  | { readonly op: 'resource' }
  | { readonly op: 'environment' }
  | { readonly op: 'name' }
  | { readonly op: 'parameter'; readonly name: string; readonly shape: Shape }
  | { readonly op: 'variable'; readonly slot: number; readonly shape: Shape }
  | { readonly op: 'field'; readonly of: ExpressionNode; readonly name: string; readonly shape: Shape }
  | { readonly op: 'relation'; readonly of: ExpressionNode; readonly name: string; readonly shape: Shape }
  | {
      readonly op: 'entry';
      readonly of: ExpressionNode;
      readonly key: ExpressionNode;
      readonly shape: Shape;
    }
  | { readonly op: 'item'; readonly of: ExpressionNode; readonly at: ExpressionNode; readonly shape: Shape }
  | { readonly op: 'has'; readonly of: ExpressionNode }
  | { readonly op: 'and' | 'or'; readonly parts: readonly ExpressionNode[] }
  | { readonly op: 'not'; readonly of: ExpressionNode }
  | { readonly op: 'negate'; readonly of: ExpressionNode }
  | {
      readonly op: 'choose';
      readonly when: ExpressionNode;
      readonly yes: ExpressionNode;
      readonly no: ExpressionNode;
      readonly shape: Shape;
    }
  | {
      readonly op: 'compare';
      readonly by: Comparison;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
      readonly of: 'int' | 'string' | 'timestamp';
    }
  | {
      readonly op: 'equal' | 'unequal';
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
      readonly of: EqualityShape;
    }
  | {
      readonly op: 'arithmetic';
      readonly by: Arithmetic;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | {
      readonly op: 'concatenate';
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
      readonly shape: 'string' | 'list';
    }
  | {
      readonly op: 'among';
      readonly item: ExpressionNode;
      readonly list: ExpressionNode;
      readonly of: EqualityShape;
    }
  | { readonly op: 'keyed'; readonly key: ExpressionNode; readonly map: ExpressionNode }
  | { readonly op: 'list'; readonly items: readonly ExpressionNode[] }
  | {
      readonly op: 'all' | 'exists' | 'existsOne';
      readonly over: ExpressionNode;
      readonly slot: number;
      readonly body: ExpressionNode;
    }
  | {
      readonly op: 'filter';
      readonly over: ExpressionNode;
      readonly slot: number;
      readonly body: ExpressionNode;
    }
  | {
      readonly op: 'map';
      readonly over: ExpressionNode;
      readonly slot: number;
      readonly where?: ExpressionNode;
      readonly body: ExpressionNode;
    }
  | { readonly op: 'keys'; readonly of: ExpressionNode }
  | { readonly op: 'size'; readonly of: ExpressionNode; readonly shape: 'string' | 'list' | 'map' }
  | {
      readonly op: 'text';
      readonly test: TextTest;
      readonly of: ExpressionNode;
      readonly with: ExpressionNode;
    }
  | { readonly op: 'matches'; readonly of: ExpressionNode; readonly pattern: ExpressionNode }
  | { readonly op: 'lowerAscii' | 'upperAscii'; readonly of: ExpressionNode }
  | { readonly op: 'toText'; readonly of: ExpressionNode }
  | { readonly op: 'toInt'; readonly of: ExpressionNode }
  | { readonly op: 'toTimestamp'; readonly of: ExpressionNode }
  | {
      readonly op: 'call';
      readonly name: string;
      readonly args: readonly ExpressionNode[];
      readonly shape: 'bool' | 'int' | 'string' | 'list';
    };

/** A condition that was parsed and type-checked. Plain JSON, so that it can be shipped and compiled without the parser. */
export interface CheckedExpression {
  readonly source: string;
  /** How many loop variables are alive at most. */
  readonly slots: number;
  readonly node: ExpressionNode;
}

/** A sentence with checked placeholders: literal text and expressions in turn. */
export interface CheckedTemplate {
  readonly source: string;
  readonly pieces: readonly (string | { readonly slots: number; readonly node: ExpressionNode })[];
}

/** What a condition is checked against. */
export interface ExpressionContext {
  readonly kind: Kind | 'any';
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
}

/** A mistake in an expression: what, where (UTF-16 offset into the source) and what to do. */
export interface ExpressionProblem {
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  readonly hint?: string;
}

export function shapeOf(node: ExpressionNode): Shape {
  if (node.op === 'size') return 'int';
  if ('shape' in node) return node.shape;
  switch (node.op) {
    case 'literal':
      return typeof node.value === 'number' ? 'int' : typeof node.value === 'string' ? 'string' : 'bool';
    case 'resource':
      return 'struct';
    case 'environment':
    case 'name':
    case 'lowerAscii':
    case 'upperAscii':
    case 'toText':
      return 'string';
    case 'negate':
    case 'arithmetic':
    case 'toInt':
      return 'int';
    case 'toTimestamp':
      return 'timestamp';
    case 'list':
    case 'filter':
    case 'map':
    case 'keys':
      return 'list';
    default:
      return 'bool';
  }
}
