import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import { secretsInUserData } from '../user-data.ts';
import type { ItemReader } from './item-reader.ts';

/** Names of secrets that stand in user data. */
export function userSecrets(item: ItemReader, path: string): Fact<ListValue<string>> {
  const encoded = item.string(path, 'absent');
  if (encoded.state === 'unknown') return encoded;
  if (encoded.state === 'absent') return item.known(path, { items: [] });
  const names = secretsInUserData(encoded.value);
  if (names === undefined) return item.unknown(path, 'unreadable', 'it is packed or no text');
  const items = names.map((name): Fact<string> => known(name, item.place, item.at(path)));
  return item.known(path, { items });
}
