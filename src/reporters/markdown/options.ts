/** What a run may ask of this format. */
export interface MarkdownOptions {
  /** UTF-16 units that the text may have: 60,000 for a pull-request comment, which GitHub cuts at 65,536. */
  readonly budget?: number;
  /** Where the whole report is, to be named when this one had to be shortened. */
  readonly fullReport?: string;
  /** Where the source can be looked at: `https://github.com/caja/infrastructure` and forty hexadecimal digits. */
  readonly repository?: { readonly uri: string; readonly revision: string };
  /** What moved since the run before, in a sentence, where a history is kept. */
  readonly moved?: string;
  /** The page of the run that wrote this, where the job summary and the files are. */
  readonly run?: string;
}
