import { type Fact, known, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { looksLikeSecret } from '../../../model/plain-secrets.ts';
import { isSecretToBe } from '../plain-secrets.ts';
import { readString } from '../reader.ts';
import { maskUnder } from '../redaction.ts';
import type { Scope } from '../scope.ts';

/** `aws_ssm_parameter`. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export function adaptSsmParameter(at: Scope): FactsOf<Kinds['ssm-parameter']> {
  const sort = readString(at, 'type');
  return {
    parameterName: readString(at, 'name'),
    sort,
    plainSecret: isPlainSecret(at, sort),
  };
}

/** Only SecureString is encrypted; the value itself is looked at here and goes no further. */
function isPlainSecret(at: Scope, sort: Fact<string>): Fact<boolean> {
  if (sort.state !== 'known') return sort.state === 'absent' ? known(false, at.place, 'type') : sort;
  if (sort.value === 'SecureString') return known(false, at.place, 'type');
  const name = typeof at.values.name === 'string' ? at.values.name : '';
  const key = ['value', 'insecure_value'].find((one) => typeof at.values[one] === 'string');
  if (key !== undefined) return known(looksLikeSecret(name, String(at.values[key])), at.place, key);
  const written =
    maskUnder(at.unknown, 'value') === true && isWritten(at, 'value') ? 'value' : 'insecure_value';
  const told = isWritten(at, written) ? isSecretToBe(at, written, name) : looksLikeSecret(name, undefined);
  if (told === true) return known(true, at.place, 'name');
  if (told === false && isWritten(at, written)) return known(false, at.place, written);
  if (told !== false) return told;
  return unknown('unreadable', 'its value is write-only: plans never hold it', {
    place: at.place,
    path: 'value_wo',
    set: true,
  });
}

function isWritten(at: Scope, key: string): boolean {
  return at.resolver.written(at.resource, [key]).how !== 'unset';
}
