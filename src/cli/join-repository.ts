import type { Policy } from '../model/policy.ts';
import type { Reading, Resource } from '../model/resource.ts';

/** Where the repository of a plan is. */
export interface PlannedFrom {
  /** Absolute path of the repository's root. */
  readonly root: string;
  /** Directory of the root module that was planned, from that root; undefined where it was not found. */
  readonly directory: string | undefined;
}

export interface JoinedReading {
  readonly reading: Reading;
  /** Text of a repository file that a finding may point into. */
  readonly textOf: (file: string) => string | undefined;
}

/**
 * Puts what the repository shows beside its plan: the layout, the pipeline, and the root module that was planned. Other root
 * modules have plans of their own. What could not be read of the repository leaves the plan whole, unless the policy's gate
 * says otherwise.
 */
export async function joinRepository(
  reading: Reading,
  { root, directory }: PlannedFrom,
  policy: Policy,
): Promise<JoinedReading> {
  const { readRepository } = await import('../sources/repository/inventory.ts');
  const { inventory, textOf } = await readRepository(root);
  const isJoined = ({ kind, key }: Resource) => kind !== 'terraform-root' || key === directory;
  const counts = policy.gate.incomplete.includes('repository');
  const gaps = inventory.gaps.map((gap) => ({ ...gap, incomplete: gap.incomplete && counts }));
  const after = {
    ...reading.after,
    joined: ['repository'] as const,
    resources: [...reading.after.resources, ...inventory.resources.filter(isJoined)],
    gaps: [...reading.after.gaps, ...gaps],
  };
  return { reading: { ...reading, after }, textOf };
}
