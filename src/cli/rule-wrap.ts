/** Lines of at most `width` characters; a word that is longer stands alone, so that it can be copied whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Paragraphs are filled anew; `Terraform: …` and its like start a line; code in fences and deep indents stays as it is. */
export function wrapProse(text: string, width: number): string[] {
  const lines: string[] = [];
  let paragraph = '';
  let fenced = false;
  const flush = () => {
    lines.push(...hanging(paragraph, width));
    paragraph = '';
  };
  for (const line of text.trim().split('\n')) {
    const isFence = /^\s*```/.test(line);
    if (isFence || fenced || /^ {2,}\S/.test(line)) {
      flush();
      if (!isFence) lines.push(`    ${line.trimEnd()}`);
      fenced = isFence ? !fenced : fenced;
      continue;
    }
    if (line.trim() === '' || isStep(line)) flush();
    if (line.trim() === '') lines.push('');
    else paragraph = paragraph === '' ? line : `${paragraph} ${line}`;
  }
  flush();
  return lines;
}

function isStep(line: string): boolean {
  return /^([A-Z][A-Za-z]+: |[-*] |\d+\. )/.test(line);
}

/** The later lines of a step stand further in. */
function hanging(paragraph: string, width: number): string[] {
  if (!isStep(paragraph)) return wrap(paragraph, width);
  const [first = '', ...rest] = wrap(paragraph, width - 2);
  return [first, ...rest.map((line) => `  ${line}`)];
}

/** A condition in lines: broken before the `&&` and `||` that are least deep, else behind commas, where it is too long for one. */
export function wrapCondition(source: string, width: number): string[] {
  const text = source.trim();
  if (text.includes('\n')) return text.split('\n').map((line) => line.trimEnd());
  if (text.length <= width) return [text];
  const { operators, commas } = breaksIn(text);
  const breaks = operators.length > 0 ? operators : commas;
  if (breaks.length === 0) return [text];
  const least = Math.min(...breaks.map(({ depth }) => depth));
  const cuts = [0, ...breaks.filter(({ depth }) => depth === least).map(({ at }) => at)];
  return cuts.flatMap((start, index) => {
    const [first = '', ...rest] = wrapCondition(text.slice(start, cuts[index + 1]), width - 2);
    const inner = index > 0 && breaks === commas ? '  ' : '';
    return [`${inner}${first}`, ...rest.map((line) => `${inner}  ${line}`)];
  });
}

interface Break {
  readonly at: number;
  /** How many brackets are open there. */
  readonly depth: number;
}

/** Where `&&` and `||` begin and where commas end, outside of texts. */
function breaksIn(text: string): { readonly operators: readonly Break[]; readonly commas: readonly Break[] } {
  const operators: Break[] = [];
  const commas: Break[] = [];
  let depth = 0;
  for (const token of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|&&|\|\||, |[([{]|[)\]}]/g)) {
    const [word] = token;
    const at = token.index;
    if (word === '&&' || word === '||') operators.push({ at, depth });
    else if (word === ', ') commas.push({ at: at + word.length, depth });
    else if ('([{'.includes(word)) depth += 1;
    else if (')]}'.includes(word)) depth -= 1;
  }
  // What begins by its operator was cut there already.
  return { operators: operators.filter(({ at }) => at > 0), commas };
}
