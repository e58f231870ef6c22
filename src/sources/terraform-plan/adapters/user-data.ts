import { createHash } from 'node:crypto';
import { type Fact, type Known, known, type ListValue, unknown } from '../../../model/fact.ts';
import { secretNamesIn } from '../../../model/plain-secrets.ts';
import { readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** Names of secrets that stand in user data, which everyone who may describe the instance can read. */
export function userSecrets(at: Scope, plain: string | undefined, encoded: string): Fact<ListValue<string>> {
  const text = plain === undefined ? undefined : readString(at, plain, 'absent');
  if (text?.state === 'unknown') return text;
  if (text?.state === 'known') return namesIn(at, text, unhashed(at, text));
  const packed = readString(at, encoded, 'absent');
  if (packed.state === 'unknown') return packed;
  if (packed.state === 'absent') return known({ items: [] }, at.place, packed.path);
  return namesIn(at, packed, Buffer.from(packed.value, 'base64').toString('utf8'));
}

/**
 * The provider shows a hash of user data, in plans as well; a text that holds no reference stands in the configuration.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance
 */
function unhashed(at: Scope, text: Known<string>): string {
  if (!hash.test(text.value)) return text.value;
  const written = at.resolver.written(at.resource, [text.path]);
  if (written.how !== 'constant' || typeof written.value !== 'string') return text.value;
  const isIt = createHash('sha1').update(written.value).digest('hex') === text.value;
  return isIt ? written.value : text.value;
}

const hash = /^[0-9a-f]{40}$/;

function namesIn(at: Scope, from: Fact<string>, text: string): Fact<ListValue<string>> {
  const where = { place: at.place, path: from.path, set: true };
  if (hash.test(text)) return unknown('not-in-plan', 'Terraform shows a hash of it alone', where);
  // Packed user data begins with gzip's two bytes, which are no text.
  if (text.includes('\u0000') || text.includes('\ufffd'))
    return unknown('unreadable', 'it is packed or no text', where);
  const items = secretNamesIn(text).map((name): Fact<string> => known(name, at.place, from.path));
  return known({ items }, at.place, from.path);
}
