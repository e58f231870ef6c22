import type { Ignored, Piece, ShellManner } from './shell-manner.ts';

interface Script {
  readonly pieces: readonly Piece[];
  /** The commands of the pieces, without what wraps them. */
  readonly texts: readonly string[];
  readonly manner: ShellManner;
}

/** Which commands of a script may fail without anybody hearing of it. */
export function unheardIn(
  pieces: readonly Piece[],
  texts: readonly string[],
  manner: ShellManner,
): readonly Ignored[] {
  const script: Script = { pieces, texts, manner };
  let { errexit } = manner;
  return pieces.map((piece, index): Ignored => {
    const set = /^set ([-+])(\w*e\w*$|\w*e\w* |o errexit)/.exec(texts[index] ?? '');
    if (set !== null) errexit = set[1] === '-';
    if (piece.end === '|' && !script.manner.pipefail) return true;
    const [word = ''] = piece.raw.trim().split(/\s+/);
    if (/^(if|elif|while|until)$/.test(word)) return stopsBefore('fi', index, script) ? false : 'perhaps';
    if (piece.end === '&' || word === '!') return 'perhaps';
    return afterIt(index, errexit, script);
  });
}

/** What follows a command in its list: `a && b || c`. */
function afterIt(index: number, errexit: boolean, script: Script): Ignored {
  const { pieces } = script;
  const end = pieces.findIndex((piece, at) => at >= index && piece.end !== '&&');
  if (pieces[end]?.end === '||') return excuseAfter(end, script);
  if (isLast(end, script)) return false;
  // `set -e` minds the last command of a list alone: https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html
  const isEnd = end === index || pieces[end]?.end === ')';
  return errexit && isEnd ? false : 'perhaps';
}

/** What stands behind `||`: something that fails after all, or that makes the failure good. */
function excuseAfter(end: number, script: Script): Ignored {
  const next = script.texts[end + 1] ?? '';
  if (/^(exit|return) 0\b|^(true|:)(?=\s|$)/.test(next)) return true;
  if (!/^(echo|printf)\b/.test(next)) return false;
  return ![1, 2, 3].some((more) => stops(script.texts[end + 1 + more]));
}

/** Nothing but the ends of blocks follows. */
function isLast(index: number, { texts }: Script): boolean {
  return texts.slice(index + 1).every((text) => /^(fi|done|esac|\})$/.test(text));
}

function stopsBefore(word: string, index: number, { texts }: Script): boolean {
  const end = texts.findIndex((text, at) => at > index && text === word);
  return texts.slice(index + 1, end < 0 ? undefined : end).some(stops);
}

function stops(text: string | undefined): boolean {
  return /^(exit|return)( ["']?[1-9$]|$)|^false$/.test(text ?? '');
}
