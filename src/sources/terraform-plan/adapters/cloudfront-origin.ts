import { absent, type Fact, known, unknown } from '../../../model/fact.ts';
import type { FactsOfFields } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { bucketOfHost, isWebsiteHost } from '../../../model/s3-hosts.ts';
import { type Blocks, isScope, readBlock, readBlocks, readString, readStrings } from '../reader.ts';
import { maskUnder } from '../redaction.ts';
import { linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';

type Origin = FactsOfFields<
  Kinds['cloudfront-distribution']['attributes']['origins']['type']['of']['fields']
>;
type Protocol = Pick<Origin, 'protocolPolicy' | 'tlsVersions'>;

/**
 * One origin. Without a block that says otherwise it is a bucket: the provider then sends an empty S3 configuration.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html
 */
export function readOrigin(at: Scope, view: PhaseView): Origin {
  const domain = readString(at, 'domain_name');
  const sort = sortOf(at, domain);
  return {
    originId: readString(at, 'origin_id'),
    domainName: domain,
    sort,
    bucketName:
      sort.state === 'known' && sort.value === 's3'
        ? bucketBehind(domain)
        : absent(at.place, `${at.prefix}domain_name`),
    accessControlId: readString(at, 'origin_access_control_id', 'absent'),
    accessIdentity: identityOf(at),
    ...protocolOf(at, view),
  };
}

function sortOf(at: Scope, domain: Fact<string>): Fact<string> {
  const path = `${at.prefix}custom_origin_config`;
  if (readBlocks(at, 's3_origin_config').items.length > 0)
    return known('s3', at.place, `${at.prefix}s3_origin_config`);
  const custom = readBlocks(at, 'custom_origin_config');
  const vpc = readVpcConfig(at);
  if (vpc.items.length > 0) return known('vpc', at.place, `${at.prefix}vpc_origin_config`);
  if (custom.items.length === 0)
    return custom.open ?? vpc.open ?? known('s3', at.place, `${at.prefix}domain_name`);
  if (domain.state === 'known')
    return known(isWebsiteHost(domain.value) ? 'website' : 'custom', at.place, path);
  const attributes = domain.state === 'unknown' ? domain.references.map(({ text }) => text) : [];
  if (attributes.some((text) => text.endsWith('.website_endpoint'))) return known('website', at.place, path);
  return attributes.length > 0 ? known('custom', at.place, path) : { ...domain, path };
}

/** Providers before 5.82 do not know the block, so their plans hold it not even as an empty list. */
function readVpcConfig(at: Scope): Blocks {
  const isNew = at.values.vpc_origin_config !== undefined || at.values.custom_origin_config === undefined;
  return isNew || maskUnder(at.unknown, 'vpc_origin_config') === true
    ? readBlocks(at, 'vpc_origin_config')
    : { items: [] };
}

/** The bucket's name, or the reference that leads to it. */
function bucketBehind(domain: Fact<string>): Fact<string> {
  if (domain.state !== 'known') return domain;
  return { ...domain, value: bucketOfHost(domain.value) };
}

function identityOf(at: Scope): Fact<string> {
  const config = readBlock(at, 's3_origin_config');
  if (config === undefined) return absent(at.place, `${at.prefix}s3_origin_config`);
  if (!isScope(config)) return config;
  return certainWhen(
    readString(config, 'origin_access_identity', 'absent'),
    'aws_cloudfront_origin_access_identity',
  );
}

/** A link that is known only after apply is set for certain where it leads to a resource of this type. */
export function certainWhen(fact: Fact<string>, ...types: readonly string[]): Fact<string> {
  if (fact.state !== 'unknown' || fact.references.length === 0) return fact;
  const leadsThere = ({ text }: { text: string }) => types.some((type) => text.includes(`${type}.`));
  return fact.references.every(leadsThere) ? { ...fact, set: true } : fact;
}

/** CloudFront signs what it asks of a bucket, and always speaks HTTPS with it where the viewer does. */
function protocolOf(at: Scope, view: PhaseView): Protocol {
  const config = readBlock(at, 'custom_origin_config');
  if (isScope(config))
    return {
      protocolPolicy: readString(config, 'origin_protocol_policy'),
      tlsVersions: readStrings(config, 'origin_ssl_protocols'),
    };
  const vpc = readVpcConfig(at);
  if (vpc.items[0] !== undefined) return protocolOfVpcOrigin(vpc.items[0], view);
  // A bucket's own configuration says that there is none of the others.
  const isBucket = readBlocks(at, 's3_origin_config').items.length > 0;
  const open = isBucket ? undefined : (config ?? vpc.open);
  const path = `${at.prefix}custom_origin_config`;
  return open === undefined
    ? { protocolPolicy: absent(at.place, path), tlsVersions: known({ items: [] }, at.place, path) }
    : { protocolPolicy: open, tlsVersions: open };
}

function protocolOfVpcOrigin(at: Scope, view: PhaseView): Protocol {
  const link = { type: 'aws_cloudfront_vpc_origin', names: ['id'] };
  const origin = linkedTo(at, 'vpc_origin_id', link, view);
  const config = origin === undefined ? undefined : readBlock(origin, 'vpc_origin_endpoint_config');
  const ssl = isScope(config) ? readBlock(config, 'origin_ssl_protocols') : undefined;
  const elsewhere = readString(at, 'vpc_origin_id');
  const cause =
    elsewhere.state === 'unknown'
      ? elsewhere
      : unknown('not-in-plan', 'the VPC origin is not in this plan', {
          place: at.place,
          path: `${at.prefix}vpc_origin_id`,
          set: true,
        });
  return {
    protocolPolicy: isScope(config) ? readString(config, 'origin_protocol_policy') : cause,
    tlsVersions: isScope(ssl) ? readStrings(ssl, 'items') : cause,
  };
}
