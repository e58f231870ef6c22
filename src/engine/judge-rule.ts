import type { Fact, Unknown } from '../model/fact.ts';
import type { Verdict } from '../model/report.ts';
import type { CompiledRule, Scope, Trace } from '../model/rule.ts';

/** One rule's answer on one resource, before waivers, changes and print. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly message: string;
  readonly reads: readonly Fact[];
  readonly unknowns: readonly Unknown[];
}

const notApplicable: Judgement = { verdict: 'not-applicable', message: '', reads: [], unknowns: [] };

/** Asks `when`, then every expectation. One that is false fails the rule, whatever else is unknown. */
export function judgeRule(compiled: CompiledRule, scope: Scope): Judgement {
  const whenTrace: Trace = { reads: [] };
  const applies = compiled.when === undefined ? true : compiled.when(scope, whenTrace);
  if (applies === false) return notApplicable;

  const failed: string[] = [];
  const failedTrace: Trace = { reads: [] };
  const otherTrace: Trace = { reads: whenTrace.reads };
  const unknowns: Unknown[] = applies === true ? [] : [...applies.unknowns];
  for (const expectation of compiled.expectations) {
    const trace: Trace = { reads: [] };
    const answer = expectation.that(scope, trace);
    if (answer === false) {
      failed.push(expectation.message(scope));
      append(failedTrace.reads, trace.reads);
    } else {
      if (answer !== true) unknowns.push(...answer.unknowns);
      append(otherTrace.reads, trace.reads);
    }
  }
  // Where `when` itself cannot be told, a broken expectation breaks the rule only perhaps.
  if (failed.length > 0 && applies === true) {
    return { verdict: 'fail', message: failed.join(' '), reads: failedTrace.reads, unknowns: [] };
  }
  if (unknowns.length === 0) {
    return { verdict: 'pass', message: compiled.rule.title, reads: otherTrace.reads, unknowns };
  }
  append(otherTrace.reads, failedTrace.reads);
  return { verdict: 'unknown', message: cannotTell(unknowns), reads: otherTrace.reads, unknowns };
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

function append<T>(target: T[], more: readonly T[]): void {
  for (const item of more) target.push(item);
}
