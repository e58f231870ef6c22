import type { FileLine } from '../../../model/location.ts';

/** One file of Terraform source, `.tf` or `.tf.json`, as it was written. */
export interface WrittenFile {
  /** Relative to the repository's root, with slashes. */
  readonly file: string;
  /** As it stands on disk, a byte order mark included. */
  readonly text: string;
  readonly body: WrittenBody;
  /** By line, with their text after the mark; those of `.tf.json` are its `"//"` members. */
  readonly comments: readonly WrittenComment[];
  /** Where the parser lost its way: what stands around it may be missing. */
  readonly errors: readonly FileLine[];
}

export interface WrittenComment extends FileLine {
  readonly endLine: number;
  readonly text: string;
  /** Nothing else stands on its line. */
  readonly alone: boolean;
}

/** What stands between braces, or in a whole file. */
export interface WrittenBody {
  readonly attributes: readonly WrittenAttribute[];
  readonly blocks: readonly WrittenBlock[];
}

/** `name = expression` */
export interface WrittenAttribute extends FileLine {
  readonly name: string;
  readonly endLine: number;
  /** The value, where it is a plain literal (lists and objects of literals too); left out where it must be evaluated. */
  readonly literal?: Literal;
  /** What stands inside, where the value is a list or an object, or `jsonencode` or `merge` of some. */
  readonly members?: readonly WrittenMember[];
}

/** One element of a list, or one `key = value` of an object, inside an attribute's expression. */
export interface WrittenMember {
  readonly key: string | number;
  readonly line: number;
  readonly column: number;
  readonly members?: readonly WrittenMember[];
}

export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [key: string]: Literal };

/** `resource "aws_vpc" "main" { … }`; a `dynamic "x" { content { … } }` block stays what it is. */
export interface WrittenBlock extends FileLine {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: WrittenBody;
  readonly endLine: number;
}
