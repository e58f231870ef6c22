/** What a run may ask of this format. */
export interface TableOptions {
  /** Width of the terminal. */
  readonly columns?: number;
  readonly color?: boolean;
  /** Files that were written beside it, named in the last line. */
  readonly reports?: readonly string[];
}
