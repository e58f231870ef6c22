import type { WrittenFile } from './written.ts';

/** Reads one file of Terraform source, `.tf` or `.tf.json`; what cannot be understood is left out and told in `errors`. */
export async function parseTerraform(file: string, text: string): Promise<WrittenFile> {
  const parse = file.endsWith('.json') ? (await import('./json.ts')).parseJson : await native();
  try {
    return parse(file, text);
  } catch (error) {
    // Brackets in brackets without end.
    if (!(error instanceof RangeError)) throw error;
    const nothing = { attributes: [], blocks: [] };
    return { file, text, body: nothing, comments: [], errors: [{ file, line: 1, column: 1 }] };
  }
}

type Parse = (file: string, text: string) => WrittenFile;

let loading: Promise<Parse> | undefined;

function native(): Promise<Parse> {
  loading ??= loadNative();
  return loading;
}

async function loadNative(): Promise<Parse> {
  const [{ loadGrammar }, { parseNative }] = await Promise.all([
    import('./grammar.ts'),
    import('./native.ts'),
  ]);
  const grammar = await loadGrammar();
  return (file, text) => parseNative(file, text, grammar);
}
