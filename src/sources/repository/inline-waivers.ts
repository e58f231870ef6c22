import type { FileLine } from '../../model/location.ts';
import type { Waiver } from '../../model/policy.ts';
import type { Problem } from '../../model/user-error.ts';
import type { WrittenBlock, WrittenComment, WrittenFile } from './hcl/written.ts';

/** The waivers that stand beside blocks, and the comments that were meant to be some. */
export interface InlineWaivers {
  readonly waivers: readonly Waiver[];
  readonly problems: readonly Problem[];
}

const form =
  'Write: # caja:waive RULE until 2027-01-31: reason (or: … until DATE by OWNER: reason (TICKET)).';

/** What begins a waiver, or was meant to: `# caja: our shared network` is a remark about somebody's company. */
const mark = /^caja(?::(?=\S)|\s*[:-]\s*(?=waive(?:\s|$)))/i;

/** Whether a text may hold a waiver, told without parsing it. */
export function mayHoldWaivers(text: string): boolean {
  return /caja(?::\S|\s*[:-]\s*waive(?:\s|$))/im.test(text);
}

/** Blocks that findings stand on. */
const waivable = new Set(['resource', 'data', 'module', 'terraform']);

/** Reads the `caja:waive` comments in or directly above the blocks of one file. */
export function inlineWaivers(file: WrittenFile): InlineWaivers {
  const waivers: Waiver[] = [];
  const problems: Problem[] = [];
  for (const comment of [...file.comments, ...lostComments(file)]) {
    for (const line of linesOf(comment)) {
      const [begun] = mark.exec(line.text) ?? [];
      if (begun === undefined) continue;
      const at = `${line.file}:${line.line}:${line.column}`;
      const block = blockBeside(file, comment);
      const read = /^caja\s*:/.test(begun)
        ? readWaiver(line.text.slice(begun.length))
        : `\`${begun}waive\` is not understood: it is written \`caja:waive\``;
      if (typeof read === 'string') problems.push({ at, message: read, hint: form });
      else if (typeof block === 'string') problems.push({ at, message: block, hint: where });
      else waivers.push({ ...read, resources: [], block: linesOfBlock(block), at });
    }
  }
  return { waivers, problems };
}

/** A mistake before it may swallow a comment, which must not be passed over in silence. */
function lostComments({ file, text, comments, errors }: WrittenFile): readonly WrittenComment[] {
  if (errors.length === 0) return [];
  const found = new Set(comments.map(({ line }) => line));
  return text.split('\n').flatMap((written, index): readonly WrittenComment[] => {
    const line = index + 1;
    const [, space = '', said] = /^(\s*)(?:#|\/\/)\s*(caja\s*[:-].*)$/i.exec(written.trimEnd()) ?? [];
    if (said === undefined || found.has(line)) return [];
    return [{ file, line, column: space.length + 1, endLine: line, text: said, alone: true }];
  });
}

const where =
  'A waiver stands in a resource, data, module or terraform block, or on the line directly above one.';

/** The lines of a comment with their places: a block comment may hold several waivers. */
function linesOf(comment: WrittenComment): readonly (FileLine & { readonly text: string })[] {
  return comment.text.split('\n').map((text, index) => ({
    file: comment.file,
    line: comment.line + index,
    column: index === 0 ? comment.column : 1 + text.length - text.replace(/^[\s*]+/, '').length,
    text: text.replace(/^[\s*]+/, '').trim(),
  }));
}

type ReadWaiver = Pick<Waiver, 'rule' | 'expires' | 'reason' | 'owner' | 'ticket'>;

/** What a comment says after `caja:`, or what is wrong with it. */
function readWaiver(text: string): ReadWaiver | string {
  const [, verb = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  if (verb !== 'waive') return `a comment that begins with \`caja:\` is a waiver, and this is none`;
  const [, rule = '', said = ''] = /^(\S*)\s*(.*)$/s.exec(rest) ?? [];
  if (rule === '' || rule === 'until') return 'the waiver does not name a rule';
  const [, expires = '', after = ''] = /^until\s+([^\s:]+)\s*(.*)$/s.exec(said) ?? [];
  if (expires === '') return 'the waiver does not say until when it holds';
  if (!isDate(expires)) return `\`${expires}\` is not a date`;
  if (/^(?!by\s)[^:]/.test(after))
    return 'after its date a waiver says `by OWNER`, or a colon and the reason';
  const [, owner, reasons] = /^(?:by\s+(\S+?)\s*)?:(?:\s+(.*))?$/s.exec(after) ?? [];
  if (reasons === undefined || reasons.trim() === '') return 'the waiver gives no reason';
  const [, reason = '', ticket] = /^(.*?)(?:\s*\(([^\s()]*\d[^\s()]*)\))?$/s.exec(reasons.trim()) ?? [];
  if (reason === '') return 'the waiver gives no reason';
  return {
    rule,
    expires,
    reason,
    ...(owner === undefined ? {} : { owner }),
    ...(ticket === undefined ? {} : { ticket }),
  };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The block that a comment stands in, or directly above with nothing but comments between; or why there is none. */
function blockBeside(file: WrittenFile, comment: WrittenComment): WrittenBlock | string {
  const { blocks } = file.body;
  const around = blocks.find(({ line, endLine }) => line <= comment.line && comment.line <= endLine);
  const block = around ?? blocks.find(({ line }) => line === lineBelow(file, comment));
  if (block === undefined) {
    const [lost] = file.errors;
    const perhaps = lost === undefined ? '' : `; the file is not understood around line ${lost.line}`;
    return `the waiver stands beside no block${perhaps}`;
  }
  if (!waivable.has(block.type)) return `no finding stands on a \`${block.type}\` block`;
  return block;
}

/** The line below a comment and the comments that follow it without a gap. */
function lineBelow(file: WrittenFile, comment: WrittenComment): number {
  let below = comment.endLine + 1;
  for (const next of file.comments) if (next.alone && next.line === below) below = next.endLine + 1;
  return comment.alone ? below : -1;
}

function linesOfBlock({ file, line, column, endLine }: WrittenBlock): NonNullable<Waiver['block']> {
  return { file, line, column, endLine };
}
