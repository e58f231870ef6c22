import type { Finding, FindingResource } from '../../model/report.ts';
import { lineLink } from '../source-link.ts';
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
  const link = repository === undefined ? undefined : lineLink(place, repository);
  if (link === undefined) return code(`${place.file}:${place.line}`);
  // The link has the whole path.
  const text = code(`${room === 'whole' ? place.file : tailOf(place.file)}:${place.line}`);
  return `[${text}](${link})`;
}

/** Paths differ at their end. */
function tailOf(file: string): string {
  const parts = file.split('/');
  return parts.length <= 2 ? file : `…/${parts.slice(-2).join('/')}`;
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
