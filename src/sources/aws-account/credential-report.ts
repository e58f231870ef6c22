/** One row of the credential report: its values by column. */
export type CredentialRow = Readonly<Record<string, string>>;

/** The root user's name in the report. */
export const rootUser = '<root_account>';

/**
 * The rows of IAM's credential report by user name, or undefined for something else.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function readCredentialReport(content: string): ReadonlyMap<string, CredentialRow> | undefined {
  const [header, ...lines] = content.split(/\r?\n/).filter((line) => line !== '');
  const columns = header?.split(',') ?? [];
  if (columns[0] !== 'user' || columns[1] !== 'arn') return undefined;
  const rows = lines.map((line) => rowOf(columns, line.split(','))).filter((row) => row !== undefined);
  return new Map(rows.map((row) => [row.user ?? '', row]));
}

/** A row that does not fit its header is left out: its user then counts as not listed. */
function rowOf(columns: readonly string[], fields: readonly string[]): CredentialRow | undefined {
  const [user = '', arn = '', ...rest] = joinNames(fields.map(unquote), fields.length - columns.length);
  const fits = rest.length === columns.length - 2 && (user === rootUser || arn.endsWith(`/${user}`));
  if (!fits) return undefined;
  const values = [user, arn, ...rest];
  return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
}

/** IAM allows commas in user names; such a row has that many fields too many, once for the name and once for the ARN. */
function joinNames(fields: readonly string[], surplus: number): readonly string[] {
  if (surplus <= 0) return fields;
  const width = 1 + surplus / 2;
  const names = [fields.slice(0, width), fields.slice(width, 2 * width)].map((parts) => parts.join(','));
  return [...names, ...fields.slice(2 * width)];
}

function unquote(field: string): string {
  return field.replace(/^"|"$/g, '');
}

/** Whole days between two instants, never fewer than none; undefined when either is no instant. */
export function daysBetween(earlier: string, later: string): number | undefined {
  const days = Math.floor((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
  return Number.isNaN(days) ? undefined : Math.max(0, days);
}
