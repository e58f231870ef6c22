import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attribute, AttributeType } from '../../src/model/kind.ts';
import { attributesOf, kinds } from '../../src/model/kinds/index.ts';

/** A condition that reads a place, and a text that prints it. */
interface Probe {
  readonly reads: string;
  readonly prints: string;
}

/**
 * Writes one rule a kind that fails everything, reads every attribute down to its leaves, and prints them all: what an
 * honest author might do by mistake, and a dishonest one on purpose.
 */
export async function writeSpies(folder: string): Promise<void> {
  await mkdir(join(folder, 'spy'), { recursive: true });
  for (const kind of Object.values(kinds)) {
    const rule = spyRule(`spy/${kind.name}`, kind.name, attributesOf(kind));
    await writeFile(join(folder, `spy/${kind.name}.yaml`), JSON.stringify(rule, null, 2));
  }
}

function spyRule(id: string, kind: string, attributes: Readonly<Record<string, Attribute>>): object {
  const probes = Object.entries(attributes).flatMap(([name, { type }]) => probesOf(`resource.${name}`, type));
  return {
    id,
    title: 'Everything is printed',
    requirements: ['DR-1'],
    severity: 'critical',
    'applies-to': kind,
    expect: probes.map(({ reads, prints }) => ({
      that: `(${reads}) && resource.type == "none"`,
      else: `${reads.replaceAll('{', '{{').replaceAll('}', '}}')}: {${prints}}`,
    })),
    rationale: 'A test.',
    remediation: 'None.',
    references: [],
    examples: { pass: [{ name: 'a', given: {} }], fail: [{ name: 'b', given: { name: 'b' }, says: 'c' }] },
  };
}

function probesOf(path: string, type: AttributeType, depth = 0): readonly Probe[] {
  switch (type.type) {
    case 'bool':
      return [{ reads: path, prints: `string(${path})` }];
    case 'int':
      return [{ reads: `${path} == -7`, prints: `string(${path})` }];
    case 'string':
      return [{ reads: `${path} == "nobody"`, prints: path }];
    case 'timestamp':
      return [{ reads: `has(${path})`, prints: `string(has(${path}))` }];
    case 'map':
      return [
        {
          reads: `${path}.exists(key, ${path}[key] == "nobody")`,
          prints: `join(${path}.map(key, key), " ")`,
        },
        {
          reads: `${path}.exists(key, key == "nobody")`,
          prints: `join(${path}.map(key, ${path}[key]), " ")`,
        },
      ];
    case 'struct':
      return Object.entries(type.fields).flatMap(([name, field]) =>
        probesOf(`${path}.${name}`, field.type, depth),
      );
    case 'list': {
      const one = `one${depth}`;
      return probesOf(one, type.of, depth + 1).map(({ reads, prints }) => ({
        reads: `${path}.exists(${one}, ${reads})`,
        prints: `join(${path}.map(${one}, ${prints}), " ")`,
      }));
    }
  }
}
