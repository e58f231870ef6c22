import type { FileLine } from '../model/location.ts';
import { oneLine } from './text.ts';

/** Where a repository's source can be looked at: `https://github.com/caja/infrastructure` and forty hexadecimal digits. */
export interface SourceRepository {
  readonly uri: string;
  readonly revision: string;
}

/**
 * The address of a line on GitHub; undefined for what is no plain path inside of the repository. A link to a commit still shows
 * the line that was judged when the branch has moved on.
 * https://docs.github.com/en/repositories/working-with-files/using-files/getting-permanent-links-to-files
 */
export function lineLink(
  { file, line }: Pick<FileLine, 'file' | 'line'>,
  { uri, revision }: SourceRepository,
): string | undefined {
  const parts = file.split('/');
  if (oneLine(file) !== file || parts.some((part) => ['', '.', '..'].includes(part))) return undefined;
  return `${uri}/blob/${revision}/${parts.map(encoded).join('/')}#L${line}`;
}

/** Brackets would end a Markdown link, and encodeURIComponent leaves them as they are. */
function encoded(part: string): string {
  return encodeURIComponent(part).replace(
    /[()'*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
