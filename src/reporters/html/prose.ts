import { prose } from '../text.ts';
import { type Html, html, plain } from './markup.ts';

/** A rule's prose: paragraphs, ways to do a thing, each with its name, code in backticks, fences or set in. */
export function proseHtml(text: string): Html {
  return html`${blocksOf(prose(text)).map(blockHtml)}`;
}

interface Line {
  readonly kind: 'text' | 'step' | 'code' | 'end';
  readonly text: string;
}

interface Block {
  readonly kind: Line['kind'];
  readonly lines: string[];
}

/** Lines of one kind after another are one block; every step begins one. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const { kind, text: line } of kinds(text.split('\n'))) {
    const goesOn = open !== undefined && (open.kind === kind || (open.kind === 'step' && kind === 'text'));
    if (kind === 'end') open = undefined;
    else if (open !== undefined && goesOn && kind !== 'step') open.lines.push(line);
    else {
      open = { kind, lines: [line] };
      blocks.push(open);
    }
  }
  return blocks;
}

const step = /^(?:- )?[A-Z][A-Za-z]+: ./;
const setIn = /^(?: {2}|\t)/;
const listed = /^- [\w-]+: /;
const key = /^[\w-]+:$/;

function kinds(lines: readonly string[]): readonly Line[] {
  let fence: string | undefined;
  return lines.map((text, index): Line => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) !== true) return { kind: 'code', text };
      fence = undefined;
      return { kind: 'end', text };
    }
    fence = mark;
    if (mark !== undefined || text.trim() === '') return { kind: 'end', text };
    if (step.test(text)) return { kind: 'step', text };
    // Pieces of YAML stand in rules as they would in a file.
    const isCode =
      setIn.test(text) || listed.test(text) || (key.test(text) && setIn.test(lines[index + 1] ?? ''));
    return { kind: isCode ? 'code' : 'text', text };
  });
}

function blockHtml({ kind, lines }: Block): Html {
  if (kind === 'code') return html`<pre class="copy"><code>${plain(movedOut(lines).join('\n'))}</code></pre>`;
  const text = lines.map((line) => line.trim()).join(' ');
  if (kind === 'text') return html`<p>${spans(text)}</p>`;
  const [, name = '', told = ''] = /^(?:- )?([A-Za-z]+): (.*)$/.exec(text) ?? [];
  // A command line is copied, the others are read.
  const body = name === 'CLI' ? html`<code class="copy">${told}</code>` : html`<span>${spans(told)}</span>`;
  return html`<p class="step"><b>${name}</b> ${body}</p>`;
}

/** Code that was set in as a whole begins at the margin. */
function movedOut(lines: readonly string[]): readonly string[] {
  const margins = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  return lines.map((line) => line.slice(Math.min(...margins)));
}

/** Text with `code` in it. */
function spans(text: string): Html {
  const parts = text.split(/(`[^`]+`)/);
  const part = (one: string) =>
    /^`.+`$/.test(one) ? html`<code>${plain(one.slice(1, -1))}</code>` : plain(one);
  return html`${parts.map(part)}`;
}
