import { type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { toInstant } from '../normalise-values.ts';
import type { ItemReader } from './item-reader.ts';
import { regionOf } from './rds-parts.ts';

type Certificate = FactsOf<Kinds['acm-certificate']>;

/** `AWS::ACM::Certificate` of AWS Config. https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html */
export function adaptAcmCertificate(item: ItemReader): Certificate {
  return {
    domainNames: domainNames(item),
    validation: validation(item),
    daysLeft: daysLeft(item),
    region: regionOf(item),
  };
}

/** The first name stands among the alternative ones as well. */
function domainNames(item: ItemReader): Certificate['domainNames'] {
  const path = 'configuration.domainName';
  const first = item.string(path);
  const others = item.strings('configuration.subjectAlternativeNames');
  if (others.state === 'unknown') return known({ items: [first], open: others }, item.place, item.at(path));
  const names = others.state === 'known' ? others.value.items : [];
  const isFirst = (name: Fact<string>) =>
    name.state === 'known' && first.state === 'known' && name.value === first.value;
  return item.known(path, { items: [first, ...names.filter((name) => !isFirst(name))] });
}

/** Imported ones and those of a private authority are proved by nobody. */
const byType: Readonly<Record<string, string>> = { IMPORTED: 'NONE', PRIVATE: 'PRIVATE' };

/** One name that is proved by e-mail is enough to need somebody. */
function validation(item: ItemReader): Fact<string> {
  const type = item.string('configuration.type');
  if (type.state !== 'known') return type;
  const told = Object.hasOwn(byType, type.value) ? byType[type.value] : undefined;
  if (told !== undefined) return item.known('configuration.type', told);
  const path = 'configuration.domainValidationOptions';
  const options = item.list(path, (option) => option.string('validationMethod'));
  if (options.state !== 'known') return options;
  const methods = options.value.items.map((option) => (option.state === 'known' ? option.value : option));
  const byMail = methods.find((method) => method.state === 'known' && method.value === 'EMAIL');
  const untold = methods.find((method) => method.state !== 'known');
  const [first] = methods;
  if (byMail ?? untold) return (byMail ?? untold) as Fact<string>;
  const isSame = methods.every(
    (method) => method.state === 'known' && first?.state === 'known' && method.value === first.value,
  );
  if (first !== undefined && isSame) return first;
  return item.unknown(path, 'not-recorded', "AWS Config's item does not say how ACM proves the names");
}

/** Until it ends from when it was read, never from now; a certificate that was not issued yet has no end. */
function daysLeft(item: ItemReader): Fact<number> {
  const path = 'configuration.notAfter';
  const end = toInstant(item.json(path));
  const { place } = item;
  if (end === undefined || place.source !== 'aws-account')
    return item.unknown(path, 'not-recorded', "AWS Config's item does not say when the certificate ends");
  return item.known(path, Math.floor((Date.parse(end) - Date.parse(place.readAt)) / 86_400_000));
}
