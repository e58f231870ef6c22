import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { JsonObject } from '../item.ts';
import type { Evidence } from './evidence.ts';
import { answerReader, type ItemReader } from './item-reader.ts';
import { type ListedAt, textAt } from './listing.ts';
import { managementEvents } from './trail-selectors.ts';

type Trail = FactsOf<Kinds['cloudtrail-trail']>;

/** `AWS::CloudTrail::Trail` of AWS Config. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html */
export function adaptCloudtrailTrail(item: ItemReader): Trail {
  return {
    trailName: item.string('configuration.name'),
    multiRegion: item.bool('configuration.isMultiRegionTrail'),
    globalServiceEvents: item.bool('configuration.includeGlobalServiceEvents'),
    organizationTrail: item.bool('configuration.isOrganizationTrail'),
    logFileValidation: item.bool('configuration.logFileValidationEnabled'),
    kmsKeyId: item.string('configuration.kmsKeyId', 'absent'),
    bucketName: item.string('configuration.s3BucketName', 'absent'),
    logGroupArn: item.string('configuration.cloudWatchLogsLogGroupArn', 'absent'),
    logging: item.unknown(
      'configuration',
      'not-recorded',
      'AWS Config does not record whether a trail is logging',
    ),
    delivers: item.unknown(
      'configuration',
      'not-recorded',
      'AWS Config does not record whether its log files arrive',
    ),
    managementEvents: item.unknown(
      'configuration.hasCustomEventSelectors',
      'not-recorded',
      "AWS Config does not record a trail's event selectors",
    ),
  };
}

/** A trail as CloudTrail itself describes it, with what it says about its state. */
export function adaptDescribedTrail(item: ItemReader, at: ListedAt): Trail {
  return {
    trailName: item.string('Name'),
    multiRegion: item.bool('IsMultiRegionTrail'),
    globalServiceEvents: item.bool('IncludeGlobalServiceEvents'),
    organizationTrail: item.bool('IsOrganizationTrail'),
    logFileValidation: item.bool('LogFileValidationEnabled'),
    kmsKeyId: item.string('KmsKeyId', 'absent'),
    bucketName: item.string('S3BucketName', 'absent'),
    logGroupArn: item.string('CloudWatchLogsLogGroupArn', 'absent'),
    logging: told(item, at, { api: 'cloudtrail:GetTrailStatus', key: 'Name' }, (status) =>
      status.bool('IsLogging'),
    ),
    delivers: told(item, at, { api: 'cloudtrail:GetTrailStatus', key: 'Name' }, delivers),
    managementEvents: told(
      item,
      at,
      { api: 'cloudtrail:GetEventSelectors', key: 'TrailName' },
      managementEvents,
    ),
  };
}

/**
 * The error of the last log file is left out where there was none. Of the bucket alone it tells: what took too long is tried again.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
 */
function delivers(status: ItemReader): Fact<boolean> {
  const error = status.string('LatestDeliveryError', 'absent');
  return error.state === 'unknown' ? error : status.known('LatestDeliveryError', error.state === 'absent');
}

/**
 * Its home region describes a trail of several regions; the others show a shadow of it, which counts where its home was not read.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export function isShadow(element: JsonObject, { region, regions }: ListedAt): boolean {
  const home = textAt(element, 'HomeRegion') ?? region;
  return regions.includes(home) ? home !== region : region !== regions[0];
}

/** What a question about this trail alone was answered; it is asked in the trail's home region. */
function told<V>(
  item: ItemReader,
  at: ListedAt,
  { api, key }: { readonly api: string; readonly key: string },
  read: (answer: ItemReader) => Fact<V>,
): Fact<V> {
  const arn = String(item.json('TrailARN'));
  const home = item.json('HomeRegion');
  if (home !== at.region) {
    const detail = `its home region ${String(home)} was not read, and only that one tells`;
    return item.unknown('HomeRegion', 'not-read', detail);
  }
  return fromEvidence(at.answers.about(api, { [key]: arn }), arn, read);
}

function fromEvidence<V>(evidence: Evidence, arn: string, read: (answer: ItemReader) => Fact<V>): Fact<V> {
  const { missing, pages, readBy } = evidence;
  const root = pages[0]?.output ?? {};
  const answer = answerReader(readBy, arn, root);
  return missing === undefined ? read(answer) : answer.unknown('', missing.reason, missing.detail);
}
