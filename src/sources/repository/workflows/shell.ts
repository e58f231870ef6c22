import type { Ignored, Piece, ShellManner } from './shell-manner.ts';
import { unheardIn } from './unheard.ts';

/** One command of a shell script. */
export interface ShellCommand {
  /** Its words, without what only wraps them: assignments, `sudo`, `npx`, `poetry run`, `if`. */
  readonly text: string;
  /** How many lines below the script's first it begins. */
  readonly line: number;
  /** A wrapper that runs scripts of the project as well as tools: `hatch run test`, `python -m checks`. */
  readonly runner?: string;
  /** Whether its failure goes unheard: `|| true`, a pipe that swallows it; `perhaps` where the script decides. */
  readonly ignored: Ignored;
}

/** Nobody writes a longer one by hand: what it does is not told. */
const longestScript = 50_000;

/**
 * Splits a script into commands, well enough to tell what is run from what is only spoken of: quotes, comments, here-documents
 * and GitHub's own expressions are kept apart.
 */
export function commandsOf(script: string, { pipefail, errexit }: ShellManner): readonly ShellCommand[] {
  if (script.length > longestScript) return [{ text: '$SCRIPT', line: 0, ignored: false }];
  const pieces = split(script);
  const bareOnes = pieces.map(({ raw }) => bare(raw));
  const commands = bareOnes.map((one, index) =>
    one.text.startsWith('curl ') && installs(pieces[index], bareOnes[index + 1])
      ? { ...one, text: `${one.text} | sh` }
      : one,
  );
  const heard = unheardIn(
    pieces,
    commands.map(({ text }) => text),
    {
      pipefail: pipefail || /\bpipefail\b/.test(script),
      errexit,
    },
  );
  return commands.flatMap((command, index) => {
    const line = pieces[index]?.line ?? 0;
    return command.text === '' ? [] : [{ ...command, line, ignored: heard[index] ?? false }];
  });
}

/** `curl … | sh` fetches a tool, and asks no service whether it is well. */
function installs(piece: Piece | undefined, next: { readonly text: string } | undefined): boolean {
  return (
    piece?.end === '|' &&
    /^(ba|z|da)?sh\b|^(tar|gunzip|unzip|gpg|apt-key|tee|python\S*)\b/.test(next?.text ?? '')
  );
}

/** The next boundary or the thing that hides boundaries, from the left. */
const token =
  /\\\r?\n|\\.|\$\{\{[\s\S]{0,2000}?\}\}|'[^']*'|<<-?\s*\\?(['"]?)([A-Za-z_]\w*)\1|\$\(|"|(?<=^|\s|;)#[^\n]*|\r?\n|&&|\|\||\|&?|;|(?<![<>&])&(?![>&])|[()]/g;
