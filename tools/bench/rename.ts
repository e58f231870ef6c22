import type { Recording } from '../../src/sources/aws-account/answer.ts';

/** A text of the sample account as it is in one of its copies; the first copy is the sample itself. */
export type Renamer = (text: string, copy: number) => string;

/**
 * Gives each copy its own names and ids, and the same name the same one wherever it stands, so that copies link to
 * themselves and not to each other. Names begin with `caja-`, ids hold hexadecimal digits; whatever has neither is listed.
 */
export function renamer(sample: Recording): Renamer {
  const names = [...namesIn(sample)].sort((a, b) => b.length - a.length);
  const words = [
    'caja-(?:prod|staging|dev)',
    'caja-',
    '(?<![0-9a-zA-Z])(?=[0-9]*[a-fA-F])(?=[a-fA-F]*[0-9])[0-9a-f]{8,}(?![g-zG-Z])',
    '(?<![0-9a-zA-Z])(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[0-9A-Z]{12,}(?![0-9a-zA-Z])',
    ...names.map((name) => `(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`),
  ];
  const pattern = new RegExp(words.join('|'), 'g');
  return (text, copy) => (copy === 0 ? text : text.replace(pattern, (found) => renamed(found, copy)));
}

function renamed(found: string, copy: number): string {
  if (found === 'caja-') return `caja-${copy}-`;
  const mark = copy.toString(16).padStart(6, '0');
  if (/^[0-9a-f]{8,}$/.test(found)) return mark + found.slice(6);
  // AIDA…, ANPA…, E…: what they begin with says what they are.
  if (/^[0-9A-Z]{12,}$/.test(found)) return found.slice(0, 4) + mark.toUpperCase() + found.slice(10);
  return `${found}-${copy}`;
}

/** Names that neither begin as Caja's do nor hold an id: users, mostly. AWS's own stay what they are. */
function namesIn(sample: Recording): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { output } of sample.answers) {
    // Rows of AWS Config are text within text.
    const text = JSON.stringify(output ?? null).replaceAll('\\"', '"');
    for (const [, name] of text.matchAll(
      /"(?:UserName|RoleName|GroupName|PolicyName|DomainName|resourceName|FunctionName|CacheClusterId|BudgetName)":"([\w.@+=/-]+)"/g,
    ))
      if (name !== undefined && isOwn(name)) names.add(name);
  }
  return names;
}

function isOwn(name: string): boolean {
  return !/caja-|^AWS|^Amazon|^default|^alias\/aws|[0-9a-f]{8,}|Access$/.test(name) && name.length > 3;
}
