import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { KindName, Kinds } from '../../../model/kinds/index.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';

/** How resources of one Terraform type become a kind. */
export interface Claim {
  readonly kind: KindName;
  readonly adapt: (at: Scope, view: PhaseView) => Resource['fields'];
  /** Other strings by which links may mean it, beside its own id, ARN and names. */
  readonly aliases?: (at: Scope, view: PhaseView) => readonly string[];
  /** The service's name of it, where no attribute of its own simply holds that. */
  readonly name?: (at: Scope, view: PhaseView) => Fact<string>;
}

/** The claims of one area: types that are kinds, and types that are only part of another resource. */
export interface Area {
  readonly claims: readonly (readonly [type: string, claim: Claim])[];
  readonly satellites: readonly string[];
}

/** Ties an adapter to the kind it answers for; the compiler asks for every attribute. */
export function claim<K extends KindName>(
  kind: K,
  adapt: (at: Scope, view: PhaseView) => FactsOf<Kinds[K]>,
  more: Pick<Claim, 'aliases' | 'name'> = {},
): Claim {
  return { kind, adapt: adapt as Claim['adapt'], ...more };
}
