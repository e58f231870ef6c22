import { keyArn } from './keys.ts';
import { account, arnOf, cajaTags, home, type Tags } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Trail {
  readonly name: string;
  readonly arn: string;
  readonly tags: Tags;
  /** As CloudTrail describes it. */
  readonly settings: Json;
  readonly status: Json;
  readonly selectors: readonly Json[];
}

const own = 'caja-prod-account-trail';
const old = 'exports-audit';

function trail(name: string, more: Omit<Trail, 'name' | 'arn'>): Trail {
  const arn = arnOf('cloudtrail', `trail/${name}`);
  const common = { Name: name, TrailARN: arn, HomeRegion: home, IsOrganizationTrail: false };
  return { ...more, name, arn, settings: { ...common, HasInsightSelectors: false, ...more.settings } };
}

/** The account's own trail, and one that was made by hand, went on for a year and was stopped. */
export const trails: readonly Trail[] = [
  trail(own, {
    tags: cajaTags('account', own),
    settings: {
      S3BucketName: `${own}-${account}`,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      LogFileValidationEnabled: true,
      KmsKeyId: keyArn(own),
      CloudWatchLogsLogGroupArn: arnOf('logs', 'log-group:/caja/prod/account/trail:*'),
      CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/caja-prod-account-trail`,
      HasCustomEventSelectors: true,
    },
    status: { IsLogging: true, StartLoggingTime: '2025-03-04T08:31:00.000Z' },
    selectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        DataResources: [{ Type: 'AWS::S3::Object', Values: [`arn:aws:s3:::caja-prod-state-${account}/`] }],
        ExcludeManagementEventSources: [],
      },
    ],
  }),
  trail(old, {
    // Written by hand, before there was a tagging strategy.
    tags: { owner: 'data-team@caja.example.com', Environment: 'production' },
    settings: {
      S3BucketName: 'caja-exports-public',
      IncludeGlobalServiceEvents: false,
      IsMultiRegionTrail: false,
      LogFileValidationEnabled: false,
      HasCustomEventSelectors: true,
    },
    status: {
      IsLogging: false,
      StartLoggingTime: '2022-06-02T14:10:00.000Z',
      StopLoggingTime: '2023-07-11T09:45:00.000Z',
    },
    selectors: [
      {
        ReadWriteType: 'WriteOnly',
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: ['kms.amazonaws.com'],
      },
    ],
  }),
];
