import type { WrittenBlock, WrittenComment } from '../hcl/written.ts';
import { type InlineWaivers, inlineWaivers } from '../inline-waivers.ts';

/**
 * The `# caja:waive` comments of a workflow. One stands above the step, job or key that it excuses, or at the end of its first
 * line, and reaches as far as that is indented.
 */
export function workflowWaivers(file: string, text: string): InlineWaivers {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const read = lines.flatMap((line, index): readonly InlineWaivers[] => {
    const [, before = '', said] = /^(|.*?\s)#\s*(caja\s*[:-].*)$/i.exec(line) ?? [];
    if (said === undefined) return [];
    const alone = before.trim() === '';
    const at = { file, line: index + 1, column: before.length + 1 };
    const comment: WrittenComment = { ...at, endLine: at.line, text: said.trim(), alone };
    const part = partBelow(lines, alone ? index + 1 : index, file);
    // Further in than what follows, it stands below something else and above nothing.
    const isAbove = part !== undefined && (!alone || part.column >= comment.column);
    // Each sees its own part alone: a step's waiver is not that of the job around it.
    const body = { attributes: [], blocks: isAbove ? [{ ...part, line: at.line }] : [] };
    return [inlineWaivers({ file, text, body, comments: [comment], errors: [] })];
  });
  return {
    waivers: read.flatMap(({ waivers }) => waivers),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** The part of YAML that begins below a line: whatever follows that is indented further belongs to it. */
function partBelow(lines: readonly string[], from: number, file: string): WrittenBlock | undefined {
  const start = lines.findIndex((line, index) => index >= from && isContent(line));
  if (start < 0) return undefined;
  const indent = indentOf(lines[start] ?? '');
  const next = lines.findIndex((line, index) => index > start && isContent(line) && indentOf(line) <= indent);
  const endLine = next < 0 ? lines.length : next;
  const body = { attributes: [], blocks: [] };
  return { file, line: start + 1, column: indent + 1, type: 'resource', labels: [], body, endLine };
}

function isContent(line: string): boolean {
  return /^\s*[^\s#]/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
