import { isLeaf } from './changes.ts';
import { isObject, member, textsOf } from './json.ts';
import type { ConfiguredResource, Json, ResourceName } from './plan.ts';
import type { AttributePath, Unclear } from './resolver.ts';
import { type SchemaPlace, schemaKind, schemaOf, schemaWithin } from './schema.ts';

/** What stands in the configuration for an attribute, before any reference is followed. */
export type WrittenExpression =
  | { readonly how: 'unset' | 'call' }
  | { readonly how: 'constant'; readonly value: Json }
  /** `within`: they are those of a whole list of blocks, of which the attribute is one part. */
  | { readonly how: 'references'; readonly references: readonly string[]; readonly within: boolean }
  | { readonly how: 'block'; readonly count: number }
  | { readonly how: 'unclear'; readonly why: Unclear };

const unset: WrittenExpression = { how: 'unset' };
const perhapsDynamic: WrittenExpression = { how: 'unclear', why: 'dynamic-block' };
const unordered: WrittenExpression = { how: 'unclear', why: 'block-order' };

const noConfiguration: WrittenExpression = { how: 'unclear', why: 'no-configuration' };

/** Answers by block and attribute: all instances of a block were written alike. */
const remembered = new WeakMap<ConfiguredResource, Map<string, WrittenExpression>>();

/** Finds an attribute's expression in the block of a resource. */
export function expressionAt(resource: ResourceName, path: AttributePath): WrittenExpression {
  const block = resource.configuration;
  if (block === undefined) return noConfiguration;
  const [name] = path;
  // Only parts of blocks depend on what was planned.
  if (path.length !== 1 || typeof name !== 'string')
    return inBlock(block.expressions, path, schemaOf(resource.type), plannedOf(resource));
  let answers = remembered.get(block);
  if (answers === undefined) {
    answers = new Map();
    remembered.set(block, answers);
  }
  let answer = answers.get(name);
  if (answer === undefined) {
    answer = inBlock(block.expressions, path, schemaOf(resource.type), undefined);
    answers.set(name, answer);
  }
  return answer;
}

/** Planned blocks, to compare their number with that of the written ones. */
function plannedOf(resource: ResourceName): Json | undefined {
  if ('after' in resource) return resource.after as Json;
  return 'values' in resource ? (resource.values as Json) : undefined;
}

function inBlock(
  block: Json,
  path: AttributePath,
  schema: SchemaPlace,
  planned: Json | undefined,
): WrittenExpression {
  const [name, ...rest] = path;
  if (name === undefined) return { how: 'block', count: 1 };
  const key = String(name);
  const kind = schemaKind(schema, key);
  const expression = member(block, key);
  if (expression === undefined) return kind === 'attribute' ? unset : perhapsDynamic;
  const inner = { schema: schemaWithin(schema, key), planned: member(planned, key) };
  if (Array.isArray(expression)) return inBlocks(expression, rest, kind === 'set', inner);
  if (isObject(expression) && (!isLeaf(expression) || kind === 'single')) {
    return inBlock(expression, rest, inner.schema, inner.planned);
  }
  return inExpression(expression, rest, kind === 'set');
}

function inBlocks(
  blocks: readonly Json[],
  path: AttributePath,
  isSet: boolean,
  inner: { schema: SchemaPlace; planned: Json | undefined },
): WrittenExpression {
  const [index, ...rest] = path;
  if (index === undefined) return { how: 'block', count: blocks.length };
  if (typeof index !== 'number') {
    const [only] = blocks;
    return blocks.length === 1 && only !== undefined
      ? inBlock(only, path, inner.schema, undefined)
      : unordered;
  }
  const planned = Array.isArray(inner.planned) ? inner.planned.length : blocks.length;
  // Written and dynamic blocks of one name are mixed: nobody can tell which is which.
  if (planned !== blocks.length) return perhapsDynamic;
  if (isSet && blocks.length > 1) {
    const behind = Array.isArray(inner.planned) ? blocksBehind(blocks, inner.planned, index) : blocks;
    return agreed(behind, rest, inner.schema);
  }
  const block = blocks[index];
  return block === undefined
    ? perhapsDynamic
    : inBlock(block, rest, inner.schema, member(inner.planned, index));
}

/**
 * A set's blocks are not in the order in which they were written, but their constants show in what is planned: an origin is
 * known by its id. Where a written block fits no planned one, the provider writes values in its own way, and all of them count.
 */
function blocksBehind(blocks: readonly Json[], planned: readonly Json[], index: number): readonly Json[] {
  const fitting = blocks.filter((block) => fits(block, planned[index]));
  const allShow = blocks.every((block) => planned.some((element) => fits(block, element)));
  return allShow && fitting.length > 0 ? fitting : blocks;
}

/** Whether a planned block may come from a written one: nothing that is written as a constant is another value there. */
function fits(block: Json, planned: Json | undefined): boolean {
  if (!isObject(block)) return true;
  return Object.entries(block).every(([key, expression]) => {
    const value = member(planned, key);
    if (Array.isArray(expression)) return !(Array.isArray(value) && value.length === 0);
    const constant = member(expression, 'constant_value');
    return constant === undefined || isObject(constant) || comparable(constant) === comparable(value);
  });
}

/** Sets have no order, numbers may be written as text, and providers fold upper case and leave out what is nothing. */
function comparable(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(comparable).sort().join('\n');
  if (value === undefined || value === null || value === false) return '';
  return String(value).toLowerCase();
}

/** Of several blocks that may be meant, only what is said of all of them can be told. */
function agreed(blocks: readonly Json[], path: AttributePath, schema: SchemaPlace): WrittenExpression {
  const answers = blocks.map((block) => inBlock(block, path, schema, undefined));
  const [first] = answers;
  if (first === undefined) return unordered;
  const same = JSON.stringify(first);
  return answers.every((answer) => JSON.stringify(answer) === same) ? first : unordered;
}

function inExpression(expression: Json, path: AttributePath, isSet: boolean): WrittenExpression {
  const references = textsOf(member(expression, 'references'));
  if (references.length > 0) return { how: 'references', references, within: path.length > 0 };
  const constant = member(expression, 'constant_value');
  if (constant === undefined) return { how: 'call' };
  let value: Json = constant;
  for (const step of path) {
    // Elements of a set (security-group rules written as blocks) are not in the order in which they were written.
    if (typeof step === 'number' && isSet && Array.isArray(constant) && constant.length > 1) return unordered;
    value = member(value, step) ?? null;
  }
  return value === null ? unset : { how: 'constant', value };
}

/** Every reference within an expression or a block of them. */
export function allReferences(expression: Json | undefined): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(allReferences);
  if (!isObject(expression)) return [];
  if (isLeaf(expression)) return textsOf(expression.references);
  return Object.values(expression).flatMap(allReferences);
}
