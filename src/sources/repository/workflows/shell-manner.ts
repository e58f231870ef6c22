/** Whether the failure of a command goes unheard; `perhaps` where the script decides. */
export type Ignored = boolean | 'perhaps';

/** How a shell takes failures. */
export interface ShellManner {
  /** A pipe fails with each of its commands. */
  readonly pipefail: boolean;
  /** The script ends with the first command that fails (`set -e`), as GitHub runs scripts. */
  readonly errexit: boolean;
}

/** What stands between two separators of a script. */
export interface Piece {
  readonly raw: string;
  readonly line: number;
  /** What stands behind it: `&&`, `||`, `|`, `;` or a line's end. */
  readonly end: string;
}
