import type { DefaultTags } from './plan.ts';
import type { Scope } from './scope.ts';

/** Default tags, and whether they come too late: a provider that does not know them yet plans as if there were none. */
export interface AddedTags extends DefaultTags {
  readonly late?: true;
}

/** The default tags of the provider block that makes a resource; undefined where that cannot be told. */
export type FindDefaultTags = (at: Scope) => AddedTags | undefined;
