import type { WrittenFile } from './written.ts';

/** Reads one file of Terraform source, `.tf` or `.tf.json`; what cannot be understood is left out and told in `errors`. */
export async function parseTerraform(file: string, text: string): Promise<WrittenFile> {
  if (file.endsWith('.json')) {
    const { parseJson } = await import('./json.ts');
    return parseJson(file, text);
  }
  loading ??= loadNative();
  return (await loading)(file, text);
}

let loading: Promise<(file: string, text: string) => WrittenFile> | undefined;

async function loadNative(): Promise<(file: string, text: string) => WrittenFile> {
  const [{ loadGrammar }, { parseNative }] = await Promise.all([
    import('./grammar.ts'),
    import('./native.ts'),
  ]);
  const grammar = await loadGrammar();
  return (file, text) => parseNative(file, text, grammar);
}
