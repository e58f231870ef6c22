import type { WrittenBlock, WrittenComment } from '../hcl/written.ts';
import { type InlineWaivers, inlineWaivers } from '../inline-waivers.ts';

/**
 * The `# caja:waive` comments of a workflow. One stands above the step, job or key that it excuses, or at the end of its first
 * line, and reaches as far as that is indented.
 */
export function workflowWaivers(file: string, text: string): InlineWaivers {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const comments: WrittenComment[] = [];
  const blocks: WrittenBlock[] = [];
  for (const [index, line] of lines.entries()) {
    const [, before = '', said] = /^(|.*?\s)#\s*(caja:.*)$/.exec(line) ?? [];
    if (said === undefined) continue;
    const at = { file, line: index + 1, column: before.length + 1 };
    const alone = before.trim() === '';
    comments.push({ ...at, endLine: at.line, text: said.trim(), alone });
    const block = partBelow(lines, alone ? index + 1 : index, file);
    if (block !== undefined) blocks.push({ ...block, line: at.line });
  }
  const body = { attributes: [], blocks };
  const { waivers, problems } = inlineWaivers({ file, text, body, comments, errors: [] });
  return { waivers, problems };
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
