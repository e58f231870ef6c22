import type { SourcePlaces } from '../../model/location.ts';
import type { Waiver } from '../../model/policy.ts';
import type { Problem } from '../../model/user-error.ts';

/** What is asked of the repository's source. */
export interface WantedSource {
  /** One for a plan; one a state for a live account. */
  readonly stacks: readonly WantedStack[];
}

/** A root module that is looked for. */
export interface WantedStack {
  /** Its directory as `--stack` or `--state` names it: below the repository's root, the source directory or a near one, or how such a path ends. */
  readonly stack?: string;
  /** Resource addresses that it should declare: those that exist afterwards, not deleted ones. */
  readonly addresses: readonly string[];
  /** Absolute directories that decide between equals, the first before the others: the plan file's, the working directory. */
  readonly near?: readonly string[];
}

/** The source of the root modules that were found, read and parsed. */
export interface ReadSource {
  /** Absolute path of the repository's root; every `file` is relative to it, with slashes. */
  readonly root: string;
  /** Ask with the `stack` of the wanted one (left out where it has none). */
  readonly places: SourcePlaces;
  /** Of the found root modules and the local modules they call; rule ids are not checked yet. */
  readonly waivers: readonly Waiver[];
  /** Comments that begin with `caja:` and cannot be understood: mistakes. */
  readonly problems: readonly Problem[];
  /** What could not be read or parsed, as whole sentences: lines may be missing, verdicts are not touched. */
  readonly notes: readonly string[];
  /** In the order they were asked. */
  readonly stacks: readonly FoundStack[];
  /** The text of a file that was read, as it stands on disk; undefined for any other. */
  readonly textOf: (file: string) => string | undefined;
}

/** Where a wanted root module is. */
export interface FoundStack {
  readonly stack?: string;
  /** Its directory, relative to the repository's root (`.` is the root itself); undefined where none fits. */
  readonly directory?: string;
  /** How many of the wanted addresses it declares. */
  readonly declared: number;
  /** Directories that fit equally well, so that none was chosen. */
  readonly ties: readonly string[];
}

/** Reads the Terraform source of the wanted root modules below a directory. Files that cannot be read are told, never thrown. */
export async function readSource(directory: string, wanted: WantedSource): Promise<ReadSource> {
  return {
    root: directory,
    places: { blockOf: () => undefined, attributeOf: () => undefined },
    waivers: [],
    problems: [],
    notes: [],
    stacks: wanted.stacks.map(() => ({ declared: 0, ties: [] })),
    textOf: () => undefined,
  };
}
