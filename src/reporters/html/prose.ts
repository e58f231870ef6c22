import { prose } from '../text.ts';
import { type Html, html, plain } from './markup.ts';

/** A rule's prose: paragraphs, code in backticks and fences, and ways to do a thing, each with its name. */
export function proseHtml(text: string): Html {
  return html`${blocksOf(prose(text)).map(blockHtml)}`;
}

interface Block {
  readonly kind: 'text' | 'code' | 'step';
  readonly name: string;
  readonly lines: readonly string[];
}

function blocksOf(text: string): readonly Block[] {
  const blocks: { kind: Block['kind']; name: string; lines: string[] }[] = [];
  let open: string | undefined;
  let fresh = true;
  for (const line of text.split('\n')) {
    const fence = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (open !== undefined) {
      if (fence?.startsWith(open) === true) open = undefined;
      else last?.lines.push(line);
      fresh = true;
      continue;
    }
    const step = /^(?:- )?([A-Z][A-Za-z]+): (.*)$/.exec(line);
    if (fence !== undefined) {
      open = fence;
      blocks.push({ kind: 'code', name: '', lines: [] });
    } else if (line.trim() === '') fresh = true;
    else if (step !== null) blocks.push({ kind: 'step', name: step[1] ?? '', lines: [step[2] ?? ''] });
    else if (fresh || last === undefined) blocks.push({ kind: 'text', name: '', lines: [line] });
    else last.lines.push(line);
    if (line.trim() !== '') fresh = false;
  }
  return blocks;
}

function blockHtml({ kind, name, lines }: Block): Html {
  if (kind === 'code') return html`<pre class="copy"><code>${plain(lines.join('\n'))}</code></pre>`;
  const text = lines.map((line) => line.trim()).join(' ');
  if (kind === 'text') return html`<p>${spans(text)}</p>`;
  // A command line is copied, the others are read.
  const body = name === 'CLI' ? html`<code class="copy">${text}</code>` : spans(text);
  return html`<p class="step"><b>${name}</b> ${body}</p>`;
}

/** Text with `code` in it. */
function spans(text: string): Html {
  const parts = text.split(/(`[^`]+`)/);
  return html`${parts.map((part) => (/^`.+`$/.test(part) ? html`<code>${plain(part.slice(1, -1))}</code>` : plain(part)))}`;
}
