import type { ExpressionNode } from './expression.ts';

/** The parts of a step that tell a reader something: what is written out as it is, and names of loops' elements, do not. */
export function tellingParts(node: ExpressionNode): readonly ExpressionNode[] {
  return partsOf(node).flatMap((part) => {
    if (part.op === 'keys') return tellingParts(part);
    return isPlain(part) ? [] : [part];
  });
}

function isPlain(node: ExpressionNode): boolean {
  if (node.op === 'literal' || node.op === 'resource' || node.op === 'variable') return true;
  return node.op === 'list' && node.items.every((item) => item.op === 'literal');
}

function partsOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.op) {
    case 'and':
    case 'or':
      return node.parts;
    case 'compare':
    case 'equal':
    case 'unequal':
    case 'arithmetic':
    case 'concatenate':
      return [node.left, node.right];
    case 'choose':
      return [node.when, node.yes, node.no];
    case 'among':
      return [node.item, node.list];
    case 'keyed':
      return [node.key, node.map];
    case 'list':
      return node.items;
    case 'call':
      return node.args;
    case 'text':
      return [node.of, node.with];
    case 'matches':
      return [node.of, node.pattern];
    case 'has':
      return partsOf(node.of);
    default:
      return placeParts(node);
  }
}

/** A way to an attribute is one step, unless it leads through a relation, a list or a map. */
function placeParts(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.op) {
    case 'field':
    case 'relation':
      return node.of.op === 'field' ? placeParts(node.of) : [node.of];
    case 'entry':
      return [...(node.of.op === 'field' ? placeParts(node.of) : [node.of]), node.key];
    case 'item':
      return [node.of, node.at];
    default:
      if ('over' in node) return [node.over];
      return 'of' in node && typeof node.of === 'object' && 'op' in node.of ? [node.of] : [];
  }
}
