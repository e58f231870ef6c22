import type { Node, Tree } from 'web-tree-sitter';
import type { FileLine } from '../../../model/location.ts';
import type { Grammar } from './grammar.ts';
import { unquoted } from './text.ts';
import { writtenValue } from './value.ts';
import type { WrittenAttribute, WrittenBlock, WrittenBody, WrittenComment, WrittenFile } from './written.ts';

const byteOrderMark = '\uFEFF';

/** A piece of a file as its nodes are read. */
interface Reading {
  readonly file: string;
  /** The text that the tree's offsets count in. */
  readonly text: string;
  /** How many lines stand before it. */
  readonly above: number;
}

type Read = Pick<WrittenFile, 'body' | 'comments' | 'errors'>;

/** Reads a `.tf` file. */
export function parseNative(file: string, text: string, grammar: Grammar): WrittenFile {
  const plain = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const whole = read({ file, text: plain, above: 0 }, grammar);
  if (whole.errors.length === 0) return { file, text, ...whole };
  // One mistake may cost the parser the whole file; block by block it costs one block.
  const pieces = piecesOf(file, plain).map((piece) => read(piece, grammar));
  return {
    file,
    text,
    body: {
      attributes: pieces.flatMap(({ body }) => body.attributes),
      blocks: pieces.flatMap(({ body }) => body.blocks),
    },
    comments: pieces.flatMap(({ comments }) => comments),
    errors: pieces.some(({ errors }) => errors.length > 0)
      ? pieces.flatMap(({ errors }) => errors)
      : whole.errors,
  };
}

/** Cuts before every line that begins as a block does, unindented as `terraform fmt` writes it. */
function piecesOf(file: string, text: string): readonly Reading[] {
  let above = 0;
  return text.split(/^(?=[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\n]*"|[\w-]+))*[ \t]*\{)/m).map((piece) => {
    const reading = { file, text: piece, above };
    above += piece.split('\n').length - 1;
    return reading;
  });
}

function read(reading: Reading, grammar: Grammar): Read {
  const tree = grammar.parser.parse(reading.text);
  if (tree === null)
    return { body: none, comments: [], errors: [{ file: reading.file, line: 1, column: 1 }] };
  try {
    return {
      body: bodyOf(tree.rootNode, reading),
      comments: commentsOf(tree, grammar, reading),
      errors: errorsOf(tree.rootNode, reading),
    };
  } finally {
    tree.delete();
  }
}

const none: WrittenBody = { attributes: [], blocks: [] };

function bodyOf(parent: Node, reading: Reading): WrittenBody {
  const attributes: WrittenAttribute[] = [];
  const blocks: WrittenBlock[] = [];
  for (const node of parent.namedChildren) {
    if (node.type === 'attribute') attributes.push(attributeOf(node, reading));
    else if (node.type === 'block') blocks.push(blockOf(node, reading));
    // What the parser could still make out stands inside the node of its error.
    else if (node.type === 'body' || node.isError) {
      const inner = bodyOf(node, reading);
      attributes.push(...inner.attributes);
      blocks.push(...inner.blocks);
    }
  }
  return { attributes, blocks };
}

function blockOf(node: Node, reading: Reading): WrittenBlock {
  const head: string[] = [];
  for (const child of node.namedChildren) {
    if (child.type === 'identifier') head.push(textOf(child, reading));
    else if (child.type === 'string_lit') head.push(unquoted(textOf(child, reading)));
  }
  const [type = '', ...labels] = head;
  return {
    type,
    labels,
    body: bodyOf(node, reading),
    endLine: node.endPosition.row + 1 + reading.above,
    ...lineOf(node, reading),
  };
}

function attributeOf(node: Node, reading: Reading): WrittenAttribute {
  const [name, ...rest] = node.namedChildren;
  const value = rest.find((child) => child.type === 'expression');
  return {
    name: name === undefined ? '' : textOf(name, reading),
    endLine: node.endPosition.row + 1 + reading.above,
    ...(value === undefined || value.hasError ? {} : writtenValue(value, reading)),
    ...lineOf(node, reading),
  };
}

function commentsOf(tree: Tree, grammar: Grammar, reading: Reading): WrittenComment[] {
  return grammar.comments.captures(tree.rootNode).map(({ node }) => {
    const before = reading.text.lastIndexOf('\n', node.startIndex - 1) + 1;
    const [, after = ''] = /^([^\n]*)/.exec(reading.text.slice(node.endIndex, node.endIndex + 200)) ?? [];
    return {
      ...lineOf(node, reading),
      endLine: node.endPosition.row + 1 + reading.above,
      text: withoutMarks(textOf(node, reading)),
      alone: reading.text.slice(before, node.startIndex).trim() === '' && after.trim() === '',
    };
  });
}

function withoutMarks(comment: string): string {
  if (comment.startsWith('/*')) return comment.slice(2, -2).trim();
  return comment.slice(comment.startsWith('#') ? 1 : 2).trim();
}

function errorsOf(node: Node, reading: Reading): FileLine[] {
  if (!node.hasError) return [];
  if (node.isError || node.isMissing) return [lineOf(node, reading)];
  return node.children.flatMap((child) => errorsOf(child, reading));
}

function lineOf(node: Node, { file, above }: Reading): FileLine {
  const { row, column } = node.startPosition;
  return { file, line: row + 1 + above, column: column + 1 };
}

function textOf(node: Node, { text }: Reading): string {
  return text.slice(node.startIndex, node.endIndex);
}
