/** Whether the whole text fits a pattern in which `*` is any text and `?` any character. At most text times pattern steps. */
export function fits(text: string, pattern: string): boolean {
  const chars = characters(text);
  const wanted = characters(pattern);
  let at = 0;
  let index = 0;
  let star = -1;
  let retry = 0;
  while (at < chars.length) {
    const want = wanted[index];
    if (want === '*') {
      star = index++;
      retry = at;
    } else if (want !== undefined && (want === '?' || want === chars[at])) {
      index += 1;
      at += 1;
    } else if (star >= 0) {
      index = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  while (wanted[index] === '*') index += 1;
  return index === wanted.length;
}

function characters(text: string): readonly string[] | string {
  return /[\uD800-\uDFFF]/.test(text) ? [...text] : text;
}
