import { absent, type Fact, known, type Place, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { CommonFacts, Resource } from '../../../model/resource.ts';
import type { PlannedResource } from '../plan.ts';
import { readBool, readInt } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { readPublicAccessBlock } from './public-access-block.ts';

type Account = FactsOf<Kinds['account']>;

/** Types that set something of the account as a whole. */
export const accountTypes = {
  passwordPolicy: 'aws_iam_account_password_policy',
  publicAccessBlock: 'aws_s3_account_public_access_block',
  ebsEncryption: 'aws_ebs_encryption_by_default',
} as const;

/** The account, put together from the resources of a plan that set something of it. */
export function adaptAccount(view: PhaseView): { type: string; fields: Resource['fields'] } {
  const place: Place = { source: 'terraform-plan', address: 'account', phase: view.phase };
  const facts: Account = {
    accountId: missing(place, 'account_id', 'the plan does not say which account it is for'),
    rootMfaActive: missing(place, 'root_mfa_active', 'Terraform plans do not hold it', 'not-recorded'),
    rootMfaHardware: missing(place, 'root_mfa_hardware', 'Terraform plans do not hold it', 'not-recorded'),
    rootPassword: missing(place, 'root_password', 'Terraform plans do not hold it', 'not-recorded'),
    rootAccessKeys: missing(place, 'root_access_keys', 'Terraform plans do not hold it', 'not-recorded'),
    watchedForOversize: missing(place, 'compute_optimizer', 'Terraform plans do not hold it', 'not-recorded'),
    passwordPolicy: passwordPolicy(place, view),
    ebsEncryptionByDefault: ebsEncryption(place, view),
    publicAccessBlock: publicAccessBlock(place, view),
  };
  const common: CommonFacts = {
    name: absent(place, 'name'),
    type: known('aws_account', place, 'type'),
    taggable: known(false, place, 'type'),
    tags: known({ entries: {} }, place, 'tags'),
    secretTags: known({ items: [] }, place, 'tags'),
  };
  return { type: 'aws_account', fields: { ...facts, ...common } };
}

/**
 * What nobody writes is a minimum of 6 characters and nothing else.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
 */
function passwordPolicy(place: Place, view: PhaseView): Account['passwordPolicy'] {
  const type = accountTypes.passwordPolicy;
  const at = onlyOne(view, type);
  if (at === undefined)
    return isRemoved(view, type) ? absent(place, type) : missing(place, type, `the plan holds no ${type}`);
  const off = { default: false };
  const fields = {
    minimumLength: readInt(at, 'minimum_password_length', { default: 6 }),
    requiresSymbols: readBool(at, 'require_symbols', off),
    requiresNumbers: readBool(at, 'require_numbers', off),
    requiresUppercase: readBool(at, 'require_uppercase_characters', off),
    requiresLowercase: readBool(at, 'require_lowercase_characters', off),
    maximumAgeDays: readInt(at, 'max_password_age', { default: 0 }),
    reusePrevention: readInt(at, 'password_reuse_prevention', { default: 0 }),
  };
  return known({ fields }, at.place, 'minimum_password_length');
}

/** Regions that the plan does not speak of may be set elsewhere. */
function ebsEncryption(place: Place, view: PhaseView): Account['ebsEncryptionByDefault'] {
  const type = accountTypes.ebsEncryption;
  const items = ebsDefaults(view).map(({ setting, enabled }) => {
    const fields = { region: regionOf(setting, view.scope(setting)), enabled };
    return known({ fields }, enabled.place, 'enabled');
  });
  const detail = items.length > 0 ? 'the plan does not hold every region' : `the plan holds no ${type}`;
  const open = missing(place, type, detail);
  return items.length > 0 ? known({ items, open }, place, type) : open;
}

/**
 * Encryption by default, setting by setting. Without `enabled` it is on, and removing it turns it off.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ebs_encryption_by_default
 */
export function ebsDefaults(
  view: PhaseView,
): readonly { setting: PlannedResource; enabled: Fact<boolean> }[] {
  const type = accountTypes.ebsEncryption;
  const kept = view.ofType(type);
  const removed = (view.previous?.ofType(type) ?? []).filter((setting) => !kept.includes(setting));
  return [
    ...kept.map((setting) => ({
      setting,
      enabled: readBool(view.scope(setting), 'enabled', { always: true }),
    })),
    ...removed.map((setting) => ({ setting, enabled: known(false, view.scope(setting).place, 'enabled') })),
  ];
}

function regionOf(setting: PlannedResource, at: Scope): Fact<string> {
  if (setting.region !== undefined) return known(setting.region, at.place, 'region');
  return unknown('not-in-plan', "the plan does not tell its provider's region", {
    place: at.place,
    path: 'region',
  });
}

function publicAccessBlock(place: Place, view: PhaseView): Account['publicAccessBlock'] {
  const type = accountTypes.publicAccessBlock;
  const at = onlyOne(view, type);
  if (at !== undefined) return readPublicAccessBlock(at);
  if (!isRemoved(view, type)) return missing(place, type, `the plan holds no ${type}`);
  const off = known(false, place, type);
  const fields = {
    blockPublicAcls: off,
    ignorePublicAcls: off,
    blockPublicPolicy: off,
    restrictPublicBuckets: off,
  };
  return known({ fields }, place, type);
}

/** A plan for several accounts has several of them: then none speaks for "the account". */
function onlyOne(view: PhaseView, type: string): Scope | undefined {
  const [only, ...others] = view.ofType(type);
  return only !== undefined && others.length === 0 ? view.scope(only) : undefined;
}

function isRemoved(view: PhaseView, type: string): boolean {
  return view.ofType(type).length === 0 && (view.previous?.ofType(type).length ?? 0) > 0;
}

function missing(
  place: Place,
  path: string,
  detail: string,
  reason: 'not-in-plan' | 'not-recorded' = 'not-in-plan',
): Unknown {
  return unknown(reason, detail, { place, path });
}
