import type { SourceRepository } from '../source-link.ts';

/** What a run may ask of this format. */
export interface HtmlOptions {
  /** Where lines of the source can be looked at. */
  readonly repository?: SourceRepository;
}
