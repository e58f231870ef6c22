import { createHash } from 'node:crypto';

/** A name fit for an `id`, a fragment and a selector in quotes; different names never give the same. */
export function token(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9._/-]+/g, '_').slice(0, 80);
  return safe === name && safe !== '' ? safe : `${safe}_${digest(name)}`;
}

/** What tells a finding from others, the same in every run: links to it keep their meaning. */
export function findingAnchor(rule: string, key: string): string {
  return `f-${digest(`${rule}\n${key}`)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Content Security Policy names inline text by it. */
export function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
