import { type Fact, known, type Place, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { placeOf } from '../item.ts';
import { watchedForOversize } from './compute-optimizer.ts';
import type { Evidence, Why } from './evidence.ts';
import type { CredentialReader } from './iam-credentials.ts';
import { type Devices, rootMfaHardware } from './iam-devices.ts';
import { type ItemReader, itemReader } from './item-reader.ts';
import { publicAccessBlock } from './public-access-block.ts';

type Account = FactsOf<Kinds['account']>;

/** Everything that tells something about the account itself. */
export interface AccountEvidence {
  readonly account: string;
  readonly place: Place;
  readonly summary: Evidence;
  readonly passwordPolicy: Evidence;
  readonly rootCredentials: CredentialReader;
  readonly rootArn: string;
  readonly devices: Devices;
  /** `ec2:GetEbsEncryptionByDefault`, region by region. */
  readonly ebsEncryption: readonly Evidence[];
  /** `compute-optimizer:GetEnrollmentStatus` */
  readonly enrolment: Evidence;
  /** Why there may be regions that nobody asked. */
  readonly otherRegions: Why | undefined;
  /** The item of AWS::S3::AccountPublicAccessBlock, where AWS Config holds one. */
  readonly publicAccessBlock: ItemReader | undefined;
}

export function adaptAccount(evidence: AccountEvidence): Account {
  const { place, account } = evidence;
  const mfa = rootMfa(evidence);
  return {
    accountId: known(account, place, 'Account'),
    rootMfaActive: mfa,
    rootMfaHardware: rootMfaHardware(evidence.devices, { arn: evidence.rootArn, active: mfa }),
    rootPassword: rootPassword(evidence),
    rootAccessKeys: rootAccessKeys(evidence),
    passwordPolicy: passwordPolicy(evidence.passwordPolicy, account),
    ebsEncryptionByDefault: ebsEncryption(evidence),
    watchedForOversize: watchedForOversize(evidence.enrolment, account),
    publicAccessBlock:
      evidence.publicAccessBlock === undefined
        ? unknown(
            'not-recorded',
            "AWS Config holds no item for the account's public access block: none is set, or the type is not recorded",
            { place, path: 'configuration' },
          )
        : publicAccessBlock(evidence.publicAccessBlock, 'configuration'),
  };
}

function summaryReader({ summary, account }: AccountEvidence): ItemReader | undefined {
  const page = summary.pages[0]?.output;
  return (
    page && itemReader({ root: page, place: placeOf(summary.readBy, account), holder: summary.readBy.api })
  );
}

/** The summary is fresh; the credential report, up to four hours old, stands in where the summary was refused. */
function rootMfa(evidence: AccountEvidence): Fact<boolean> {
  return flagOf(evidence, 'SummaryMap.AccountMFAEnabled') ?? evidence.rootCredentials.bool('mfa_active');
}

/**
 * An organisation can take the root user's password from the accounts in it. A summary that does not speak of it is older than
 * that. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management
 */
function rootPassword(evidence: AccountEvidence): Fact<boolean> {
  const path = 'SummaryMap.AccountPasswordPresent';
  const reader = summaryReader(evidence);
  if (reader?.within('SummaryMap') === undefined)
    return evidence.rootCredentials.plainBool('password_enabled');
  return flagOf(evidence, path) ?? reader.byDefault(path, true);
}

function rootAccessKeys(evidence: AccountEvidence): Fact<boolean> {
  const flag = flagOf(evidence, 'SummaryMap.AccountAccessKeysPresent');
  if (flag !== undefined) return flag;
  const first = evidence.rootCredentials.bool('access_key_1_active');
  return first.state === 'known' && !first.value
    ? evidence.rootCredentials.bool('access_key_2_active')
    : first;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html: counts, 0 or 1 for these two. */
function flagOf(evidence: AccountEvidence, path: string): Fact<boolean> | undefined {
  const reader = summaryReader(evidence);
  const count = reader?.int(path);
  return reader !== undefined && count?.state === 'known' ? reader.known(path, count.value > 0) : undefined;
}

/** The answer of an account without a password policy is empty. */
function passwordPolicy(evidence: Evidence, account: string): Account['passwordPolicy'] {
  const place = placeOf(evidence.readBy, account);
  const path = 'PasswordPolicy';
  const page = evidence.pages[0]?.output;
  if (page === undefined) return unanswered(evidence, place, path);
  const policy = itemReader({ root: page, place, holder: evidence.readBy.api });
  if (policy.within(path) === undefined) return { state: 'absent', place, path };
  const at = (name: string) => `${path}.${name}`;
  return known(
    {
      fields: {
        minimumLength: policy.int(at('MinimumPasswordLength')),
        requiresSymbols: policy.bool(at('RequireSymbols')),
        requiresNumbers: policy.bool(at('RequireNumbers')),
        requiresUppercase: policy.bool(at('RequireUppercaseCharacters')),
        requiresLowercase: policy.bool(at('RequireLowercaseCharacters')),
        // Both are left out where passwords neither expire nor are remembered.
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_PasswordPolicy.html
        maximumAgeDays: policy.int(at('MaxPasswordAge'), { always: 0 }),
        reusePrevention: policy.int(at('PasswordReusePrevention'), { always: 0 }),
      },
    },
    place,
    path,
  );
}

function ebsEncryption({ ebsEncryption: regions, otherRegions, place, account }: AccountEvidence) {
  const path = 'EbsEncryptionByDefault';
  const items = regions.map((region) => regionEncryption(region, account));
  if (otherRegions === undefined) return known({ items }, place, path);
  const open = unknown(otherRegions.reason, otherRegions.detail, { place, path });
  return known({ items, open }, place, path);
}

type Region =
  Account['ebsEncryptionByDefault'] extends Fact<{ readonly items: readonly Fact<infer R>[] }> ? R : never;

function regionEncryption(evidence: Evidence, account: string): Fact<Region> {
  const place = placeOf(evidence.readBy, account);
  const path = 'EbsEncryptionByDefault';
  const page = evidence.pages[0]?.output;
  const enabled =
    page === undefined
      ? unanswered(evidence, place, path)
      : itemReader({ root: page, place, holder: evidence.readBy.api }).bool(path);
  return known({ fields: { region: known(evidence.readBy.region, place, 'region'), enabled } }, place, path);
}

function unanswered({ missing, readBy }: Evidence, place: Place, path: string): Unknown {
  const why: Why = missing ?? { reason: 'unreadable', detail: `${readBy.api} gave no answer` };
  return unknown(why.reason, why.detail, { place, path });
}
