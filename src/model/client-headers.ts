/** Headers that every client sends by itself: one of them proves nothing about who is asking. */
const ordinary =
  /^(accept(-.*)?|cache-control|connection|content-.*|cookie|date|dnt|expect|forwarded|from|host|if-.*|origin|pragma|priority|range|referer|sec-.*|te|upgrade(-.*)?|user-agent|via|x-amzn-trace-id|x-forwarded-.*|x-requested-with)$/i;

/** Whether a header of this name is there only where somebody agreed upon it. */
export function isAgreedHeader(name: string): boolean {
  return !ordinary.test(name.trim());
}

/** Whether a value, in which * and ? stand for anything, is one that somebody chose. */
export function isChosenValue(value: string): boolean {
  return /[^*?]/.test(value);
}
