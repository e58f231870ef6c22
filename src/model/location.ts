import type { Value } from './fact.ts';

/** A line in a file of the repository: relative, with slashes; 1-based, columns in UTF-16 units. */
export interface FileLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a finding stands in the source. */
export interface Location extends FileLine {
  /** What stands there; a remote module is shown where it is called. */
  readonly part: 'attribute' | 'block' | 'module-call' | 'file';
  /** The attribute's path as written: `versioning_configuration.status`. */
  readonly path?: string;
  /** Lines of the whole block around it. */
  readonly block?: { readonly line: number; readonly endLine: number };
  /** The module calls that lead to it, from the root module on. */
  readonly calls: readonly ModuleCallSite[];
}

/** A `module` block that leads to a finding's block. */
export interface ModuleCallSite extends FileLine {
  /** `module.web`. */
  readonly name: string;
}

/**
 * Where Terraform source declares what a plan or a state names: questions about files that were read already.
 * `stack` tells apart root modules that declare the same addresses; a plan has one and leaves it out.
 */
export interface SourcePlaces {
  /** The block that declares a resource instance, else the call of the remote module that holds it. */
  readonly blockOf: (address: string, stack?: string) => Location | undefined;
  /**
   * The line on which an attribute of that block is written: `versioning_configuration[0].status`; undefined where nobody
   * wrote it, and where one of several alike blocks is meant and nothing tells which: the attribute's value may tell.
   */
  readonly attributeOf: (
    address: string,
    path: string,
    stack?: string,
    value?: Value,
  ) => Location | undefined;
}
