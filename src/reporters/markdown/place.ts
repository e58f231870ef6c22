import type { Finding, FindingResource } from '../../model/report.ts';
import { oneLine } from '../text.ts';
import { code } from './escape.ts';
import type { MarkdownOptions } from './options.ts';

/** `main.tf:12`, as a link to that line where the repository is known; empty where no source declares it. */
export function lineOf(
  finding: Finding,
  { repository }: MarkdownOptions,
  room: 'whole' | 'column' = 'whole',
): string {
  const [place] = finding.locations;
  if (place === undefined) return '';
  const path = encodedPath(place.file);
  if (repository === undefined || path === undefined) return code(`${place.file}:${place.line}`);
  // The link has the whole path.
  const text = code(`${room === 'whole' ? place.file : tailOf(place.file)}:${place.line}`);
  // A link to a commit still shows the line that was judged when the branch has moved on.
  // https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files
  return `[${text}](${repository.uri}/blob/${repository.revision}/${path}#L${place.line})`;
}

/** Paths differ at their end. */
function tailOf(file: string): string {
  const parts = file.split('/');
  return parts.length <= 2 ? file : `…/${parts.slice(-2).join('/')}`;
}

/** Undefined for what is no plain path inside of the repository. */
function encodedPath(file: string): string | undefined {
  const parts = file.split('/');
  if (oneLine(file) !== file || parts.some((part) => ['', '.', '..'].includes(part))) return undefined;
  // Brackets would end a Markdown link, and encodeURIComponent leaves them as they are.
  const encode = (part: string) =>
    encodeURIComponent(part).replace(
      /[()'*!]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return parts.map(encode).join('/');
}

/** The resource as people know it, and whether Terraform knows a live one. */
export function resourceOf(resource: FindingResource, notes: readonly string[] = []): string {
  const { label, address, stack, managed } = resource;
  const declared =
    managed === true && address !== undefined && address !== label
      ? `<br>${code(address)}${stack === undefined ? '' : ` in ${code(stack)}`}`
      : '';
  const words = [...notes, ...(managed === false ? ['not in Terraform'] : [])];
  const marks = words.length === 0 ? '' : ` <sup>${words.join(', ')}</sup>`;
  return `${code(label)}${marks}${declared}`;
}
