import type { Policy } from '../model/policy.ts';
import { suggest } from '../model/suggestion.ts';
import { UserError } from '../model/user-error.ts';
import type { CommonOptions } from './arguments.ts';
import type { ShippedRule } from './built-in-rules.ts';

interface Loadable {
  readonly rules: readonly ShippedRule[];
  readonly policy: Policy;
}

/** Keeps what some clauses need and nothing else: "show me DR-1, everywhere". The reports' heads say so. */
export function onlyRequirements({ rules, policy }: Loadable, options: CommonOptions): Loadable {
  const wanted = options.requirements ?? [];
  if (wanted.length === 0) return { rules, policy };
  refuseSarif(options);
  const known = policy.requirements.map(({ id }) => id);
  const strangers = wanted.filter((id) => !known.includes(id));
  if (strangers.length > 0) {
    throw new UserError(
      strangers.map((id) => ({
        at: '--requirement',
        message: `there is no requirement \`${id}\``,
        hint: suggest(id, known),
      })),
    );
  }
  const kept = rules.filter(({ rule }) => rule.requirements.some((id) => wanted.includes(id)));
  const ids = new Set(kept.map(({ rule }) => rule.id));
  if (ids.size === 0) throw new UserError([unserved(wanted, policy)]);
  return {
    rules: kept,
    policy: {
      ...policy,
      document: `${policy.document === '' ? 'the rules' : policy.document} (${wanted.join(', ')} alone)`,
      requirements: policy.requirements.filter(({ id }) => wanted.includes(id)),
      waivers: policy.waivers.filter(({ rule }) => ids.has(rule)),
      attestations: policy.attestations.filter(({ requirement }) => wanted.includes(requirement)),
    },
  };
}

/** GitHub would close the alerts of all other clauses. */
function refuseSarif({ reports }: CommonOptions): void {
  if (!reports.some(({ format }) => format === 'sarif')) return;
  const message = 'SARIF of some clauses would close the alerts of all the others';
  const hint = 'Leave out --requirement, or write another format.';
  throw new UserError([{ at: '--requirement', message, hint }]);
}

function unserved(wanted: readonly string[], { requirements }: Policy) {
  const sources = requirements.filter(({ id }) => wanted.includes(id)).flatMap((one) => one.sources);
  return {
    at: '--requirement',
    message: `no rule serves ${wanted.join(', ')}`,
    hint: `The answer comes from: ${[...new Set(sources)].join(', ')}.`,
  };
}
