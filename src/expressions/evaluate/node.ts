import type { Fact } from '../../model/fact.ts';
import { type ExpressionNode, type Shape, shapeOf } from '../expression.ts';
import { functions } from '../functions/index.ts';
import { arithmetic, concatenate, negate, toInt, toText, toTimestamp } from './arithmetic.ts';
import { among, amongLiterals, compareNumbers, compareTexts, equal } from './comparison.ts';
import type { Eval } from './frame.ts';
import { keysOf, listOf, mapped, parameterList } from './lists.ts';
import { and, choose, not, or } from './logic.ts';
import {
  entry,
  environment,
  field,
  has,
  hasEntry,
  hasMember,
  hasRelation,
  item,
  ownField,
  relation,
  resourceFact,
} from './places.ts';
import { every, exactlyOne, filtered, quantified, some } from './quantifiers.ts';
import { reader } from './read.ts';
import { changeCase, matchesLiteral, matchesParameter, sizeOf, textTest } from './text.ts';
import { asFact, blend, isUndecided, type Kleene, type Result } from './value.ts';
import { watchedFact, watchedValue } from './watch.ts';

type NodeOf<Op extends ExpressionNode['op']> = Extract<ExpressionNode, { op: Op }>;

/** Turns a checked step into a closure that answers a value. */
export function compileValue(node: ExpressionNode): Eval<Result> {
  return watchedValue(node, makeValue(node));
}

function makeValue(node: ExpressionNode): Eval<Result> {
  switch (node.op) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'environment':
      return environment;
    case 'name':
      return ({ scope }) => scope.resource.label;
    case 'parameter':
      return compileParameter(node.name);
    case 'resource':
    case 'variable':
    case 'field':
    case 'relation':
    case 'entry':
    case 'item':
      return reader(compileFact(node), node.op === 'resource' ? 'struct' : node.shape);
    case 'choose':
      return choose(compileTruth(node.when), compileValue(node.yes), compileValue(node.no));
    case 'list':
    case 'filter':
    case 'map':
    case 'keys':
      return compileList(node);
    default:
      return compileComputed(node);
  }
}

type PlaceOp = 'resource' | 'variable' | 'field' | 'relation' | 'entry' | 'item';
type DirectOp =
  | 'literal'
  | 'environment'
  | 'name'
  | 'parameter'
  | 'choose'
  | 'list'
  | 'filter'
  | 'map'
  | 'keys';
type Computed = Exclude<ExpressionNode, NodeOf<PlaceOp | DirectOp>>;

function compileComputed(node: Computed): Eval<Result> {
  switch (node.op) {
    case 'arithmetic':
      return arithmetic(node.by, compileValue(node.left), compileValue(node.right));
    case 'negate':
      return negate(compileValue(node.of));
    case 'concatenate':
      return concatenate(compileValue(node.left), compileValue(node.right), node.shape);
    case 'size':
      return sizeOf(compileValue(node.of));
    case 'lowerAscii':
    case 'upperAscii':
      return changeCase(compileValue(node.of), node.op);
    case 'toText':
      return toText(compileValue(node.of));
    case 'toInt':
      return toInt(compileValue(node.of));
    case 'toTimestamp':
      return toTimestamp(compileValue(node.of));
    case 'call':
      return compileCall(node);
    default:
      return compileTest(node);
  }
}

/** A step of type bool. */
export function compileTruth(node: ExpressionNode): Eval<Kleene> {
  return compileValue(node) as Eval<Kleene>;
}

type LogicOp = 'and' | 'or' | 'not' | 'has' | 'keyed' | 'all' | 'exists' | 'existsOne';
type Test = NodeOf<LogicOp | 'compare' | 'equal' | 'unequal' | 'among' | 'text' | 'matches'>;

function compileTest(node: Test): Eval<Kleene> {
  switch (node.op) {
    case 'and':
      return and(node.parts.map(compileTruth));
    case 'or':
      return or(node.parts.map(compileTruth));
    case 'not':
      return not(compileTruth(node.of));
    case 'has':
      return compileHas(node.of);
    case 'keyed':
      return hasEntry(compileFact(node.map), compileValue(node.key));
    case 'text':
      return textTest(node.test, compileValue(node.of), compileValue(node.with));
    case 'matches':
      return compileMatches(node);
    case 'all':
    case 'exists':
    case 'existsOne':
      return compileQuantifier(node);
    default:
      return compileComparison(node);
  }
}

function compileComparison(node: NodeOf<'compare' | 'equal' | 'unequal' | 'among'>): Eval<Kleene> {
  if (node.op === 'among') return compileAmong(node);
  const left = compileOperand(node.left, node.right);
  const right = compileOperand(node.right, node.left);
  switch (node.op) {
    case 'equal':
      return equal(left, right, node.of);
    case 'unequal':
      return not(equal(left, right, node.of));
    default:
      return node.of === 'string' ? compareTexts(node.by, left, right) : compareNumbers(node.by, left, right);
  }
}

