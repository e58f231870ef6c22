/**
 * Whether a setting of this name holds a secret in plain sight: by its name, or by the shape of its value. `undefined` stands
 * for a value that is not known yet; the name alone decides then.
 */
export function looksLikeSecret(name: string, value: string | undefined): boolean {
  if (value === undefined) return isTellingName(name);
  if (shapeOfSecret(value) !== undefined) return true;
  if (pointsElsewhere(value)) return false;
  if (isTellingName(name)) return isTellingValue(value);
  return hintsAtKey(name) && isRandom(value);
}

/** Whether a value that is not known yet may hold a password, though its name does not say so: a URL with a user in it. */
export function mayHoldPassword(name: string): boolean {
  return connectionNames.test(wordsOf(name));
}

/** What a text is by its shape alone, in words for people: "an AWS access key". The text itself is not repeated. */
export function shapeOfSecret(text: string): string | undefined {
  return shapes.find(({ pattern }) => pattern.test(text))?.what;
}

/**
 * Names in a script or a configuration text, such as user data, whose values are secrets; for a secret without a name, what it
 * is.
 */
export function secretNamesIn(text: string): readonly string[] {
  const found = new Set<string>();
  let rest = text;
  for (const pattern of [nameAndValue, assignment, option]) {
    rest = rest.replace(pattern, (whole, ...groups) => {
      const { name = '', value = '' } = groups.at(-1) as { name?: string; value?: string };
      if (isShellReference(value) || !looksLikeSecret(name, value)) return whole;
      found.add(name);
      return ' ';
    });
  }
  for (const { pattern, what } of shapes) if (pattern.test(rest)) found.add(what);
  return [...found].sort();
}

