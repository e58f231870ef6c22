import type { Fact } from '../../../model/fact.ts';
import type { FactsOfFields } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { bucketOfHost, isWebsiteHost } from '../../../model/s3-hosts.ts';
import type { ItemReader } from './item-reader.ts';

type Origin = FactsOfFields<
  Kinds['cloudfront-distribution']['attributes']['origins']['type']['of']['fields']
>;
type Protocol = Pick<Origin, 'protocolPolicy' | 'tlsVersions'>;

/** CloudFront always writes these, as empty text where nothing is set: what is missing is not known. */
export function textOrNone(at: ItemReader, path: string): Fact<string> {
  return at.json(path) === '' ? at.absent(path) : at.string(path);
}

/** One origin. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html */
export function readOrigin(at: ItemReader): Origin {
  const domainName = at.string('domainName');
  const sort = sortOf(at, domainName);
  const isBucket = sort.state === 'known' ? sort.value === 's3' : undefined;
  const ofBucket = (read: () => Fact<string>): Fact<string> => {
    if (isBucket === undefined) return sort;
    return isBucket ? read() : at.absent('s3OriginConfig');
  };
  return {
    originId: at.string('id'),
    domainName,
    sort,
    bucketName: ofBucket(() =>
      domainName.state === 'known' ? at.known('domainName', bucketOfHost(domainName.value)) : domainName,
    ),
    accessControlId: textOrNone(at, 'originAccessControlId'),
    accessIdentity: ofBucket(() => textOrNone(at, 's3OriginConfig.originAccessIdentity')),
    ...protocolOf(at, sort),
  };
}

/** An origin has one configuration, that of its sort; website endpoints are custom origins for CloudFront. */
function sortOf(at: ItemReader, domain: Fact<string>): Fact<string> {
  if (at.within('s3OriginConfig') !== undefined) return at.known('s3OriginConfig', 's3');
  if (at.within('vpcOriginConfig') !== undefined) return at.known('vpcOriginConfig', 'vpc');
  if (at.within('customOriginConfig') === undefined)
    return at.unknown('', 'not-recorded', "AWS Config's item does not say what sort of origin it is");
  if (domain.state !== 'known') return domain;
  return at.known('customOriginConfig', isWebsiteHost(domain.value) ? 'website' : 'custom');
}

/** CloudFront signs what it asks of a bucket, and always speaks HTTPS with it where the viewer does. */
function protocolOf(at: ItemReader, sort: Fact<string>): Protocol {
  const path = 'customOriginConfig';
  if (sort.state !== 'known') return { protocolPolicy: sort, tlsVersions: sort as Fact<never> };
  if (sort.value === 's3')
    return { protocolPolicy: at.absent(path), tlsVersions: at.known(path, { items: [] }) };
  if (sort.value !== 'vpc')
    return {
      protocolPolicy: at.string(`${path}.originProtocolPolicy`),
      tlsVersions: at.strings(`${path}.originSslProtocols.items`),
    };
  const detail = 'AWS Config does not record how CloudFront speaks with origins in a VPC';
  const cause = at.unknown('vpcOriginConfig', 'not-recorded', detail);
  return { protocolPolicy: cause, tlsVersions: cause };
}
