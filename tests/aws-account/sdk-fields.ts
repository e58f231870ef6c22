import { readdirSync, readFileSync } from 'node:fs';
import { type ItemReader, itemReader } from '../../src/sources/aws-account/adapters/item-reader.ts';
import { type JsonObject, placeOf } from '../../src/sources/aws-account/item.ts';

/** Fields of the SDK's interfaces, by name: `{ LogGroup: { arn: 'string | undefined' } }`. */
export type Interfaces = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function interfacesOf(client: string): Interfaces {
  const directory = new URL(`../../node_modules/@aws-sdk/${client}/dist-types/models/`, import.meta.url);
  const files = readdirSync(directory).filter((file) => file.endsWith('.d.ts'));
  const text = files.map((file) => readFileSync(new URL(file, directory), 'utf8')).join('\n');
  const found = text.matchAll(/^export interface (\w+) (?:extends \w+ )?\{\n(.*?)^\}/gms);
  return Object.fromEntries(
    [...found].map(([, name = '', body = '']) => {
      const fields = body.matchAll(/^ {4}(\w+)\??: (.*);$/gm);
      return [name, Object.fromEntries([...fields].map(([, field = '', type = '']) => [field, type]))];
    }),
  );
}

/** Whether a dotted path leads through fields of the SDK, letter for letter. */
export function isField(interfaces: Interfaces, root: string, path: string): boolean {
  let current: string | undefined = root;
  for (const name of path.split('.')) {
    const type: string | undefined = interfaces[current ?? '']?.[name];
    if (type === undefined) return false;
    current = Object.keys(interfaces).find((known) =>
      new RegExp(`^${known}(\\[\\])?( \\| undefined)?$`).test(type),
    );
  }
  return true;
}

const place = placeOf(
  { account: '111122223333', region: 'eu-west-1', api: 'test:Read', readAt: '2026-11-20T02:00:00.000Z' },
  'id',
);

/** The paths that an adapter asks for, without list positions, when it reads each of these things. */
export function pathsAsked(
  adapt: (item: ItemReader) => unknown,
  things: readonly JsonObject[],
): readonly string[] {
  const paths = new Set<string>();
  const onPath = (path: string) => paths.add(path.replace(/\[\d+\]/g, ''));
  for (const root of things) adapt(itemReader({ root, place, holder: 'it', onPath }));
  return [...paths].sort();
}
