import type { WrittenMember } from './written.ts';

/** Walks over a text and knows the line and column of where it stands. */
interface Cursor {
  readonly text: string;
  at: number;
  line: number;
  lineStart: number;
}

/**
 * Where the members of JSON stand that is written as text, for example a policy in a heredoc; `line` is that of its first
 * character, which begins in the first column. Undefined where it is no JSON. Templates in its strings are passed over.
 */
export function jsonTextMembers(text: string, line: number): readonly WrittenMember[] | undefined {
  const cursor: Cursor = { text, at: 0, line, lineStart: 0 };
  return /^\s*[[{]/.test(text) ? valueMembers(cursor, 0)?.members : undefined;
}

/** Policies are some six levels deep. */
const deepest = 64;

function valueMembers(cursor: Cursor, depth: number): Pick<WrittenMember, 'members'> | undefined {
  skipSpace(cursor);
  const mark = cursor.text[cursor.at];
  if (depth > deepest) return undefined;
  if (mark === '{' || mark === '[') return collectionMembers(cursor, mark === '{', depth);
  if (mark === '"') return stringText(cursor) === undefined ? undefined : {};
  const word = matchHere(cursor, /[-+.\w]+|\$\{[^}\n]*\}/y);
  return word === undefined ? undefined : {};
}

function collectionMembers(
  cursor: Cursor,
  isObject: boolean,
  depth: number,
): Pick<WrittenMember, 'members'> | undefined {
  const members: WrittenMember[] = [];
  const end = isObject ? '}' : ']';
  cursor.at += 1;
  skipSpace(cursor);
  while (cursor.text[cursor.at] !== end) {
    const place = { line: cursor.line, column: cursor.at - cursor.lineStart + 1 };
    const key = isObject ? keyText(cursor) : members.length;
    const value = key === undefined ? undefined : valueMembers(cursor, depth + 1);
    if (key === undefined || value === undefined) return undefined;
    members.push({ key, ...place, ...value });
    skipSpace(cursor);
    if (matchHere(cursor, /,/y) === undefined && cursor.text[cursor.at] !== end) return undefined;
    skipSpace(cursor);
  }
  cursor.at += 1;
  return { members };
}

function keyText(cursor: Cursor): string | undefined {
  const key = stringText(cursor);
  skipSpace(cursor);
  return matchHere(cursor, /:/y) === undefined ? undefined : key;
}

function stringText(cursor: Cursor): string | undefined {
  // A template may hold quotes of its own: `"${lookup(var.arns, "x")}/*"`.
  const written = matchHere(cursor, /"(?:[^"\\\n$]|\\.|\$\{[^}\n]*\}|\$)*"/y);
  return written?.slice(1, -1);
}

function skipSpace(cursor: Cursor): void {
  const space = matchHere(cursor, /\s+/y) ?? '';
  const lastBreak = space.lastIndexOf('\n');
  if (lastBreak < 0) return;
  cursor.line += space.split('\n').length - 1;
  cursor.lineStart = cursor.at - space.length + lastBreak + 1;
}

function matchHere(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const [found] = pattern.exec(cursor.text) ?? [];
  if (found !== undefined) cursor.at += found.length;
  return found;
}
