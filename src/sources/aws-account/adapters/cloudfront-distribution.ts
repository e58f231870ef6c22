import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import { cloudfrontDistribution } from '../../../model/kinds/cloudfront-distribution.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBehavior } from './cloudfront-behavior.ts';
import { accessLogs, additionalMetrics } from './cloudfront-logging.ts';
import { readOrigin, textOrNone } from './cloudfront-origin.ts';
import type { ItemView } from './config-kind.ts';
import type { RegionAnswers } from './evidence.ts';
import type { ItemReader } from './item-reader.ts';
import { unknownFacts } from './unknown-facts.ts';

type Distribution = FactsOf<Kinds['cloudfront-distribution']>;

/** `AWS::CloudFront::Distribution` of AWS Config. */
export function adaptCloudfrontDistribution(
  item: ItemReader,
  { answers }: Pick<ItemView, 'answers'>,
): Readonly<Record<string, Fact>> {
  const path = 'configuration.distributionConfig';
  const config = item.within(path);
  const id = item.string('configuration.id');
  if (config !== undefined) return readConfig(config, id, answers);
  const why = { reason: 'not-recorded', detail: "AWS Config's item came without its configuration" } as const;
  return unknownFacts(cloudfrontDistribution, item.place, path, why);
}

/** An element of `cloudfront:ListDistributions`, which holds its configuration but for the root object and the logging. */
export function adaptListedDistribution(
  item: ItemReader,
  { answers }: Pick<ItemView, 'answers'>,
): Distribution {
  return readConfig(item, item.string('Id'), answers);
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html */
function readConfig(config: ItemReader, id: Fact<string>, answers: RegionAnswers): Distribution {
  const origins = config.list('origins.items', (origin) => ({ fields: readOrigin(origin) }));
  const behaviors = readBehaviors(config, answers);
  const webAclArn = textOrNone(config, 'webACLId');
  return {
    enabled: config.bool('enabled'),
    ipv6: config.bool('isIPV6Enabled'),
    defaultRootObject: textOrNone(config, 'defaultRootObject'),
    aliases: config.strings('aliases.items', whenNone(config, 'aliases')),
    ...certificate(config),
    webAclArn,
    classicWebAcl: isClassic(webAclArn),
    accessLogs: accessLogs(config, answers),
    additionalMetrics: additionalMetrics(id, answers),
    origins,
    behaviors,
    cachePolicyIds: gathered(behaviors, 'cachePolicyId'),
    originBuckets: gathered(origins, 'bucketName'),
    accessControlIds: gathered(origins, 'accessControlId'),
  };
}

/** CloudFront counts what it lists, and leaves the list itself out where there is nothing in it. */
function whenNone(config: ItemReader, path: string): 'empty' | undefined {
  const quantity = config.int(`${path}.quantity`);
  return quantity.state === 'known' && quantity.value === 0 ? 'empty' : undefined;
}

type Certificate = Pick<Distribution, 'certificateArn' | 'defaultCertificate' | 'minimumTlsVersion'>;

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html */
function certificate(config: ItemReader): Certificate {
  const path = 'viewerCertificate';
  const minimumTlsVersion = config.string(`${path}.minimumProtocolVersion`);
  const isOwn = config.bool(`${path}.cloudFrontDefaultCertificate`);
  if (config.within(path) === undefined)
    return { certificateArn: isOwn as Fact<never>, defaultCertificate: isOwn, minimumTlsVersion };
  // Fields of before 2016, which stand beside the new ones: `certificate` and where it is from.
  const isFromAcm = config.json(`${path}.certificateSource`) === 'acm';
  const named = config.string(`${path}.acmCertificateArn`, 'absent');
  const certificateArn = named.state === 'absent' && isFromAcm ? config.string(`${path}.certificate`) : named;
  const fromIam = config.string(`${path}.iamCertificateId`, 'absent');
  const isOther = certificateArn.state === 'known' || fromIam.state === 'known';
  return {
    certificateArn,
    defaultCertificate: isOther ? config.known(`${path}.cloudFrontDefaultCertificate`, false) : isOwn,
    minimumTlsVersion,
  };
}

/** Web ACLs of WAF Classic are named by their bare id, those of WAFv2 by ARN. */
function isClassic(acl: Fact<string>): Fact<boolean> {
  if (acl.state === 'absent') return known(false, acl.place, acl.path);
  return acl.state === 'known' ? known(!acl.value.startsWith('arn:'), acl.place, acl.path) : acl;
}

function readBehaviors(config: ItemReader, answers: RegionAnswers): Distribution['behaviors'] {
  const path = 'defaultCacheBehavior';
  const usual = config.within(path);
  const last =
    usual === undefined
      ? config.unknown(path, 'not-recorded', "AWS Config's item does not hold the default behaviour")
      : config.known(path, { fields: readBehavior(usual, true, answers) });
  const others = config.list(
    'cacheBehaviors.items',
    (behavior) => ({ fields: readBehavior(behavior, false, answers) }),
    whenNone(config, 'cacheBehaviors'),
  );
  return others.state === 'known'
    ? config.known(path, { items: [...others.value.items, last] })
    : config.known(path, others.state === 'unknown' ? { items: [last], open: others } : { items: [last] });
}

type Structs = Fact<ListValue<{ readonly fields: Readonly<Record<string, Fact>> }>>;

/** One attribute of every element that has it, so that relations can follow them together. */
function gathered(structs: Structs, name: string): Fact<ListValue<string>> {
  if (structs.state !== 'known') return structs;
  const items = structs.value.items.flatMap((struct): readonly Fact<string>[] => {
    const fact = struct.state === 'known' ? struct.value.fields[name] : struct;
    return fact === undefined || fact.state === 'absent' ? [] : [fact as Fact<string>];
  });
  const { open } = structs.value;
  return known(open === undefined ? { items } : { items, open }, structs.place, structs.path);
}
