import type { Fact, Unknown } from '../model/fact.ts';
import type { Verdict } from '../model/report.ts';
import type { CompiledRule, Scope, Trace } from '../model/rule.ts';

/** One rule's answer on one resource, before waivers, changes and print. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly message: string;
  readonly reads: readonly Fact[];
}

export const notApplicable: Judgement = { verdict: 'not-applicable', message: '', reads: [] };

/** Asks `when`, then every expectation. One that is false fails the rule, whatever else is unknown. */
export function judgeRule(compiled: CompiledRule, scope: Scope): Judgement {
  const reads: Fact[] = [];
  const trace: Trace = { reads };
  const applies = compiled.when === undefined ? true : compiled.when(scope, trace);
  if (applies === false) return notApplicable;

  let message = '';
  let failedReads: Fact[] | undefined;
  let unknowns: Unknown[] | undefined = applies === true ? undefined : [...applies.unknowns];
  for (const expectation of compiled.expectations) {
    const mark = reads.length;
    const answer = expectation.that(scope, trace);
    if (answer === true) continue;
    if (answer === false) {
      const sentence = expectation.message(scope);
      message = message === '' ? sentence : `${message} ${sentence}`;
      failedReads = [...(failedReads ?? []), ...reads.splice(mark)];
    } else unknowns = [...(unknowns ?? []), ...answer.unknowns];
  }
  // Where `when` itself cannot be told, a broken expectation breaks the rule only perhaps.
  if (failedReads !== undefined && applies === true) return { verdict: 'fail', message, reads: failedReads };
  if (unknowns === undefined) return { verdict: 'pass', message: compiled.rule.title, reads };
  const all = failedReads === undefined ? reads : [...reads, ...failedReads];
  return { verdict: 'unknown', message: cannotTell(unknowns), reads: all };
}

/** "Cannot tell multi_az: known only after apply", with each thing that is missing named once. */
export function cannotTell(unknowns: readonly Unknown[]): string {
  const causes = [
    ...new Set(unknowns.map((fact) => (fact.path === '' ? fact.detail : `${fact.path}: ${fact.detail}`))),
  ];
  const shown = causes.slice(0, 3).join('; ');
  const more = causes.length > 3 ? `; and ${causes.length - 3} more` : '';
  const [first] = unknowns;
  return `Cannot tell${first?.path === '' ? ':' : ''} ${shown}${more}.`;
}
