import { isRecord } from './plain.ts';

/** AWS Config describes its own recorder in capitals, as CloudFormation does; its API writes small letters. */
export function inSmallLetters(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSmallLetters);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      `${key.charAt(0).toLowerCase()}${key.slice(1)}`,
      inSmallLetters(inner),
    ]),
  );
}
