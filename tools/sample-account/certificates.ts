import { oldTags } from './balancers.ts';
import { type Row, row } from './rows.ts';
import { arnOf, cajaTags, edge, home, type Tags, uuid } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

const hosts: Readonly<Record<string, string>> = {
  [home]: 'api.caja.example.com',
  [edge]: 'caja.example.com',
};

/** One for viewers, in the region of CloudFront, one for the API. */
export function certificateArn(region: string): string {
  return arnOf('acm', `certificate/${uuid(`certificate ${region}`)}`, region);
}

/** Bought elsewhere, and about to end. */
export const boughtCertificate = arnOf('acm', `certificate/${uuid('certificate reports')}`, edge);

/** Certificates of ACM. */
export function certificateRows(): readonly Row[] {
  const own = [home, edge].map((region) => {
    const domainName = hosts[region] ?? '';
    return certificateRow(certificateArn(region), cajaTags('web', domainName), {
      domainName,
      type: 'AMAZON_ISSUED',
      notAfter: '2027-06-01T23:59:59.000Z',
      domainValidationOptions: [{ domainName, validationMethod: 'DNS', validationStatus: 'SUCCESS' }],
    });
  });
  const bought = certificateRow(boughtCertificate, oldTags, {
    domainName: 'reports.example.net',
    type: 'IMPORTED',
    notAfter: '2026-12-04T23:59:59.000Z',
  });
  return [...own, bought];
}

function certificateRow(arn: string, tags: Tags, own: Json): Row {
  return row('AWS::ACM::Certificate', {
    id: arn,
    arn,
    region: arn.split(':')[3] ?? home,
    tags,
    tagsIn: 'supplementary.Tags',
    configuration: {
      certificateArn: arn,
      subjectAlternativeNames: [own.domainName],
      status: 'ISSUED',
      ...own,
    },
  });
}
