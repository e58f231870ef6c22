/** One reason why GitHub would reject or misread a file. */
export interface SarifProblem {
  /** Short name of the reason. */
  readonly code: string;
  /** Where in the log. */
  readonly at: string;
  readonly message: string;
}

export type Part = Readonly<Record<string, unknown>>;

export function problem(code: string, at: string, message: string): SarifProblem {
  return { code, at, message };
}

/** The log may be anybody's: whatever is no object reads as an empty one. */
export function part(value: unknown): Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
