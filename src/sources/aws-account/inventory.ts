import type { Reading, Resource, SourceDescription } from '../../model/resource.ts';
import { globalRegion, type Recording } from './answer.ts';
import { filesOf } from './config-files.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { recordsType } from './coverage-config.ts';
import { accountResource } from './inventory-account.ts';
import { aliasesOf, configItems, configResource, itemViews, type ViewOf } from './inventory-config.ts';
import { type DirectRead, directResources } from './inventory-direct.ts';
import { iamCredentials, iamResources, reportGaps } from './inventory-iam.ts';
import type { AccountItem } from './item.ts';
import { oldRevisions } from './old-revisions.ts';
import { answersOf } from './recorded-answers.ts';
import { compare } from './recording-files.ts';
import { understood } from './understood.ts';
import { zonesElsewhere } from './zones-elsewhere.ts';

/** Everything that a recording tells about an account: a pure function of it. */
export function readRecording(given: Recording): Reading {
  const recording = understood(given);
  const { items, gaps } = configItems(recording);
  const answers = answersOf(recording);
  const credentials = iamCredentials(answers);
  const recorded = new Set(items.flatMap(({ arn }) => arn ?? []));
  const direct = directResources(recording, answers, recorded);
  const iam = iamResources(answers, credentials, tagsByArn(items));
  const coverage = coverageOf(recording);
  const isListedIn = (region: string, type: string) => isListed(recording, coverage, region, type);
  const views = itemViews(items, isListedIn, answers);
  const old = oldRevisions(items, isListedIn);
  const resources = [
    accountResource(recording, { answers, credentials, items }),
    ...direct.resources,
    ...iam.resources,
    ...fromConfig(
      items.filter((item) => !old.items.has(item)),
      [direct, iam],
      views,
    ),
  ];
  return {
    after: {
      source: describe(recording),
      resources: resources.sort((a, b) => compare(a.key, b.key)),
      gaps: [
        ...coverage.gaps,
        ...direct.gaps,
        ...iam.gaps,
        ...reportGaps(answers, credentials),
        ...zonesElsewhere(answers),
        ...old.gaps,
        ...gaps,
      ],
      ledger: coverage.ledger,
    },
    moved: {},
  };
}

/** Whether AWS Config tells of every resource of a type in a region; what is global is told by any of them. */
function isListed(recording: Recording, { gaps }: Coverage, region: string, type: string): boolean {
  const regions = region === globalRegion ? recording.regions : [region];
  const isLost = gaps.some(
    (gap) => gap.incomplete && gap.api?.startsWith('config:') === true && regions.includes(gap.region ?? ''),
  );
  if (isLost) return false;
  return regions.some((one) =>
    recordsType(
      recording.answers.filter((answer) => answer.region === one),
      type,
    ),
  );
}

/** AWS Config's rows, but for what the account tells itself and what a service answered: it is fresher and knows more. */
function fromConfig(
  items: readonly AccountItem[],
  direct: readonly DirectRead[],
  views: ViewOf,
): readonly Resource[] {
  const aliases = aliasesOf(items);
  const arns = new Set(direct.flatMap((read) => read.resources.flatMap((resource) => resource.arn ?? [])));
  const isWhole = ({ region, type }: AccountItem) =>
    direct.some(({ whole }) => whole.has(`${region} ${type}`) || whole.has(`* ${type}`));
  return items
    .filter((item) => item.type !== 'AWS::S3::AccountPublicAccessBlock')
    .filter((item) => !isWhole(item))
    .filter((item) => item.arn === undefined || !arns.has(item.arn))
    .map((item) => configResource(item, aliases, views));
}

function tagsByArn(items: readonly AccountItem[]): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    items.flatMap(({ arn, tags }) => (arn === undefined || tags === undefined ? [] : [[arn, tags]])),
  );
}

function describe(recording: Recording): SourceDescription {
  const { account, arn } = recording.identity;
  const regions = recording.regions.join(', ');
  const { aggregator } = recording;
  const seen = aggregator === undefined ? {} : { aggregator: `${aggregator.name} in ${aggregator.region}` };
  const read =
    recording.from === undefined ? { identity: arn, ...seen } : { files: filesOf(recording).join(', ') };
  return {
    name: 'aws-account',
    subject: account,
    detail: { ...read, regions },
    readAt: recording.startedAt,
  };
}
