import type { Requirement } from '../model/policy.ts';
import type { ShippedRule } from './built-in-rules.ts';

/**
 * The tool's rules about statements name the clauses of its own catalogue. Under another catalogue they serve that one's: each
 * the clauses of its sort, those that only people can tell or those that other rules see a part of.
 */
export function serveOwnCatalogue(
  rules: readonly ShippedRule[],
  shipped: readonly Requirement[],
  own: readonly Requirement[],
): readonly ShippedRule[] {
  return rules.flatMap((one) => {
    if (one.rule.appliesTo !== 'attestation') return [one];
    const first = shipped.find(({ id }) => id === one.rule.requirements[0]);
    if (first === undefined) return [one];
    const requirements = own
      .filter((clause) => clause.sources.includes('attest') && isStatedAlone(clause) === isStatedAlone(first))
      .map(({ id }) => id);
    return requirements.length === 0 ? [] : [{ ...one, rule: { ...one.rule, requirements } }];
  });
}

function isStatedAlone({ sources }: Requirement): boolean {
  return sources.every((source) => source === 'attest');
}
