import {
  absent,
  byDefault,
  type Fact,
  known,
  type ListValue,
  type Unknown,
  unknown,
} from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isScope, readBlock, readBlocks, readBool, readString, readStrings } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { readBehavior } from './cloudfront-behavior.ts';
import { certainWhen, readOrigin } from './cloudfront-origin.ts';

type Distribution = FactsOf<Kinds['cloudfront-distribution']>;

export const monitoring: Link = {
  type: 'aws_cloudfront_monitoring_subscription',
  by: 'distribution_id',
  owner: ['id'],
};
const logSource: Link = { type: 'aws_cloudwatch_log_delivery_source', by: 'resource_arn', owner: ['arn'] };
const logDelivery: Link = {
  type: 'aws_cloudwatch_log_delivery',
  by: 'delivery_source_name',
  owner: ['name'],
};

/**
 * `aws_cloudfront_distribution`. The provider sends its own defaults where nobody writes anything.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudfront_distribution
 */
export function adaptCloudfrontDistribution(at: Scope, view: PhaseView): Distribution {
  const certificate = readBlock(at, 'viewer_certificate');
  const origins = readOrigins(at, view);
  const behaviors = readBehaviors(at, view);
  const of = <V>(read: (block: Scope) => Fact<V>, otherwise: () => Fact<V>): Fact<V> =>
    isScope(certificate) ? read(certificate) : (certificate ?? otherwise());
  return {
    enabled: readBool(at, 'enabled'),
    ipv6: readBool(at, 'is_ipv6_enabled', { always: false }),
    defaultRootObject: readString(at, 'default_root_object', 'absent'),
    aliases: readStrings(at, 'aliases'),
    certificateArn: of(
      (block) =>
        certainWhen(readString(block, 'acm_certificate_arn', 'absent'), 'aws_acm_certificate_validation'),
      () => absent(at.place, 'viewer_certificate'),
    ),
    defaultCertificate: of(
      (block) => readBool(block, 'cloudfront_default_certificate', { always: false }),
      () => byDefault(true, at.place, 'viewer_certificate'),
    ),
    minimumTlsVersion: of(
      (block) => readString(block, 'minimum_protocol_version', { always: 'TLSv1' }),
      () => byDefault('TLSv1', at.place, 'viewer_certificate'),
    ),
    webAclArn: readString(at, 'web_acl_id', 'absent'),
    classicWebAcl: isClassic(readString(at, 'web_acl_id', 'absent')),
    accessLogs: accessLogs(at, view),
    additionalMetrics: additionalMetrics(at, view),
    origins,
    behaviors,
    cachePolicyIds: gathered(behaviors, 'cachePolicyId'),
    originBuckets: gathered(origins, 'bucketName'),
    accessControlIds: gathered(origins, 'accessControlId'),
  };
}

/** DNS records name it by its host name. */
export function aliasesOfDistribution(at: Scope): readonly string[] {
  const host = at.values.domain_name;
  return typeof host === 'string' && host !== '' ? [host] : [];
}

function readOrigins(at: Scope, view: PhaseView): Distribution['origins'] {
  const { items, open } = readBlocks(at, 'origin');
  const list = items.map((origin) => known({ fields: readOrigin(origin, view) }, at.place, pathOf(origin)));
  return known(open === undefined ? { items: list } : { items: list, open }, at.place, 'origin');
}

function readBehaviors(at: Scope, view: PhaseView): Distribution['behaviors'] {
  const ordered = readBlocks(at, 'ordered_cache_behavior');
  const others = readBlocks(at, 'default_cache_behavior');
  const open = ordered.open ?? others.open;
  const list = [...ordered.items, ...others.items].map((block) =>
    known({ fields: readBehavior(block, view) }, at.place, pathOf(block)),
  );
  return known(
    open === undefined ? { items: list } : { items: list, open },
    at.place,
    'default_cache_behavior',
  );
}

const pathOf = ({ prefix }: Scope): string => prefix.slice(0, -1);

