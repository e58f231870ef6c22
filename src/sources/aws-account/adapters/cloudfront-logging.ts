import type { Fact } from '../../../model/fact.ts';
import { regionOfDistributions } from '../answer.ts';
import { elementsOf, type RegionAnswers } from './evidence.ts';
import { answerReader, type ItemReader } from './item-reader.ts';
import { truthOf } from './truth-of.ts';

/**
 * The first version of standard logging is part of the distribution, the second a delivery of CloudWatch Logs.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export function accessLogs(config: ItemReader, answers: RegionAnswers): Fact<boolean> {
  const first = config.bool('logging.enabled');
  if (first.state === 'known' && first.value) return first;
  const second = delivers(config, answers);
  if (second.state === 'known' && second.value) return second;
  return first.state === 'known' ? second : first;
}

const sourcesApi = 'logs:DescribeDeliverySources';
const deliveriesApi = 'logs:DescribeDeliveries';

/** A source of logs delivers once a delivery names it. */
function delivers(config: ItemReader, answers: RegionAnswers): Fact<boolean> {
  const { place } = config;
  const arn = place.source === 'aws-account' ? place.id : '';
  const there = answers.in(regionOfDistributions);
  const sources = there.of(sourcesApi);
  const own = elementsOf(sources, 'deliverySources').filter(
    ({ logType, resourceArns }) =>
      logType === 'ACCESS_LOGS' && Array.isArray(resourceArns) && resourceArns.includes(arn),
  );
  const deliveries = there.of(deliveriesApi);
  const isDelivered = elementsOf(deliveries, 'deliveries').some(({ deliverySourceName }) =>
    own.some(({ name }) => name === deliverySourceName),
  );
  const missing = sources.missing ?? (own.length > 0 ? deliveries.missing : undefined);
  const path = 'logging.enabled';
  if (isDelivered || missing === undefined) return config.known(path, isDelivered);
  const detail = `the first version of standard logging is off, and the second is not known: ${missing.detail}`;
  return config.unknown(path, missing.reason, detail);
}

const metricsApi = 'cloudfront:GetMonitoringSubscription';

/** Whether additional metrics are on; where there is no subscription, nobody ever turned them on. */
export function additionalMetrics(id: Fact<string>, answers: RegionAnswers): Fact<boolean> {
  if (id.state !== 'known') return id as Fact<never>;
  const path = 'MonitoringSubscription.RealtimeMetricsSubscriptionConfig.RealtimeMetricsSubscriptionStatus';
  const { pages, missing, readBy } = answers.about(metricsApi, { DistributionId: id.value });
  const told = answerReader(readBy, id.value, pages[0]?.output);
  if (missing !== undefined) return told.unknown(path, missing.reason, missing.detail);
  if (told.json('MonitoringSubscription') === undefined) return told.known(path, false);
  return truthOf(told, path, { Enabled: true, Disabled: false });
}
