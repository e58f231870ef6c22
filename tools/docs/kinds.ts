import type { Attribute, AttributeType, Kind } from '../../src/model/kind.ts';
import { commonAttributes } from '../../src/model/kinds/common.ts';
import { kinds } from '../../src/model/kinds/index.ts';
import { cell, table } from './table.ts';

/** What rules can ask of each kind, from the declarations themselves. */
export function kindPages(): string {
  const common = table(['Attribute', 'Type', 'Meaning'], attributeRows(commonAttributes, ''));
  const pages = Object.values<Kind>(kinds).map((kind) => {
    const attributes = table(['Attribute', 'Type', 'Meaning'], attributeRows(kind.attributes, ''));
    const relations = Object.entries(kind.relations).map(([name, one]) => [
      `\`${name}\``,
      one.many ? `list of ${one.to}` : one.to,
      cell(one.meaning),
    ]);
    const related = relations.length === 0 ? '' : `\n${table(['Relation', 'To', 'Meaning'], relations)}`;
    return `## ${kind.name}\n\n${kind.meaning}.\n\n${attributes}${related}`;
  });
  return `# Kinds\n\nWhat conditions may read of a resource, whatever its source. Written by \`npm run docs\`.\n\n## any\n\nEvery resource answers these.\n\n${common}\n${pages.join('\n')}`;
}

function attributeRows(attributes: Readonly<Record<string, Attribute>>, prefix: string): string[][] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const notes = [
      attribute.unit === undefined ? '' : ` (${attribute.unit})`,
      attribute.optional === true ? '; may be absent' : '',
      attribute.onlyIn === undefined ? '' : `; known only from ${attribute.onlyIn.join(', ')}`,
    ];
    const row = [
      `\`${prefix}${name}\``,
      typeName(attribute.type),
      cell(`${attribute.meaning}${notes.join('')}`),
    ];
    return [
      row,
      ...attributeRows(fieldsOf(attribute.type), `${prefix}${name}${isMany(attribute.type) ? '[]' : ''}.`),
    ];
  });
}

function fieldsOf(type: AttributeType): Readonly<Record<string, Attribute>> {
  if (type.type === 'struct') return isTold(type.name) ? {} : type.fields;
  return type.type === 'list' ? fieldsOf(type.of) : {};
}

const told = new Set<string>();

/** Shapes that stand in many places are told once, where they stand first. */
function isTold(struct: string): boolean {
  const isRepeated = struct === 'PolicyDocument' || struct === 'PipelineStep';
  const before = told.has(struct);
  told.add(struct);
  return isRepeated && before;
}

function isMany(type: AttributeType): boolean {
  return type.type === 'list';
}

function typeName(type: AttributeType): string {
  if (type.type === 'list') return `list of ${typeName(type.of)}`;
  if (type.type === 'map') return `map of ${typeName(type.of)}`;
  return type.type === 'struct' ? type.name : type.type;
}
