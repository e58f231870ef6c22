import type { FileLine } from '../../model/location.ts';
import type { WrittenAttribute, WrittenBlock, WrittenBody, WrittenMember } from './hcl/written.ts';

/** The deepest thing of a path that is really written. */
export interface WrittenPlace {
  /** Its line. */
  readonly place: FileLine;
  /** The top-level block around it. */
  readonly block: WrittenBlock;
  /** The part of the path that is written, without indexes: `versioning_configuration.status`. */
  readonly names: string;
}

/** A place in a body, before it is known in which block. */
type Inner = Omit<WrittenPlace, 'block'>;

/** Finds a plan's attribute path in a block and the overrides that are merged into it, the last of which decides. */
export function findWritten(parts: readonly WrittenBlock[], path: string): WrittenPlace | undefined {
  const asked = withoutComputed(path);
  for (const block of [...parts].reverse()) {
    const found = findIn(block.body, asked);
    if (found !== undefined) return { ...found, block };
  }
  return undefined;
}

/** The provider merges `tags` with its default tags into `tags_all`, which nobody writes. */
function withoutComputed(path: string): string {
  return path.replace(/^tags_all(?=$|[.[])/, 'tags');
}

function findIn(body: WrittenBody, path: string): Inner | undefined {
  const step = /^([\p{ID_Start}_][\p{ID_Continue}-]*)(?:\[(\d+)\])?\.?/u.exec(path);
  if (step === null) return undefined;
  const [whole, name = '', index] = step;
  const attribute = body.attributes.find((candidate) => candidate.name === name);
  if (attribute !== undefined) return inAttribute(attribute, path.slice(name.length));
  const block = pick(body.blocks, name, index === undefined ? 0 : Number(index));
  if (block === undefined) return undefined;
  const inner = findIn(contentOf(block), path.slice(whole.length));
  if (inner !== undefined) return { place: inner.place, names: `${name}.${inner.names}` };
  return { place: block, names: name };
}

/** Blocks of one name in their order. A dynamic block stands for any of its blocks; an index beyond the last is the first. */
function pick(blocks: readonly WrittenBlock[], name: string, index: number): WrittenBlock | undefined {
  const named = blocks.filter((block) => block.type === name);
  const dynamic = blocks.find((block) => isDynamic(block) && block.labels[0] === name);
  return named[index] ?? dynamic ?? named[0];
}

function contentOf(block: WrittenBlock): WrittenBody {
  if (!isDynamic(block)) return block.body;
  return block.body.blocks.find(({ type }) => type === 'content')?.body ?? block.body;
}

function isDynamic({ type }: WrittenBlock): boolean {
  return type === 'dynamic';
}

function inAttribute(attribute: WrittenAttribute, rest: string): Inner {
  let place: FileLine = attribute;
  let names = attribute.name;
  let left = rest;
  let members = attribute.members;
  while (members !== undefined && left !== '') {
    const taken = takeMember(members, left);
    if (taken === undefined) break;
    const { member } = taken;
    place = { file: attribute.file, line: member.line, column: member.column };
    if (typeof member.key === 'string') names += `.${member.key}`;
    left = taken.left;
    members = member.members;
  }
  return { place, names };
}

/** Keys of maps may hold dots and brackets themselves, so the longest that fits is taken. */
function takeMember(
  members: readonly WrittenMember[],
  left: string,
): { member: WrittenMember; left: string } | undefined {
  const index = /^\[(\d+)\]/.exec(left);
  if (index !== null) {
    const member = members.find(({ key }) => key === Number(index[1]));
    // One statement of a policy need not stand in a list, and a block has an index though JSON writes one object.
    if (member !== undefined) return { member, left: left.slice(index[0].length) };
    return takeMember(members, left.slice(index[0].length));
  }
  const name = left.startsWith('.') ? left.slice(1) : left;
  const fits = members.filter(({ key }) => typeof key === 'string' && begins(name, key));
  const [member] = fits.sort((a, b) => String(b.key).length - String(a.key).length);
  return member === undefined ? undefined : { member, left: name.slice(String(member.key).length) };
}

function begins(name: string, key: string): boolean {
  return name.startsWith(key) && /^($|[.[])/.test(name.slice(key.length));
}
