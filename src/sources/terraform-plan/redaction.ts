import type { Json, JsonObject } from './plan.ts';

/** Attribute and tag names whose text is a secret, whatever the plan's masks say; the provider's own marks are among them. */
const secretNames =
  /passw|secret|token|credential|private_?key|api_?key|access_?key|auth_?key|key_material|license_key|connection_string/i;

/** Names that only speak of secrets: references to them, and switches. */
const harmlessNames = /(_arn|_id|_ids|_version|_name|_type)$|^manage_/i;

const seen = new Map<string, boolean>();

/** Whether a text under this name must not be shown. */
export function isSecretName(name: string): boolean {
  let secret = seen.get(name);
  if (secret === undefined) {
    secret = secretNames.test(name) && !harmlessNames.test(name);
    // Tag keys come from the plan: bound what is kept of them.
    if (seen.size < 5000) seen.set(name, secret);
  }
  return secret;
}

/** The part of a mask that lies under a key; a mask that is `true` covers everything below it. */
export function maskUnder(mask: Json | undefined, key: string | number): Json {
  if (mask === true) return true;
  if (typeof mask !== 'object' || mask === null) return false;
  return (mask as JsonObject)[key] ?? false;
}

/** Whether anything at or below this point is masked. */
export function masksAnything(mask: Json | undefined): boolean {
  if (mask === true) return true;
  if (typeof mask !== 'object' || mask === null) return false;
  for (const key in mask) if (masksAnything((mask as JsonObject)[key])) return true;
  return false;
}
