import { sourceNames } from '../model/kind.ts';
import type { Policy, Requirement } from '../model/policy.ts';

/** The policy of those who wrote none: every rule with its own figures. */
export function emptyPolicy(requirements: readonly Requirement[]): Policy {
  return {
    name: 'none',
    document: '',
    file: '',
    environments: [],
    accounts: [],
    parameters: {},
    rules: {},
    stacks: [],
    waivers: [],
    attestations: [],
    gate: defaultGate,
    requirements,
  };
}

/** What the gate does where the policy does not say. */
export const defaultGate: Policy['gate'] = {
  failOn: 'high',
  plan: 'all',
  incomplete: [...sourceNames],
};