/** `environment == ""` asks whether the policy can tell it: the one question that always has an answer. */
function compileOperand(node: ExpressionNode, other: ExpressionNode): Eval<Result> {
  const asksForEmpty = node.op === 'environment' && other.op === 'literal' && other.value === '';
  return asksForEmpty ? watchedValue(node, ({ scope }) => scope.environment) : compileValue(node);
}

function compileAmong(node: NodeOf<'among'>): Eval<Kleene> {
  const item = compileValue(node.item);
  if (node.list.op === 'list') {
    const literals = node.list.items.flatMap((one) => (one.op === 'literal' ? [one.value] : []));
    if (literals.length === node.list.items.length) return amongLiterals(item, new Set<Result>(literals));
  }
  return among(item, compileValue(node.list), node.of);
}

function compileQuantifier(node: NodeOf<'all' | 'exists' | 'existsOne'>): Eval<Kleene> {
  const runs = {
    all: every,
    exists: some,
    existsOne: (frame, _start, list, predicate) => exactlyOne(frame, list, predicate),
  } satisfies Record<string, Parameters<typeof quantified>[3]>;
  return quantified(
    compileValue(node.over),
    node.slot,
    compileTruth(node.body),
    runs[node.op],
  ) as Eval<Kleene>;
}

function compileList(node: NodeOf<'list' | 'filter' | 'map' | 'keys'>): Eval<Result> {
  switch (node.op) {
    case 'list':
      return listOf(node.items.map(compileFact));
    case 'keys':
      return keysOf(compileValue(node.of));
    case 'filter':
      return quantified(
        compileValue(node.over),
        node.slot,
        compileTruth(node.body),
        (frame, _start, list, test) => filtered(frame, list, test),
      );
    default: {
      const where = node.where === undefined ? undefined : compileTruth(node.where);
      return mapped(compileValue(node.over), node.slot, compileFact(node.body), where);
    }
  }
}

function compileParameter(name: string): Eval<Result> {
  return ({ scope }) => {
    const value = scope.parameters[name];
    if (value === undefined) throw new Error(`the engine gave no value for parameter ${name}`);
    return typeof value === 'object' ? parameterList(value) : value;
  };
}

function compileHas(of: ExpressionNode): Eval<Kleene> {
  switch (of.op) {
    case 'field':
      return of.of.op === 'resource' ? has(ownField(of.name)) : hasMember(compileFact(of.of), of.name);
    case 'relation':
      return hasRelation(compileFact(of.of), compileFact(of));
    case 'entry':
      return hasEntry(compileFact(of.of), compileValue(of.key));
    default:
      return has(compileFact(of));
  }
}

function compileMatches(node: NodeOf<'matches'>): Eval<Kleene> {
  const of = compileValue(node.of);
  const { pattern } = node;
  if (pattern.op === 'literal') return matchesLiteral(of, String(pattern.value));
  return matchesParameter(of, compileValue(pattern));
}

function compileCall(node: NodeOf<'call'>): Eval<Result> {
  const make = functions[node.name];
  if (make === undefined) throw new Error(`no function is called ${node.name}`);
  const values = node.args.map((arg): Eval<Result> => (isStructural(arg) ? never : compileValue(arg)));
  const facts = node.args.map((arg): Eval<Fact> => (isStructural(arg) ? compileFact(arg) : never));
  return make({ values, facts });
}

const isStructural = (node: ExpressionNode): boolean => shapeOf(node) === 'struct';

const never = (): never => {
  throw new Error('an argument was asked for in the wrong form');
};

/** Turns a checked step into a closure that answers a fact: attributes as they were read, values wrapped. */
export function compileFact(node: ExpressionNode): Eval<Fact> {
  return watchedFact(node, makeFact(node));
}

function makeFact(node: ExpressionNode): Eval<Fact> {
  switch (node.op) {
    case 'resource':
      return resourceFact;
    case 'variable': {
      const { slot } = node;
      return (frame) => frame.variables[slot] as Fact;
    }
    case 'field':
      return node.of.op === 'resource' ? ownField(node.name) : field(compileFact(node.of), node.name);
    case 'relation':
      return relation(compileFact(node.of), node.name);
    case 'entry':
      return entry(compileFact(node.of), compileValue(node.key));
    case 'item':
      return item(compileValue(node.of), compileValue(node.at));
    case 'choose':
      return chooseFact(node);
    default: {
      const value = compileValue(node);
      return (frame) => asFact(value(frame));
    }
  }
}

function chooseFact(node: NodeOf<'choose'>): Eval<Fact> {
  const shape: Shape = node.shape;
  if (shape !== 'struct') {
    const value = compileValue(node);
    return (frame) => asFact(value(frame));
  }
  const when = compileTruth(node.when);
  const yes = compileFact(node.yes);
  const no = compileFact(node.no);
  return (frame) => {
    const condition = when(frame);
    if (isUndecided(condition)) return blend(condition);
    return condition ? yes(frame) : no(frame);
  };
}
