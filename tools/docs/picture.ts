import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

const words = [
  'plan',
  'fixtures/plans/cases/unset-retention.json',
  '--environment',
  'prod',
  '--color',
  'always',
];
const columns = 100;
const size = { width: 8.4, height: 18, margin: 16 };

/** Colours of a dark terminal by their escape codes: https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
const colors: Readonly<Record<string, string>> = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#e3b341',
  '34': '#79c0ff',
  '35': '#d2a8ff',
  '90': '#8b949e',
};

const escapeStart = '\u001b[';
const escapeCode = new RegExp(`(${escapeStart.replace('[', '\\[')}[0-9;]*m)`);

/** What the program really prints for a small plan, as an SVG. */
export async function picture(): Promise<string> {
  let text = '';
  const io: Io = {
    stdout: {
      write: (chunk) => {
        text += chunk;
      },
      isTerminal: true,
      columns,
    },
    stderr: { write: () => undefined, isTerminal: false, columns: undefined },
    readStdin: async () => new Uint8Array(),
    environment: {},
    cwd: process.cwd(),
    now: () => new Date('2026-11-22T12:00:00Z'),
  };
  const exit = await main(words, io);
  if (exit !== 1) throw new Error(`the picture's plan was to fail (exit 1), and ended with ${exit}`);
  const lines = [`$ caja-policy ${words.slice(0, -2).join(' ')}`, '', ...text.trimEnd().split('\n')];
  const width = columns * size.width + 2 * size.margin;
  const height = lines.length * size.height + 2 * size.margin;
  const rows = lines.map((line, index) => row(line, size.margin + (index + 1) * size.height - 5));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="caja-policy in a terminal">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e6edf3" xml:space="preserve">
${rows.join('\n')}
</g>
</svg>
`;
}

function row(line: string, y: number): string {
  return `<text x="${size.margin}" y="${y}" xml:space="preserve">${spans(line)}</text>`;
}

/** Every piece of one style gets its own place and length, so that columns meet in any font. */
function spans(line: string): string {
  let column = 0;
  let [color, bold] = ['', false];
  const pieces: string[] = [];
  for (const part of line.split(escapeCode)) {
    const code = part.startsWith(escapeStart) ? part.slice(escapeStart.length, -1) : undefined;
    if (code !== undefined) {
      if (code === '1' || code === '22') bold = code === '1';
      else color = colors[code] ?? '';
    } else if (part !== '') {
      const length = [...part].length;
      const style = `${color === '' ? '' : ` fill="${color}"`}${bold ? ' font-weight="bold"' : ''}`;
      const x = (size.margin + column * size.width).toFixed(1);
      pieces.push(
        `<tspan x="${x}" textLength="${(length * size.width).toFixed(1)}"${style}>${escapeXml(part)}</tspan>`,
      );
      column += length;
    }
  }
  return pieces.join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
