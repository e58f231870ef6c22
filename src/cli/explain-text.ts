import type { Place } from '../model/fact.ts';
import { oneLine, truncateEnd } from '../reporters/text.ts';
import type { StepAnswer } from './explain-value.ts';

const longestValue = 120;

/** A thing and what it came to: `resource.port = 5432`, `resource.port is absent`. */
export function assigned(name: string, answer: StepAnswer, is: '=' | '→' = '='): string {
  switch (answer.state) {
    case 'absent':
      return `${name} is absent`;
    case 'not-asked':
      return `${name} was not asked`;
    case 'unknown':
      return `${name} is unknown: ${answer.because.join('; ')}`;
    case 'known':
      return `${name} ${answer.resources === undefined ? is : '→'} ${knownText(answer)}`;
  }
}

function knownText(answer: Extract<StepAnswer, { state: 'known' }>): string {
  const { value, sensitive, default: isDefault, open, candidates, resources } = answer;
  if (sensitive === true) return '(sensitive)';
  const text = truncateEnd(
    oneLine(resources === undefined ? valueText(value) : namesText(value)),
    longestValue,
  );
  if (open === undefined) return isDefault === true ? `${text} (by default)` : text;
  const among = candidates === undefined ? '' : ` among ${valueText(candidates)}`;
  return `${text}, and perhaps more${among} (${open})`;
}

function namesText(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}

/** Values as conditions write them; lists of things with attributes are counted, and their elements told where they matter. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) {
    if (value.some(isRecord))
      return `a list of ${value.includes('…') ? `more than ${value.length - 1}` : value.length}`;
    return `[${value.map((item) => (item === '…' ? '…' : valueText(item))).join(', ')}]`;
  }
  if (!isRecord(value)) return value === null ? 'absent' : (JSON.stringify(value) ?? '');
  const entries = Object.entries(value).filter(([, one]) => !isEmpty(one));
  return `{${entries.map(([name, one]) => `${name}: ${valueText(one)}`).join(', ')}}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === null || (Array.isArray(value) && value.length === 0);
}

/** What a fact was read from, and by what. */
export function placeText(place: Place): string {
  switch (place.source) {
    case 'terraform-plan':
      return `${place.address}, ${place.phase === 'before' ? 'before the plan' : 'as planned'}`;
    case 'aws-account':
      return [place.id, apiText(place.api), place.region, place.readAt]
        .filter((part) => part !== '')
        .join(' · ');
    case 'repository':
      return `${place.file}:${place.line}`;
    case 'example':
      return place.name;
  }
}

function apiText(api: string): string {
  return api.startsWith('config:Select') ? `AWS Config (${api})` : api;
}
