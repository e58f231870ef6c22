import { readFile } from 'node:fs/promises';
import type { Language, Parser, Query } from 'web-tree-sitter';
import { bundleFolder } from '../../../model/bundle-folder.ts';

/** A parser of Terraform's language with the query that finds its comments. */
export interface Grammar {
  readonly parser: Parser;
  readonly comments: Query;
}

/** What the build copies beside the bundle, and where it is before. */
export const grammarFiles = {
  runtime: {
    name: 'web-tree-sitter.wasm',
    installed: () => import.meta.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  },
  language: {
    name: 'tree-sitter-terraform.wasm',
    installed: () => import.meta.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
  },
} as const;

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

function locate({ name, installed }: (typeof grammarFiles)[keyof typeof grammarFiles]): URL {
  const bundle = bundleFolder(import.meta.url);
  return bundle === undefined ? new URL(installed()) : new URL(name, bundle);
}
