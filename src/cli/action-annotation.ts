import { exitCodes } from './exit-codes.ts';

const longest = 2_000;

/** What an ended run tells the steps' caller: the step that fails is the last one, and it has nothing to say. */
export interface Ended {
  readonly code: number;
  /** What it has written to standard error. */
  readonly said: string;
  /** The gate's answer in a sentence, where there is a report. */
  readonly reason: string | undefined;
}

/**
 * The line that GitHub shows above the whole run when it fails; empty when it does not.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function annotation({ code, said, reason }: Ended): string {
  if (code === exitCodes.clean) return '';
  const words = reason === undefined ? cut(said.trim()) : `${reason} The report says which, and why.`;
  return `::error title=caja-policy::${escaped(words || `It ended with ${code}, without a word.`)}\n`;
}

/** What it said last is why it ended. */
function cut(text: string): string {
  return text.length > longest ? `…${text.slice(-longest)}` : text;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
