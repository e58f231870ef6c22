import { oneLine, truncateMiddle } from '../text.ts';

const longestName = 120;
const longestPlainWord = 60;
/** Letters, digits and what a Terraform address or an ARN is made of, all of it plain inside a code span. */
const plainCode = /^[\p{L}\p{N} .…:/=_,"'()[\]{}+*?%$^~#@!<>&;-]+$/u;
/** Words that Markdown and GitHub leave alone. */
const plainWord = /^[\p{L}\p{N}/%+=-]+(?:['’.:/=%+-][\p{L}\p{N}/%+=-]*)*$/u;
const simpleWord = /^[A-Za-z]{1,40}$/;
/** GitHub links these by themselves: hashes of commits, issues, addresses. */
const linkedWord = /^(?:[0-9a-f]{7,40}|gh-\d+|www\..*|.*:\/\/.*)$/i;

/** A stranger's name as inline code, on one line, fit for a table cell. */
export function code(name: string): string {
  const text = truncateMiddle(oneLine(name), longestName);
  if (text === '') return '<code>(no name)</code>';
  // A backslash before a pipe ends a cell even inside a code span, hence the other form.
  return plainCode.test(text) ? `\`${text}\`` : codeElement(text);
}

/** The same for places where Markdown is not read, such as a summary element. */
export function codeElement(name: string): string {
  const text = truncateMiddle(oneLine(name), longestName);
  return `<code>${entities(text === '' ? '(no name)' : text)}</code>`;
}

/** Text for inside of elements, with nothing left that HTML, Markdown or GitHub read: addresses would become links. */
export function entities(text: string): string {
  return oneLine(text).replace(/[^\p{L}\p{N} ,/=-]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/**
 * A sentence with strangers' names in it. The name that it is about, and words with any sign that Markdown or GitHub
 * might read, become inline code; the others stay as they are.
 */
export function sentence(text: string, name = ''): string {
  const line = oneLine(text);
  const known = oneLine(name);
  if (known === '' || !line.includes(known)) return words(line);
  return aroundName(line, known).map(words).join(code(known));
}

/** What stands before, between and behind a name where it is a word of its own. */
function aroundName(line: string, name: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = line.indexOf(name); at !== -1; at = line.indexOf(name, Math.max(at + 1, from))) {
    const end = at + name.length;
    // Two units hold any character.
    const isPart =
      /[\p{L}\p{N}_]$/u.test(line.slice(Math.max(at - 2, 0), at)) ||
      /^[\p{L}\p{N}_]/u.test(line.slice(end, end + 2));
    if (isPart) continue;
    parts.push(line.slice(from, at));
    from = end;
  }
  return [...parts, line.slice(from)];
}

function words(line: string): string {
  return line.split(' ').map(word).join(' ');
}

function word(text: string): string {
  // Nearly all words: what the rest asks costs far more.
  if (simpleWord.test(text) && !linkedWord.test(text)) return text;
  const [, before = '', inner = '', end = ''] =
    /^(["'(]*)(.*?)((?:(?<!\([^)]*)\)|["'.,;:?])*)$/u.exec(text) ?? [];
  // `(22)` in brackets of the sentence: the closing one is not the word's, which has no opening one.
  const closes = before.includes('(') && inner.endsWith(')') && !inner.includes('(');
  const [core, after] = closes ? [inner.slice(0, -1), `)${end}`] : [inner, end];
  // What is in backticks already is meant as code.
  const [, meant = core] = /^`([^`]+)`$/.exec(core) ?? [];
  return core === '' || isPlain(core) ? text : `${before}${code(meant)}${after}`;
}

/** `:tada:` would be an emoji. */
function isPlain(core: string): boolean {
  return (
    core.length <= longestPlainWord && plainWord.test(core) && !linkedWord.test(core) && !core.includes(':')
  );
}

/** Prose of a rule is Markdown by right; a fence that it leaves open must not swallow what follows. */
export function closedFences(markdown: string): string {
  let open: string | undefined;
  for (const line of markdown.split('\n')) {
    const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === undefined) open = fence;
    else if (fence.startsWith(open)) open = undefined;
  }
  return open === undefined ? markdown : `${markdown}\n${open}`;
}

/** Paragraphs and list items on one line each: in a comment, other than in a file, GitHub keeps every line break. */
export function unwrapped(markdown: string): string {
  const lines: string[] = [];
  let fence = false;
  let open = false;
  for (const line of markdown.split('\n')) {
    const isFence = /^\s*(`{3,}|~{3,})/.test(line);
    const startsBlock = isFence || fence || line.trim() === '' || /^\s*([-*+>|#]|\d+[.)]\s|\s{4})/.test(line);
    const last = lines.length - 1;
    if (open && !startsBlock) lines[last] = `${lines[last]} ${line.trim()}`;
    else lines.push(line);
    if (isFence) fence = !fence;
    open = !isFence && !fence && line.trim() !== '' && !/^\s*[|#]/.test(line);
  }
  return lines.join('\n');
}

/** A table; cells are Markdown already and hold neither pipes nor line breaks. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
