import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

/** `AWS::CloudTrail::Trail` of AWS Config. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html */
export function adaptCloudtrailTrail(item: ItemReader): FactsOf<Kinds['cloudtrail-trail']> {
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
    managementEvents: item.unknown(
      'configuration.hasCustomEventSelectors',
      'not-recorded',
      "AWS Config does not record a trail's event selectors",
    ),
  };
}
