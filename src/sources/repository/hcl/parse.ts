import type { WrittenFile } from './written.ts';

/** Reads one file of Terraform source, `.tf` or `.tf.json`; what cannot be understood is left out and told in `errors`. */
export async function parseTerraform(file: string, text: string): Promise<WrittenFile> {
  if (file.endsWith('.json')) {
    const { parseJson } = await import('./json.ts');
    return parseJson(file, text);
  }
  const [{ loadGrammar }, { parseNative }] = await Promise.all([
    import('./grammar.ts'),
    import('./native.ts'),
  ]);
  return parseNative(file, text, await loadGrammar());
}
