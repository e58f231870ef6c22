import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One package whose code is in the bundle, and what it asks to be handed on with it. */
interface Bundled {
  readonly name: string;
  readonly license: string;
  readonly texts: readonly string[];
}

const isLicense = /^(licen[cs]e|copying|notice)/i;
const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
const line = '-'.repeat(80);

/** The licences of every package that the files come from: each text once, under the names of the packages it holds for. */
export async function licensesOf(files: readonly string[]): Promise<string> {
  const folders = new Set(files.flatMap((file) => packageFolder.exec(file)?.[0] ?? []));
  const read = await Promise.all([...folders].map(bundled));
  const packages = read.sort((a, b) => (a.name < b.name ? -1 : 1));
  const byText = new Map<string, string[]>();
  for (const one of packages) {
    const text = (one.texts.length > 0 ? one : alike(one, packages)).texts.join(`\n${line}\n`);
    byText.set(text, [...(byText.get(text) ?? []), `${one.name} (${one.license})`]);
  }
  const parts = [...byText].map(([text, names]) => `${line}\n${names.join('\n')}\n${line}\n\n${text}\n`);
  return `caja-policy holds code of these packages.\n\n${parts.join('\n')}`;
}

async function bundled(folder: string): Promise<Bundled> {
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  const { name, version, license } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const names = (await readdir(folder)).filter((file) => isLicense.test(file)).sort();
  const texts = await Promise.all(names.map((file) => readFile(join(folder, file), 'utf8')));
  return {
    name: `${name}@${version}`,
    license: String(license),
    texts: texts.map((one) => one.replaceAll('\r\n', '\n').trimEnd()),
  };
}

/** Some packages of the AWS SDK forget the file. Apache's text is the same for all; others name their authors. */
function alike({ name, license }: Bundled, packages: readonly Bundled[]): Bundled {
  const found = packages.find((one) => one.license === license && one.texts.length > 0);
  if (license !== 'Apache-2.0' || found === undefined)
    throw new Error(`${name} is bundled and brings no licence along: write its text down.`);
  return found;
}
