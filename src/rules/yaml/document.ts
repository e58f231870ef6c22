import { type Document, isScalar, LineCounter, type Node, parseDocument, type Scalar } from 'yaml';
import type { Problem } from '../../model/user-error.ts';
import { find } from './nodes.ts';
import type { Path } from './path.ts';
import { toPlain } from './plain.ts';
import { offsetInScalar } from './scalar-offset.ts';

/** A text with the name it is known by; reading it from disk is somebody else's work. */
export interface SourceText {
  /** As people see it in messages: relative, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A YAML text as plain values, which can say where each of them stands. */
export interface YamlDocument {
  readonly file: string;
  /** Plain values; tagged ones as `Tagged`. Undefined when the text is not sound YAML. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** `file:line:column` of a value; of the nearest parent where the value is not there. */
  at(path: Path): string;
  atKey(path: Path): string;
  /** The place of one character of a text value, as exactly as its way of writing allows. */
  inside(path: Path, offset: number): string;
  /** A scalar as it stands in the file: `012345678901`. */
  written(path: Path): string | undefined;
}

/** Reads one YAML 1.2 document. `tags` are the local tags (`!unknown`) that may be used in it. */
export function readYaml(source: SourceText, tags: readonly string[] = []): YamlDocument {
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text;
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${source.path}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const document = parse(text, lines);
  if (document === undefined) {
    const problems = [tooDeep(`${source.path}:1:1`)];
    return { ...places(undefined, text, place), file: source.path, value: undefined, problems };
  }
  const problems = syntaxProblems(document, text, place);
  const report = (node: Node, message: string, hint?: string) =>
    problems.push({ at: place(node.range?.[0] ?? 0), message, ...(hint === undefined ? {} : { hint }) });
  const value = problems.length > 0 ? undefined : toPlain(document, tags, report);
  return {
    ...places(document, text, place),
    file: source.path,
    value: problems.length > 0 ? undefined : value,
    problems,
  };
}

function parse(text: string, lineCounter: LineCounter): Document | undefined {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true, schema: 'core' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function places(
  document: Document | undefined,
  text: string,
  place: (offset: number) => string,
): Pick<YamlDocument, 'at' | 'atKey' | 'inside' | 'written'> {
  const scalarAt = (path: Path): Scalar | undefined => {
    const found = find(document, path);
    return found.whole && isScalar(found.value) ? found.value : undefined;
  };
  const start = (path: Path) => find(document, path).value?.range?.[0] ?? 0;
  return {
    at: (path) => place(start(path)),
    atKey: (path) => place(find(document, path).key?.range?.[0] ?? start(path)),
    inside(path, offset) {
      const scalar = scalarAt(path);
      return place(scalar === undefined ? start(path) : offsetInScalar(scalar, text, offset));
    },
    written(path) {
      const range = scalarAt(path)?.range;
      return range ? text.slice(range[0], range[1]) : undefined;
    },
  };
}

/** One missing quote breaks everything behind it: the first mistakes are the true ones. */
const mostSyntaxProblems = 5;

function syntaxProblems(document: Document, text: string, place: (offset: number) => string): Problem[] {
  if (document.errors.some((error) => /call stack/i.test(error.message))) return [tooDeep(place(0))];
  return document.errors.slice(0, mostSyntaxProblems).map((error) => ({
    at: place(error.pos[0]),
    ...inOurWords(error.code, error.message, text.slice(error.pos[0])),
  }));
}

function tooDeep(at: string): Problem {
  return { at, message: 'the text is nested too deeply to be read' };
}

function inOurWords(code: string, message: string, rest: string): Omit<Problem, 'at'> {
  switch (code) {
    case 'DUPLICATE_KEY':
      return { message: `the key \`${/^[^:\n]*/.exec(rest)?.[0].trim() ?? ''}\` is written twice` };
    case 'MULTIPLE_DOCS':
      return { message: 'a second YAML document starts here', hint: 'Keep one document a file.' };
    case 'NON_STRING_KEY':
      return { message: 'a key must be plain text' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { message: 'this reads as a mapping inside a line', hint: 'Quote a text that holds `: `.' };
    case 'TAB_AS_INDENT':
      return { message: 'a tab is used to indent', hint: 'Indent with spaces.' };
    default:
      return { message: `this is not sound YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}` };
  }
}
