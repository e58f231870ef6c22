import { refuse } from './refusal.ts';

/** A stretch of a template: literal text, or an expression with where it begins. */
export type Piece = { readonly text: string } | { readonly expression: string; readonly offset: number };

/** Cuts a sentence at its placeholders. `{{` and `}}` are literal braces. */
export function split(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let index = 0;
  while (index < source.length) {
    const char = source[index];
    if (char !== '{' && char !== '}') {
      text += char;
      index += 1;
    } else if (source[index + 1] === char) {
      text += char;
      index += 2;
    } else if (char === '}') {
      refuse({ start: index, end: index + 1 }, 'this brace closes nothing', 'Write `}}` for a plain brace.');
    } else {
      const end = closingBrace(source, index);
      if (text !== '') pieces.push({ text });
      text = '';
      pieces.push({ expression: source.slice(index + 1, end), offset: index + 1 });
      index = end + 1;
    }
  }
  if (text !== '') pieces.push({ text });
  return pieces;
}

function closingBrace(source: string, open: number): number {
  let quote = '';
  for (let index = open + 1; index < source.length; index++) {
    const char = source[index] ?? '';
    if (quote !== '') {
      if (char === '\\') index += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === '}') {
      return index;
    }
  }
  return refuse(
    { start: open, end: source.length },
    'this placeholder is not closed',
    'Write `{{` for a plain brace.',
  );
}
