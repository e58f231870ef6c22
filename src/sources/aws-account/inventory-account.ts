import type { Resource } from '../../model/resource.ts';
import { type AccountEvidence, adaptAccount } from './adapters/account.ts';
import { type Answers, type Why, whyNot } from './adapters/evidence.ts';
import { credentialReader } from './adapters/iam-credentials.ts';
import type { IamCredentials } from './adapters/iam-user.ts';
import { globalRegion, type Recording } from './answer.ts';
import { rootUser } from './credential-report.ts';
import { readerOf } from './inventory-config.ts';
import { resourceOf } from './inventory-resource.ts';
import { type AccountItem, placeOf } from './item.ts';
import { asksAllRegions, regionsOff } from './regions.ts';

/** The type that AWS Config itself gives to verdicts about a whole account. */
const accountType = 'AWS::::Account';

const paths = { type: 'Account', name: 'Account', tags: 'Tags' };

/** What tells something about the account. */
interface AccountRead {
  readonly answers: Answers;
  readonly credentials: IamCredentials;
  readonly items: readonly AccountItem[];
}

/** The account as a resource of its own. */
export function accountResource(recording: Recording, read: AccountRead): Resource {
  const { account, arn } = recording.identity;
  const rootArn = `arn:${arn.split(':')[1] ?? 'aws'}:iam::${account}:root`;
  const api = recording.from === undefined ? 'sts:GetCallerIdentity' : (recording.answers[0]?.api ?? '');
  const readBy = { account, region: globalRegion, api, readAt: recording.startedAt };
  const place = placeOf(readBy, account);
  const facts = factsOf(recording, read, { place, rootArn });
  return resourceOf({
    kind: 'account',
    type: accountType,
    account,
    region: globalRegion,
    id: account,
    arn: rootArn,
    name: undefined,
    tags: undefined,
    paths,
    place,
    identities: [],
    facts,
  });
}

function factsOf(
  recording: Recording,
  { answers, credentials, items }: AccountRead,
  root: Pick<AccountEvidence, 'place' | 'rootArn'>,
) {
  const { account } = recording.identity;
  const off = regionsOff(recording.answers);
  const block = newest(
    items.filter((item) => item.type === 'AWS::S3::AccountPublicAccessBlock' && item.account === account),
  );
  return adaptAccount({
    ...root,
    account,
    summary: answers.of('iam:GetAccountSummary', globalRegion),
    passwordPolicy: answers.of('iam:GetAccountPasswordPolicy', globalRegion),
    rootCredentials: credentialReader(credentials.report, { user: rootUser, arn: root.rootArn }),
    devices: credentials.devices,
    ebsEncryption: recording.regions
      .filter((region) => !off.has(region))
      .map((region) => answers.of('ec2:GetEbsEncryptionByDefault', region)),
    enrolment: answers.of('compute-optimizer:GetEnrollmentStatus', globalRegion),
    otherRegions: regionsNotListed(recording),
    publicAccessBlock: block?.configuration === undefined ? undefined : readerOf(block),
  });
}

/** The setting holds for the whole account, and AWS Config may have looked at it from several regions. */
function newest(items: readonly AccountItem[]): AccountItem | undefined {
  const [first, ...rest] = items;
  if (first === undefined) return undefined;
  return rest.reduce(
    (best, item) => ((item.capturedAt ?? '') > (best.capturedAt ?? '') ? item : best),
    first,
  );
}

/** Where all regions were wanted and AWS did not name them, only the configured one was read. */
function regionsNotListed({ answers, regions }: Recording): Why | undefined {
  const off = regionsOff(answers);
  // Of no region at all everything would be true.
  if (regions.every((region) => off.has(region))) return { reason: 'not-read', detail: 'no region was read' };
  const failed = answers.find((answer) => asksAllRegions(answer) && answer.error !== undefined);
  return failed?.error === undefined ? undefined : whyNot(failed.api, failed.error);
}
