import { withCommas } from '../text.ts';
import { sourceHash, token } from './anchors.ts';
import { type Html, html, plain } from './markup.ts';
import { pageScript } from './script.ts';
import { pageStyle } from './style.ts';

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
}

/** A page's head: nothing from anywhere may be loaded or run but the style and the script that stand in it. */
export function opening(title: Html, extraStyle: string): string {
  const style = `${pageStyle}\n${extraStyle}`;
  // https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP: a hash is of the text between the tags, byte for byte.
  const policy = [
    "default-src 'none'",
    `style-src ${sourceHash(style)}`,
    `script-src ${sourceHash(pageScript)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${plain(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
`;
  return `${head.html}<style>${style}</style>\n</head>\n<body>\n<a class="skip" href="#main">To the report</a>\n`;
}

/** Links to what stands on the page. */
export function navigation(entries: readonly Entry[]): Html {
  const items = entries.map(
    ({ id, title, count }) =>
      html`<li><a href="#${token(id)}">${title}${count !== undefined && html` <span class="many">${withCommas(count)}</span>`}</a></li>`,
  );
  return html`<nav aria-label="Sections"><ul>${items}</ul></nav>\n`;
}

export function closing(tool: string): string {
  const words = html`<footer><p>Written by ${tool}. The JSON report holds the same and every finding for programs.</p></footer>\n`;
  return `</main>\n${words.html}<script>${pageScript}</script>\n</body>\n</html>\n`;
}