/** `{"name": "X", "value": "Y"}`, as container definitions write it. */
const nameAndValue =
  /["']?name["']?\s*[:=]\s*["'](?<name>[^"'\n]{1,200})["']\s*,?\s*["']?value["']?\s*[:=]\s*["'](?<value>[^"'\n]*)["']/gi;
/** `NAME=value`, `export NAME="value"`, `"name": "value"`, `name: value`. */
const assignment =
  /(?<![\w.-])(?<name>[A-Za-z_][\w.-]*)\\?["']?[ \t]*[:=][ \t]*(?:\\?["'](?=[^\s])|(?=[^\s"']))(?<value>[^\s"'`;,\\]*)/g;
/** `--password value`, `--password=value`. */
const option = /(?<![\w-])--(?<name>[A-Za-z][\w-]*)(?:[ \t]+|=)["']?(?<value>[^\s"'`;-][^\s"'`;]*)/g;

function isShellReference(value: string): boolean {
  return /^\$\w+$/.test(value);
}

/** The words of a name in lower case, with `_` between them; of a path, its last part. */
function wordsOf(name: string): string {
  const parts = name.split('/').filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  const text = /^(value|data|string)$/i.test(last) ? parts.slice(-2).join('_') : last;
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

const tellingNames =
  /passw(or)?d(?!less)|passphrase|(^|_)pwd($|_)|(^|_)pass$|secret(?!ar)|token(?!i[sz])|credential|api_?key|private_?key|account_?key|shared_?key|htpasswd/;

/** Names that only speak of a secret: where it lies, how long it lasts, which of its kind it is. */
const harmlessEnds = new RegExp(
  `(^|_)(${[
    'arns? ids? names? files? paths? dir(ectory)? folder location prefix suffix url uri endpoint hosts? port address domain',
    'ttl age expiry expires? expiration lifetime duration timeout interval days hours minutes seconds rotation limit length',
    'size count min max version type kind class mode format algorithm method strategy policy rules? required enabled disabled',
    'allowed optional header field column param parameter template page subject email user username login role profile region',
    'provider store manager backend source service issuer audience scopes? cache table bucket database schema alias ref',
    'reference label tag public validation validator reset',
  ]
    .join(' ')
    .replaceAll(' ', '|')})$`,
);
const harmlessStarts = /^(max|min|num|count|has|is|use|enable|disable|manage|require|allow|public)_/;

function isTellingName(name: string): boolean {
  const words = wordsOf(name);
  return tellingNames.test(words) && !harmlessEnds.test(words) && !harmlessStarts.test(words);
}

const connectionNames =
  /(^|_)(database|db|redis|amqp|rabbitmq|mongo(db)?|postgres(ql)?|pg|mysql|broker|celery_broker|sentry|smtp)_?(url|uri|dsn)$|connection_?(string|url|uri)$|(^|_)(dsn|jdbc_url)$/;

/** Words of switches and of nothing; values that are masked; URLs without a password; short numbers. */
function isTellingValue(value: string): boolean {
  const text = value.trim();
  if (/^(|true|false|yes|no|on|off|none|null|nil|n\/a|enabled|disabled|required|optional)$/i.test(text))
    return false;
  if (/^[*x•.-]{3,}$/i.test(text) || /^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return false;
  return !/^\d{1,3}$/.test(text);
}

/** Values that only say where the secret lies: ARNs, templates, paths, names in a store. */
export function pointsElsewhere(value: string): boolean {
  const text = value.trim();
  if (/^(arn:|alias\/|file:|ssm:|secretsmanager:|vault:|op:\/\/)/i.test(text)) return true;
  if (/^(\$\{|\$\(|\{\{|%\{|%\(|<[^<>]*>$)/.test(text)) return true;
  return /^\/?[a-z][a-z0-9._-]*(\/[a-z0-9._-]+)+$/.test(text) || /^\/[a-z0-9._-]+$/.test(text);
}

function hintsAtKey(name: string): boolean {
  const words = wordsOf(name);
  if (
    /(^|_)(public|kms|s3|object|cache|partition|sort|primary|foreign|idempotency|host|pub)(_|$)/.test(words)
  )
    return false;
  return /key$|(^|_)(salt|pepper|auth|authorization|bearer|hmac|cookie|license|sas|seed)($|_)/.test(words);
}

/** Long, of many characters, and no identifier that is written with dashes. */
function isRandom(value: string): boolean {
  if (!/^[A-Za-z0-9+/_=-]{20,}$/.test(value)) return false;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((some) => some.test(value)).length;
  return (classes === 3 || /^[0-9a-f]{32,}$/i.test(value)) && entropyOf(value) >= 3.2;
}

/** Bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** A password within a URL or a connection string; placeholders are none. */
const password = String.raw`(?!\$[{(\w]|[<{*%]|x{3,})[^\s"'&;@/]`;

/** Shapes that nothing but a secret has. */
const shapes: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /-----BEGIN ([A-Z0-9]+ ){0,3}PRIVATE KEY( BLOCK)?-----/, what: 'a private key' },
  { pattern: /(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/, what: 'an AWS access key' },
  { pattern: /(?<!\w)(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{22,})/, what: 'a GitHub token' },
  { pattern: /(?<!\w)glpat-[\w-]{20,}/, what: 'a GitLab token' },
  {
    pattern: /(?<!\w)xox[abeoprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/,
    what: 'a Slack token',
  },
  { pattern: /(?<!\w)[sr]k_(live|test)_[0-9A-Za-z]{16,}/, what: 'a Stripe key' },
  { pattern: /(?<!\w)AIza[\w-]{35}/, what: 'a Google API key' },
  { pattern: /(?<!\w)SG\.[\w-]{22}\.[\w-]{43}/, what: 'a SendGrid key' },
  { pattern: /(?<!\w)npm_[A-Za-z0-9]{36}/, what: 'an npm token' },
  { pattern: /(?<!\w)sk-(ant-|proj-)?[A-Za-z0-9_]{20,}/, what: 'an API key' },
  { pattern: /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/, what: 'a JSON web token' },
  {
    pattern: new RegExp(
      String.raw`(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@"'?#]{0,200}:${password}{1,500}@`,
      'i',
    ),
    what: 'a URL with a password',
  },
  {
    pattern: new RegExp(
      String.raw`[?&;](password|pwd|accountkey|sharedaccesskey)=${password}[^\s"'&;]{3,}`,
      'i',
    ),
    what: 'a connection string with a password',
  },
];
