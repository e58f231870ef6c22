import { linkTargets } from './link-targets.ts';
import table from './schema/aws.json' with { type: 'json' };

type Tree = { readonly [name: string]: Tree };

const blocks = table.blocks as unknown as Tree;
const collections = table.collections as Readonly<Record<string, readonly string[]>>;
const computedLinks = table.computedLinks as Readonly<Record<string, readonly string[]>>;

/** What the provider's schema says of a name: an attribute, or blocks of some nesting; undefined when nobody knows. */
export type SchemaKind = 'attribute' | 'list' | 'set' | 'single' | undefined;

/** A block's place in the schema; undefined for types that the table does not hold. */
export type SchemaPlace = Tree | undefined;

export function schemaOf(type: string): SchemaPlace {
  return Object.hasOwn(blocks, type) ? blocks[type] : undefined;
}

// Every AWS type that has them has them as attributes, so types that the table does not hold can be told here too.
const alwaysAttributes = new Set(['tags', 'tags_all', 'name', 'arn', 'id', 'region', 'kms_key_id', 'policy']);

export function schemaKind(place: SchemaPlace, name: string): SchemaKind {
  if (place === undefined) return alwaysAttributes.has(name) ? 'attribute' : undefined;
  if (Object.hasOwn(place, name)) return 'list';
  if (Object.hasOwn(place, `*${name}`)) return 'set';
  return Object.hasOwn(place, `=${name}`) ? 'single' : 'attribute';
}

export function schemaWithin(place: SchemaPlace, name: string): SchemaPlace {
  return place?.[name] ?? place?.[`*${name}`] ?? place?.[`=${name}`];
}

/** Whether blocks of a type, by their names from the outside in, keep the order in which they are written: a set's do not. */
export function isOrdered(type: string, names: readonly string[]): boolean {
  let place = type === 'aws_iam_policy_document' ? documentBlocks : schemaOf(type);
  let kind: SchemaKind;
  for (const name of names) {
    kind = schemaKind(place, name);
    place = schemaWithin(place, name);
  }
  return kind === 'list';
}

// The table holds resources alone: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
const documentBlocks: Tree = {
  statement: { '*condition': {}, '*principals': {}, '*not_principals': {} },
};

/** Whether an attribute holds several values, so that several references may all be meant. */
export function holdsSeveral(type: string, attribute: string, nested: boolean): boolean {
  if (nested || schemaOf(type) === undefined) return attribute.endsWith('s');
  return collections[type]?.includes(attribute) ?? false;
}

/** Types that a link attribute leads to. */
export function linkTypes(attribute: string | undefined): readonly string[] | undefined {
  return attribute === undefined ? undefined : linkTargets(attribute);
}

/** Whether the provider fills a link in by itself when it is handed null. */
export function isComputedLink(type: string, attribute: string): boolean {
  return schemaOf(type) === undefined || (computedLinks[type]?.includes(attribute) ?? false);
}
