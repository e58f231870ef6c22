/** A mistake in what a person gave us, with where it stands and what to do. */
export interface Problem {
  /** `file:line:column`, or the file or option alone. */
  readonly at: string;
  readonly message: string;
  /** What to do: "Did you mean `multiAz`?" */
  readonly hint?: string;
}

/** Carries every problem found, so that one run tells them all. The CLI prints them and exits 2, never with a stack. */
export class UserError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'UserError';
    this.problems = problems;
  }
}

export function formatProblem(problem: Problem): string {
  const hint = problem.hint === undefined ? '' : `\n  ${problem.hint}`;
  return `${problem.at}: ${problem.message}${hint}`;
}
