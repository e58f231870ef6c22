import { isReadIn, type Kind, sourceNames } from '../model/kind.ts';
import type { Requirement } from '../model/policy.ts';
import { suggest } from '../model/suggestion.ts';
import { mistake } from './argument-words.ts';
import type { RuleShelf } from './rules-loading.ts';

/** The clause of a new rule and why it is that one: the named one, else what the kind's other rules serve most. */
export function chooseClause(
  named: string | undefined,
  kind: Kind,
  { rules, catalogue }: RuleShelf,
): { readonly clause: Requirement; readonly clauseReason: string } {
  if (named !== undefined) {
    const found = catalogue.find(({ id }) => id === named);
    if (found !== undefined) return { clause: found, clauseReason: 'The clauses that it serves, by id.' };
    const ids = catalogue.map(({ id }) => id);
    throw mistake('--clause', `there is no requirement \`${named}\``, suggest(named, ids));
  }
  const shown = catalogue.filter((clause) => canShow(clause, kind));
  const served = rules.flatMap(({ rule }) => (rule.appliesTo === kind.name ? rule.requirements : []));
  const count = (clause: Requirement) => served.filter((id) => id === clause.id).length;
  const [best] = [...shown].sort((a, b) => count(b) - count(a));
  if (best === undefined) {
    throw mistake('--clause', `no clause can be shown by ${kind.title}s`, 'Name one: --clause DR-1.');
  }
  const others = [...new Set(served)].filter((id) => id !== best.id).sort();
  const reason =
    count(best) === 0
      ? 'The clauses that it serves: this is the first one of the catalogue, so look for the right one.'
      : `The clauses that it serves: other rules for ${kind.name} serve this one${others.length === 0 ? '' : `, and ${others.join(', ')}`}.`;
  return { clause: best, clauseReason: reason };
}

const sourceOf = { plan: 'terraform-plan', account: 'aws-account', repo: 'repository' } as const;

function canShow({ sources }: Requirement, kind: Kind): boolean {
  const read = sourceNames.filter((source) => isReadIn(kind, source));
  return sources.some((source) => source !== 'attest' && read.includes(sourceOf[source]));
}
