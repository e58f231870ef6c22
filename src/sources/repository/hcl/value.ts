import type { Node } from 'web-tree-sitter';
import { jsonTextMembers } from './json-text.ts';
import { heredocText, unquoted } from './text.ts';
import type { Literal, WrittenMember } from './written.ts';

/** The text that a tree's offsets count in, and how many lines stand before it. */
interface Source {
  readonly text: string;
  readonly above: number;
}

/** What an expression says without being evaluated. */
export interface WrittenValue {
  readonly literal?: Literal;
  readonly members?: readonly WrittenMember[];
}

const unevaluated: WrittenValue = {};

/** Reads an `expression` node: its literal, and where the elements inside it stand. */
export function writtenValue(expression: Node, source: Source): WrittenValue {
  const [node, ...more] = expression.children;
  // Anything after the first term (`a.b`, `x ? y : z`) must be evaluated, and so must anything in brackets.
  if (node === undefined || more.length > 0) return unevaluated;
  switch (node.type) {
    case 'literal_value':
      return literalOf(node, source);
    case 'operation':
      return negative(node, source);
    case 'template_expr':
      return heredoc(node, source);
    case 'collection_value':
      return collection(node, source);
    case 'function_call':
      return built(node, source);
    default:
      return unevaluated;
  }
}

function literalOf(node: Node, source: Source): WrittenValue {
  const written = source.text.slice(node.startIndex, node.endIndex);
  switch (node.firstNamedChild?.type) {
    case 'string_lit':
      return { literal: unquoted(written) };
    case 'numeric_lit':
      return { literal: Number(written) };
    case 'bool_lit':
      return { literal: written === 'true' };
    case 'null_lit':
      return { literal: null };
    default:
      return unevaluated;
  }
}

function negative(node: Node, source: Source): WrittenValue {
  const written = source.text.slice(node.startIndex, node.endIndex);
  return /^-\s*\d+(\.\d+([eE][-+]?\d+)?)?$/.test(written)
    ? { literal: Number(written.replace(/\s/g, '')) }
    : unevaluated;
}

function heredoc(node: Node, source: Source): WrittenValue {
  const template = node.firstNamedChild;
  if (template?.type !== 'heredoc_template') return unevaluated;
  const written = source.text.slice(template.startIndex, template.endIndex);
  const isPlain = template.namedChildren.every(
    (part) => !/^template_(interpolation|directive)$/.test(part.type),
  );
  const firstLine = template.startPosition.row + 2 + source.above;
  const members = jsonTextMembers(written.slice(written.indexOf('\n') + 1), firstLine);
  return {
    ...(isPlain ? { literal: heredocText(written) } : {}),
    ...(members === undefined ? {} : { members }),
  };
}

function collection(node: Node, source: Source): WrittenValue {
  const inner = node.firstNamedChild;
  if (inner?.type === 'tuple') return tuple(inner, source);
  return inner?.type === 'object' ? object(inner, source) : unevaluated;
}

function tuple(node: Node, source: Source): WrittenValue {
  const items = node.namedChildren.filter((child) => child.type === 'expression');
  const values = items.map((item) => writtenValue(item, source));
  const members = items.map((item, index) => memberOf({ node: item, key: index }, values[index], source));
  const literals = values.map((value) => value.literal);
  return literals.every((literal) => literal !== undefined) ? { literal: literals, members } : { members };
}

function object(node: Node, source: Source): WrittenValue {
  const members: WrittenMember[] = [];
  const entries: [string, Literal][] = [];
  let isLiteral = true;
  for (const element of node.namedChildren) {
    if (element.type !== 'object_elem') continue;
    const [key, value] = element.namedChildren.filter((child) => child.type === 'expression');
    const name = key === undefined ? undefined : keyOf(key, source);
    if (key === undefined || value === undefined || name === undefined) {
      isLiteral = false;
      continue;
    }
    const inner = writtenValue(value, source);
    members.push(memberOf({ node: key, key: name }, inner, source));
    if (inner.literal === undefined) isLiteral = false;
    else entries.push([name, inner.literal]);
  }
  // Not by assignment: a key may be called `__proto__`.
  return isLiteral ? { literal: Object.fromEntries(entries), members } : { members };
}

/** A bare name is its own key, unlike anywhere else: https://developer.hashicorp.com/terraform/language/expressions/types#maps-objects */
function keyOf(key: Node, source: Source): string | undefined {
  const [node, ...more] = key.children;
  if (node === undefined || more.length > 0) return undefined;
  const written = source.text.slice(node.startIndex, node.endIndex);
  if (node.type === 'variable_expr') return written;
  if (node.type !== 'literal_value') return undefined;
  return written.startsWith('"') ? unquoted(written) : written;
}

/** Functions that keep the shape of what they are given; of `merge`'s arguments the last wins. */
function built(node: Node, source: Source): WrittenValue {
  const [name, list] = node.namedChildren;
  if (name === undefined || list?.type !== 'function_arguments') return unevaluated;
  const called = source.text.slice(name.startIndex, name.endIndex);
  if (!['jsonencode', 'merge', 'tomap', 'tolist', 'toset'].includes(called)) return unevaluated;
  const members = list.namedChildren
    .filter((child) => child.type === 'expression')
    .flatMap((argument) => writtenValue(argument, source).members ?? [])
    .reverse();
  return members.length > 0 ? { members } : unevaluated;
}

function memberOf(
  { node, key }: { readonly node: Node; readonly key: string | number },
  value: WrittenValue | undefined,
  { above }: Source,
): WrittenMember {
  const { row, column } = node.startPosition;
  const at = { key, line: row + 1 + above, column: column + 1 };
  return value?.members === undefined ? at : { ...at, members: value.members };
}
