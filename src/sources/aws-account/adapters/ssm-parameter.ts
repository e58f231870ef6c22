import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { looksLikeSecret } from '../../../model/plain-secrets.ts';
import type { ItemReader } from './item-reader.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterMetadata.html */
export function adaptSsmParameter(item: ItemReader): FactsOf<Kinds['ssm-parameter']> {
  const sort = item.string('Type');
  return {
    parameterName: item.string('Name'),
    sort,
    plainSecret: isPlainSecret(item, sort),
  };
}

/** Values are never read, so that a harmless name proves nothing. */
function isPlainSecret(item: ItemReader, sort: Fact<string>): Fact<boolean> {
  if (sort.state !== 'known') return sort.state === 'absent' ? item.known('Type', false) : sort;
  if (sort.value === 'SecureString') return item.known('Type', false);
  const name = item.json('Name');
  if (typeof name === 'string' && looksLikeSecret(name, undefined)) return item.known('Name', true);
  return item.unknown(
    'Name',
    'not-read',
    'its name is none of a secret, and values of parameters are not read',
  );
}