const boundary = /^(&&|\|\||\|&?|;|&|[()]|\$\()$/;

interface Splitting {
  readonly script: string;
  readonly pieces: Piece[];
  /** Words that end the here-documents which this line opened. */
  awaited: string[];
  inQuotes: boolean;
  raw: string;
  /** The line on which the piece begins, and the one that is being read. */
  begun: number;
  line: number;
  /** What was read so far. */
  from: number;
}

function split(script: string): readonly Piece[] {
  const state: Splitting = {
    script,
    pieces: [],
    awaited: [],
    inQuotes: false,
    raw: '',
    begun: 0,
    line: 0,
    from: 0,
  };
  for (let match = nextToken(state); match !== null; match = nextToken(state)) {
    take(state, script.slice(state.from, match.index));
    // Between double quotes an apostrophe is one.
    const text = state.inQuotes && match[0].startsWith("'") ? "'" : match[0];
    state.from = match.index + text.length;
    meet(state, text, match[2]);
  }
  take(state, script.slice(state.from));
  cut(state, ';');
  return state.pieces;
}

function nextToken({ script, from }: Splitting): RegExpExecArray | null {
  token.lastIndex = from;
  return token.exec(script);
}

function meet(state: Splitting, text: string, awaited: string | undefined): void {
  const { inQuotes } = state;
  if (text === '"') state.inQuotes = !inQuotes;
  if (/^\\\r?\n$/.test(text)) {
    state.raw += ' ';
    state.line += 1;
  } else if (boundary.test(text) && (!inQuotes || text === '$(' || text === ')')) {
    cut(state, text === '|&' ? '|' : text);
  } else if (inQuotes || !/^(<<|#|\r?\n)/.test(text)) {
    take(state, text);
  } else if (awaited !== undefined) {
    state.awaited.push(awaited);
  } else if (!text.startsWith('#')) {
    cut(state, ';');
    state.line += 1;
    skipDocuments(state);
  }
}

function take(state: Splitting, text: string): void {
  const first = text.search(/\S/);
  if (state.raw.trim() === '' && first >= 0) state.begun = state.line + linesIn(text.slice(0, first));
  state.raw += text;
  state.line += linesIn(text);
}

function cut(state: Splitting, end: string): void {
  if (state.raw.trim() !== '') state.pieces.push({ raw: state.raw, line: state.begun, end });
  state.raw = '';
}

/** Goes on behind the bodies of the here-documents; one without an end was none (`1 << n`). */
function skipDocuments(state: Splitting): void {
  for (const word of state.awaited.splice(0)) {
    const rest = state.script.slice(state.from);
    const end = new RegExp(`^[\\t ]*${word}[\\t ]*\\r?$`, 'm').exec(rest);
    if (end === null) continue;
    const length = end.index + end[0].length;
    state.line += linesIn(rest.slice(0, length));
    state.from += length;
  }
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

const wrappers = [
  /^(if|then|else|elif|do|while|until|time|exec|command|nohup|!|\{)\s+/,
  /^[A-Za-z_]\w*=("[^"]*"|'[^']*'|[^\s"'])*(\s+|$)/,
  /^(sudo|env)(\s+-[ugCh]\s+\S+|\s+-\S+)*\s+/,
  /^(\S*\/)?(node_modules\/\.bin|\.?v?env\/bin|vendor\/bin)\//,
  /^timeout(\s+-\S+)*\s+\S+\s+/,
  /^xargs(\s+-\S+)*\s+/,
  /^xvfb-run(\s+-\S+)*\s+/,
  /^(aws-vault|op|doppler|chamber|infisical|teller|saml2aws|mise|devbox|dotenvx?)( (?!-- )\S+)* -- /,
  /^bundle\s+exec\s+/,
];

/** Wrappers that fetch a tool by its name, which may carry a version and an owner. */
const fetchers = [
  /^(npx|bunx|uvx|pipx run)(\s+-\S+)*\s+/,
  /^(pnpm|yarn|npm)\s+(exec|dlx)(\s+-\S+)*\s+(--\s+)?/,
];

const runners = [
  /^(coverage)\s+run(\s+--?\S+)*\s+/,
  /^(poetry|pipenv|uv|pdm|hatch|rye)\s+run(\s+--?\S+)*\s+/,
  /^(?:\S*\/)?(python)[\d.]*(\s+-[A-Zbduv]\S*(\s+('[^']*'|"[^"]*"|(?!-)\S+))?)*\s+-m\s+/,
];

/** A command without what only wraps it. */
function bare(raw: string): Pick<ShellCommand, 'text' | 'runner'> {
  let text = raw.replace(/\s+/g, ' ').trim();
  let runner: string | undefined;
  for (let before = ''; before !== text; ) {
    before = text;
    for (const wrapper of wrappers) text = text.replace(wrapper, '');
    for (const fetcher of fetchers) if (fetcher.test(text)) text = withoutVersion(text.replace(fetcher, ''));
    for (const one of runners) {
      const found = one.exec(text);
      if (found !== null) [runner, text] = [found[1], text.slice(found[0].length)];
    }
  }
  text = text.replace(/^["']+|(?<!\})\s+\}$/g, '').trim();
  return runner === undefined ? { text } : { text, runner };
}

/** `@biomejs/biome@2 check` is `biome check`. */
function withoutVersion(text: string): string {
  return text.replace(/^(?:@[\w.-]+\/)?([\w.-]+?)(?:(?:@|==)[\w.^~-]+)?(?=\s|$)/, '$1');
}
