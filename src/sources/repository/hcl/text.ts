const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** The text of a quoted string without interpolation: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
export function unquoted(written: string): string {
  const inner = written.startsWith('"') ? written.slice(1, -1) : written;
  if (!/[\\$%]/.test(inner)) return inner;
  return inner.replace(
    /\\u([\da-fA-F]{4})|\\U([\da-fA-F]{8})|\\(.)|([$%])\4\{/gs,
    (whole: string, short?: string, long?: string, escaped?: string, mark?: string) => {
      const hex = short ?? long;
      if (hex !== undefined) return character(Number.parseInt(hex, 16), whole);
      return mark === undefined ? (escapes[escaped ?? ''] ?? whole) : `${mark}{`;
    },
  );
}

function character(code: number, otherwise: string): string {
  return code > 0x10ffff ? otherwise : String.fromCodePoint(code);
}

/** The text of a heredoc without interpolation; after `<<-` the smallest indentation is taken off every line. */
export function heredocText(written: string): string {
  const start = written.indexOf('\n') + 1;
  const end = written.lastIndexOf('\n') + 1;
  const text = written.slice(start, Math.max(start, end));
  const lines = text.split('\n').slice(0, -1);
  const plain = lines.map((line) => `${line.replace(/([$%])\1\{/g, '$1{')}\n`);
  if (!written.startsWith('<<-')) return plain.join('');
  const indents = lines.map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  return plain.map((line) => line.slice(least)).join('');
}
