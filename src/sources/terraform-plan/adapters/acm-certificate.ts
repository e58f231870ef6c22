import { type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readString, readStrings } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

export const validation: Link = {
  type: 'aws_acm_certificate_validation',
  by: 'certificate_arn',
  owner: ['arn', 'id'],
};

/** `aws_acm_certificate`. https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html */
export function adaptAcmCertificate(at: Scope, view: PhaseView): FactsOf<Kinds['acm-certificate']> {
  const region = view.at(at.resource.address)?.region;
  return {
    domainNames: domainNames(at),
    validation: validationOf(at),
    daysLeft: unknown('not-recorded', 'days run on, and a plan does not', {
      place: at.place,
      path: 'not_after',
    }),
    region:
      region === undefined
        ? unknown('not-in-plan', 'the plan does not tell the region of its provider', {
            place: at.place,
            path: 'provider',
          })
        : known(region, at.place, 'provider'),
  };
}

/** Listeners and distributions wait for a certificate by its validation, which hands its ARN on. */
export function aliasesOfCertificate(at: Scope, view: PhaseView): readonly string[] {
  return attachedTo(at, validation, view).items.map(({ resource }) => resource.address);
}

/** An imported certificate names its hosts in its body alone. */
function domainNames(at: Scope): Fact<ListValue<string>> {
  const first = readString(at, 'domain_name', {
    unknown: 'known only after apply: the certificate names them',
  });
  const others = readStrings(at, 'subject_alternative_names');
  if (others.state !== 'known') return others.state === 'unknown' ? { ...others } : others;
  const names = [first, ...others.value.items];
  const items = names.filter(
    (name, index) =>
      name.state !== 'known' ||
      names.findIndex((other) => other.state === 'known' && other.value === name.value) === index,
  );
  if (first.state === 'unknown' && first.references.length === 0)
    return known({ items: [], open: first }, at.place, 'domain_name');
  const { open } = others.value;
  return known(open === undefined ? { items } : { items, open }, at.place, 'domain_name');
}

const byType: Readonly<Record<string, string>> = { IMPORTED: 'NONE', PRIVATE: 'PRIVATE' };

function validationOf(at: Scope): Fact<string> {
  const type = readString(at, 'type');
  const told = type.state === 'known' ? byType[type.value] : undefined;
  if (told !== undefined) return known(told, at.place, type.path);
  const imported = readString(at, 'certificate_body', 'absent');
  if (imported.state !== 'absent')
    return imported.state === 'unknown' && imported.set !== true
      ? imported
      : known('NONE', at.place, 'certificate_body');
  const authority = readString(at, 'certificate_authority_arn', 'absent');
  if (authority.state !== 'absent')
    return authority.state === 'unknown' && authority.set !== true
      ? authority
      : known('PRIVATE', at.place, 'certificate_authority_arn');
  return readString(at, 'validation_method');
}
