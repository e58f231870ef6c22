import type { Severity } from '../../model/rule.ts';

/** GitHub ranks by number: above 9 is critical, 7 to 8.9 high, 4 to 6.9 medium, below low; no number, no rank. */
export const sarifSeverity = {
  critical: { level: 'error', problem: 'error', score: '9.5' },
  high: { level: 'error', problem: 'error', score: '8.0' },
  medium: { level: 'warning', problem: 'warning', score: '5.5' },
  low: { level: 'note', problem: 'recommendation', score: '2.0' },
  info: { level: 'note', problem: 'recommendation', score: undefined },
} as const satisfies Record<Severity, unknown>;
