import { readFile } from 'node:fs/promises';
import type { Language, Parser, Query } from 'web-tree-sitter';

/** A parser of Terraform's language with the query that finds its comments. */
export interface Grammar {
  readonly parser: Parser;
  readonly comments: Query;
}

/** What the build copies beside the bundle, by the module it comes from. */
export const grammarFiles = {
  runtime: { from: 'web-tree-sitter/web-tree-sitter.wasm', name: 'web-tree-sitter.wasm' },
  language: {
    from: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
    name: 'tree-sitter-terraform.wasm',
  },
} as const;

const marker = '/dist/';

/** Takes some 40 ms, which a run without source must not pay. */
export async function loadGrammar(): Promise<Grammar> {
  const library = await import('web-tree-sitter');
  const [runtime, bytes] = await Promise.all([
    readFile(locate(grammarFiles.runtime)),
    readFile(locate(grammarFiles.language)),
  ]);
  await library.Parser.init({ wasmBinary: runtime });
  const language: Language = await library.Language.load(bytes);
  const parser = new library.Parser();
  parser.setLanguage(language);
  return { parser, comments: new library.Query(language, '(comment) @comment') };
}

function locate(file: { readonly from: string; readonly name: string }): URL {
  const here = import.meta.url;
  const cut = here.lastIndexOf(marker);
  return new URL(cut < 0 ? import.meta.resolve(file.from) : here.slice(0, cut + marker.length) + file.name);
}
