import type { GateResult } from '../model/report.ts';

/** What the shell sees. When several apply: a mistake beats violations, violations beat an incomplete read. */
export const exitCodes = {
  /** Nothing at or above the gate. */
  clean: 0,
  /** Violations at or above the gate. */
  violations: 1,
  /** The user's mistake, an unreadable input, nothing judged, or a bug. */
  mistake: 2,
  /** Nothing violated, but the read was incomplete. */
  incomplete: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** `soft` forgives violations and gaps, never a mistake. */
export function exitCodeOf(
  { summary }: { readonly summary: { readonly gate: GateResult } },
  soft: boolean,
): ExitCode {
  switch (summary.gate.outcome) {
    case 'passed':
      return exitCodes.clean;
    case 'failed':
      return soft ? exitCodes.clean : exitCodes.violations;
    case 'incomplete':
      return soft ? exitCodes.clean : exitCodes.incomplete;
    case 'nothing-judged':
      return exitCodes.mistake;
  }
}
