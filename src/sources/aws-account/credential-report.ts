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

/** Free text, in words that AWS does not document: there are more keys or certificates than the report has columns for. */
const moreCredentials = 'additional_credentials_info';

/** A row that does not fit its header is left out: its user then counts as not listed. */
function rowOf(columns: readonly string[], line: readonly string[]): CredentialRow | undefined {
  const fields = line.map(unquote);
  const surplus = fields.length - columns.length;
  const values = isOf(fields) ? joinTail(fields, columns) : joinNames(fields, surplus);
  if (!isOf(values) || values.length !== columns.length) return undefined;
  return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
}

function isOf([user = '', arn = '']: readonly string[]): boolean {
  return user === rootUser || arn.endsWith(`/${user}`);
}

/** Commas in the text at the end are its own. */
function joinTail(fields: readonly string[], columns: readonly string[]): readonly string[] {
  const last = columns.length - 1;
  if (columns[last] !== moreCredentials || fields.length <= columns.length) return fields;
  return [...fields.slice(0, last), fields.slice(last).join(',')];
}

/** IAM allows commas in user names; such a row has that many fields too many, once for the name and once for the ARN. */
function joinNames(fields: readonly string[], surplus: number): readonly string[] {
  if (surplus <= 0) return fields;
  const width = 1 + surplus / 2;
  const names = [fields.slice(0, width), fields.slice(width, 2 * width)].map((parts) => parts.join(','));
  return [...names, ...fields.slice(2 * width)];
}

/** Whether the user has more access keys or certificates than the row tells of. */
export function hasMoreCredentials(row: CredentialRow): boolean {
  return !/^(N\/A|not_supported|no_information)?$/i.test((row[moreCredentials] ?? '').trim());
}

function unquote(field: string): string {
  return field.replace(/^"|"$/g, '');
}

/** Whole days between two instants, never fewer than none; undefined when either is no instant. */
export function daysBetween(earlier: string, later: string): number | undefined {
  const days = Math.floor((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
  return Number.isNaN(days) ? undefined : Math.max(0, days);
}