type Structs = Fact<ListValue<{ readonly fields: Readonly<Record<string, Fact>> }>>;

/** One attribute of every element that has it, so that relations can follow them together. */
function gathered(structs: Structs, name: string): Fact<ListValue<string>> {
  if (structs.state !== 'known') return structs;
  const items = structs.value.items.flatMap((struct): Fact<string>[] => {
    const fact = struct.state === 'known' ? struct.value.fields[name] : undefined;
    return fact === undefined || fact.state === 'absent' ? [] : [fact as Fact<string>];
  });
  const { open } = structs.value;
  return known(open === undefined ? { items } : { items, open }, structs.place, structs.path);
}

/** Web ACLs of WAF Classic are named by their bare id, those of WAFv2 by ARN: the provider's page. */
function isClassic(acl: Fact<string>): Fact<boolean> {
  if (acl.state === 'absent') return known(false, acl.place, acl.path);
  if (acl.state === 'known') return known(!acl.value.startsWith('arn:'), acl.place, acl.path);
  const types = new Set(acl.references.map(({ text }) => /\baws_waf(?:v2)?_web_acl\b/.exec(text)?.[0]));
  const [only] = types;
  if (only === undefined || types.size > 1) return acl;
  return known(only === 'aws_waf_web_acl', acl.place, acl.path);
}

/**
 * The first version of standard logging is a block of the distribution, the second a delivery of CloudWatch Logs.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
function accessLogs(at: Scope, view: PhaseView): Fact<boolean> {
  const block = readBlock(at, 'logging_config');
  if (isScope(block)) return known(true, at.place, 'logging_config');
  const sources = attachedTo(at, logSource, view);
  let open = block ?? sources.open;
  for (const source of sources.items) {
    const type = readString(source, 'log_type');
    if (type.state === 'known' && type.value !== 'ACCESS_LOGS') continue;
    const { items, open: perhaps } = attachedTo(source, logDelivery, view);
    if (type.state === 'known' && items.length > 0) return known(true, source.place, logSource.type);
    open ??= type.state === 'unknown' ? type : perhaps;
  }
  return (
    open ??
    offUnlessElsewhere(at, view, 'logging_config', (before) => isScope(readBlock(before, 'logging_config')))
  );
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/viewing-cloudfront-metrics.html */
function additionalMetrics(at: Scope, view: PhaseView): Fact<boolean> {
  const { items, open } = attachedTo(at, monitoring, view);
  const [only] = items;
  if (only === undefined)
    return (
      open ??
      offUnlessElsewhere(
        at,
        view,
        monitoring.type,
        (_, previous) => attachedTo(at, monitoring, previous).items.length > 0,
      )
    );
  const subscription = readBlock(only, 'monitoring_subscription');
  const config = isScope(subscription)
    ? readBlock(subscription, 'realtime_metrics_subscription_config')
    : subscription;
  if (!isScope(config)) return config ?? known(false, only.place, 'monitoring_subscription');
  const status = readString(config, 'realtime_metrics_subscription_status');
  if (status.state !== 'known')
    return status.state === 'unknown' ? status : known(false, only.place, status.path);
  return known(status.value === 'Enabled', only.place, status.path);
}

/**
 * A new distribution has it off, and so has one from which this plan takes it. Another stack may have turned it on for one that
 * exists.
 */
function offUnlessElsewhere(
  at: Scope,
  view: PhaseView,
  path: string,
  wasOn: (before: Scope, previous: PhaseView) => boolean,
): Fact<boolean> {
  if (at.fresh) return byDefault(false, at.place, path);
  const { previous } = view;
  const before = previous?.at(at.resource.address);
  if (previous !== undefined && before !== undefined && wasOn(previous.scope(before), previous))
    return known(false, at.place, path);
  return notInPlan(at, path);
}

function notInPlan(at: Scope, path: string): Unknown {
  const detail = 'the distribution exists already, and neither the plan nor its prior state holds it';
  return unknown('not-in-plan', detail, { place: at.place, path });
}
