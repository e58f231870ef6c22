import type { Value } from '../../model/fact.ts';
import type { FileLine } from '../../model/location.ts';
import type { Literal, WrittenAttribute, WrittenBlock, WrittenBody, WrittenMember } from './hcl/written.ts';
import { agreement } from './literal-agreement.ts';

/** The deepest thing of a path that is really written. */
export interface WrittenPlace {
  /** Its line. */
  readonly place: FileLine;
  /** The top-level block around it. */
  readonly block: WrittenBlock;
  /** The part of the path that is written, without indexes: `versioning_configuration.status`. */
  readonly names: readonly string[];
}

/** What tells blocks of one name apart. */
export interface Asked {
  readonly value: Value | undefined;
  /** Whether an index counts blocks as they are written; those of a set stand in an order of their own. */
  readonly isOrdered: (blocks: readonly string[]) => boolean;
}

/** A place in a body, before it is known in which top-level block. */
interface Inner {
  readonly place: FileLine;
  readonly names: readonly string[];
  /** The whole path is written. */
  readonly whole: boolean;
  readonly literal?: Literal;
}

/** What is looked for in a body: the rest of a path below the blocks that led there. */
interface Way extends Asked {
  readonly path: string;
  readonly above: readonly string[];
}

/** Finds a plan's attribute path in a block and the overrides that are merged into it, the last of which decides. */
export function findWritten(
  parts: readonly WrittenBlock[],
  path: string,
  asked: Asked,
): WrittenPlace | undefined {
  for (const block of [...parts].reverse()) {
    const found = findIn(block.body, { ...asked, path: withoutComputed(path), above: [] });
    if (found !== undefined) return { place: found.place, names: found.names, block };
  }
  return undefined;
}

/** The provider merges `tags` with its default tags into `tags_all`, which nobody writes. */
function withoutComputed(path: string): string {
  return path.replace(/^tags_all(?=$|[.[])/, 'tags');
}

function findIn(body: WrittenBody, way: Way): Inner | undefined {
  const step = /^([\p{ID_Start}_][\p{ID_Continue}-]*)(?:\[(\d+)\])?\.?/u.exec(way.path);
  if (step === null) return undefined;
  const [whole, name = '', index] = step;
  const names = [...way.above, name];
  const attribute = body.attributes.find((candidate) => candidate.name === name);
  if (attribute !== undefined)
    return inAttribute(attribute, way.path.slice(name.length), { ...way, above: names });
  const blocks = body.blocks.filter((block) => block.type === name || dynamicName(block) === name);
  const inner = { ...way, above: names, path: way.path.slice(whole.length) };
  const [first, ...others] = blocks;
  if (first === undefined) return undefined;
  if (others.length === 0) return onlyOne(first, Number(index ?? 0), inner);
  return index === undefined ? undefined : oneOf(blocks, Number(index), inner);
}

function inBlock(block: WrittenBlock, way: Way): Inner | undefined {
  const content = dynamicName(block) === undefined ? undefined : block.body.blocks.find(isContent);
  if (way.path === '') return { place: block, names: way.above, whole: true };
  return (
    findIn((content ?? block).body, way) ?? {
      place: block,
      names: way.above,
      whole: false,
    }
  );
}

/** The one block that is written, unless the plan speaks of another one: the source may be older or newer. */
function onlyOne(block: WrittenBlock, index: number, way: Way): Inner | undefined {
  if (dynamicName(block) !== undefined) return inBlock(block, way);
  const found = index === 0 ? inBlock(block, way) : undefined;
  return found === undefined || (!way.isOrdered(way.above) && contradicts(found, way.value))
    ? undefined
    : found;
}

/** Whether something else of the same sort is written: kinds may have words of their own for a value. */
function contradicts({ literal, whole }: Inner, value: Value | undefined): boolean {
  if (!whole || value === undefined || literal === undefined || typeof literal !== typeof value) return false;
  return agreement(literal, value) === 'other';
}

/** Of several blocks the one that the index counts to; where it cannot, the one that is written with the value. */
function oneOf(blocks: readonly WrittenBlock[], index: number, way: Way): Inner | undefined {
  // A dynamic block stands for any number of them, so nothing after it can be counted.
  const isCounted = !blocks.slice(0, index + 1).some((block) => dynamicName(block) !== undefined);
  const counted = blocks[index];
  if (isCounted && counted !== undefined && way.isOrdered(way.above)) {
    const found = inBlock(counted, way);
    return found === undefined || contradicts(found, way.value) ? undefined : found;
  }
  const { value } = way;
  if (value === undefined) return undefined;
  const written = blocks.map((block) => inBlock(block, way)).filter((inner) => inner?.whole === true);
  const fits = written.map((inner) => agreement(inner?.literal, value));
  const same = written.filter((_, at) => fits[at] === 'same');
  const left = same.length > 0 ? same : written.filter((_, at) => fits[at] === 'unclear');
  return left.length === 1 ? left[0] : undefined;
}

function dynamicName({ type, labels }: WrittenBlock): string | undefined {
  return type === 'dynamic' ? labels[0] : undefined;
}

function isContent({ type }: WrittenBlock): boolean {
  return type === 'content';
}

function inAttribute(attribute: WrittenAttribute, rest: string, way: Way): Inner {
  let place: FileLine = attribute;
  const names = [...way.above];
  let left = rest;
  let members = attribute.members;
  // Blocks may be written as a list of objects, too, and a set's are in an order of their own then as well.
  const isUncountable = (members?.length ?? 0) > 1 && left.startsWith('[') && !way.isOrdered(way.above);
  while (members !== undefined && left !== '' && !isUncountable) {
    const taken = takeMember(members, left);
    if (taken === undefined) break;
    const { member } = taken;
    place = { file: attribute.file, line: member.line, column: member.column };
    if (typeof member.key === 'string') names.push(member.key);
    left = taken.left;
    members = member.members;
  }
  const found = { place, names, whole: left === '' };
  const isOwn = rest === '' && attribute.literal !== undefined;
  return isOwn ? { ...found, literal: attribute.literal } : found;
}

/** Keys of maps may hold dots and brackets themselves, so the longest that fits is taken. */
function takeMember(
  members: readonly WrittenMember[],
  left: string,
): { member: WrittenMember; left: string } | undefined {
  const index = /^\[(\d+)\]/.exec(left);
  if (index !== null) {
    const member = members.find(({ key }) => key === Number(index[1]));
    const rest = left.slice(index[0].length);
    if (member !== undefined) return { member, left: rest };
    // A policy's one statement need not stand in a list, nor a block's one object in JSON.
    return index[1] === '0' ? takeMember(members, rest) : undefined;
  }
  const name = left.startsWith('.') ? left.slice(1) : left;
  const fits = members.filter(({ key }) => typeof key === 'string' && begins(name, key));
  const [member] = fits.sort((a, b) => String(b.key).length - String(a.key).length);
  return member === undefined ? undefined : { member, left: name.slice(String(member.key).length) };
}

function begins(name: string, key: string): boolean {
  return name.startsWith(key) && /^($|[.[])/.test(name.slice(key.length));
}
