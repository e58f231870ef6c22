import { secretNamesIn } from '../../model/plain-secrets.ts';

/** First line of what is kept of user data: the names of its secrets follow, each on its line. */
const kept = '# user data: the names of its secrets alone are kept';
/** Kept of user data that is packed or no text. */
const packed = '# user data: packed or no text';

/**
 * What is kept of user data, encoded as the API gives it: the names of its secrets, never a value. Whoever may describe the
 * instance can read user data, so a recording must not become another copy of it.
 */
export function withoutUserData(encoded: string): string {
  const names = secretsInUserData(encoded);
  return Buffer.from(names === undefined ? packed : [kept, ...names].join('\n')).toString('base64');
}

/** The names of secrets in user data; undefined where nobody can read it. */
export function secretsInUserData(encoded: string): readonly string[] | undefined {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return text === packed ? undefined : (keptNames(text) ?? namesIn(text));
}

/** Names, and in words what has none: "a private key". A script that begins with the same line has other lines too. */
const name = /^(?:[A-Za-z_][\w.-]*|an? [A-Za-z ]+)$/;

function keptNames(text: string): readonly string[] | undefined {
  const [first, ...names] = text.split('\n');
  return first === kept && names.every((line) => name.test(line)) ? names : undefined;
}

/** Packed user data begins with gzip's two bytes, which are no text. */
function namesIn(text: string): readonly string[] | undefined {
  return text.includes('\u0000') || text.includes('\ufffd') ? undefined : secretNamesIn(text);
}
