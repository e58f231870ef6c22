import { type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readString, readStrings } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { attachedPolicies, elsewhere, identityOf, inlinePolicies, type PolicyLinks } from './iam-policies.ts';

type User = FactsOf<Kinds['iam-user']>;

const named = ['name', 'id'];
const user = (type: string, by = 'user'): Link => ({ type, by, owner: named });

export const userLinks: PolicyLinks = {
  attachment: user('aws_iam_user_policy_attachment'),
  shared: user('aws_iam_policy_attachment', 'users'),
  exclusive: user('aws_iam_user_policy_attachments_exclusive', 'user_name'),
  inline: user('aws_iam_user_policy'),
};

/** What else belongs to a user. */
export const userParts = {
  password: user('aws_iam_user_login_profile'),
  key: user('aws_iam_access_key'),
  groups: user('aws_iam_user_group_membership'),
  members: user('aws_iam_group_membership', 'users'),
} as const;

/** `aws_iam_user`. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
export function adaptIamUser(at: Scope, view: PhaseView): User {
  return {
    userName: readString(at, 'name'),
    path: readString(at, 'path', { default: '/' }),
    consoleAccess: consoleAccess(at, view),
    mfaActive: notInTerraform(at, 'mfa_active'),
    mfaHardware: notInTerraform(at, 'mfa_hardware'),
    passwordAgeDays: notInTerraform(at, 'password_last_changed'),
    passwordUnusedDays: notInTerraform(at, 'password_last_used'),
    accessKeys: accessKeys(at, view),
    groups: groups(at, view),
    ...attachedPolicies(at, userLinks, {}, view),
    inlinePolicies: inlinePolicies(at, userLinks, {}, view),
    permissionsBoundary: readString(at, 'permissions_boundary', 'absent'),
  };
}

function notInTerraform(at: Scope, path: string): Fact<never> {
  return unknown('not-recorded', 'Terraform plans do not hold it', { place: at.place, path });
}

/** A user is made without a password; one that exists may have got one by hand. */
function consoleAccess(at: Scope, view: PhaseView): Fact<boolean> {
  const { items, open } = attachedTo(at, userParts.password, view);
  const path = userParts.password.type;
  if (items.length > 0) return known(true, at.place, path);
  if (open !== undefined) return open;
  if (at.fresh) return known(false, at.place, path);
  const detail =
    'the user exists already, and the plan does not hold its password (aws_iam_user_login_profile)';
  return unknown('not-in-plan', detail, { place: at.place, path });
}

function accessKeys(at: Scope, view: PhaseView): User['accessKeys'] {
  const { items, open } = attachedTo(at, userParts.key, view);
  const keys = items.map((key) => {
    const status = readString(key, 'status', { always: 'Active' });
    const active: Fact<boolean> =
      status.state === 'known' ? { ...status, value: status.value === 'Active' } : status;
    const fields = {
      active,
      ageDays: notInTerraform(key, 'create_date'),
      unusedDays: notInTerraform(key, 'last_used'),
    };
    return known({ fields }, key.place, 'id');
  });
  const more = open ?? elsewhere(at, userParts.key.type);
  return known(
    more === undefined ? { items: keys } : { items: keys, open: more },
    at.place,
    userParts.key.type,
  );
}

function groups(at: Scope, view: PhaseView): Fact<ListValue<string>> {
  const memberships = attachedTo(at, userParts.groups, view);
  const members = attachedTo(at, userParts.members, view);
  let open = memberships.open ?? members.open;
  const found = new Map<string, Fact<string>>();
  const add = (fact: Fact<string>) => found.set(identityOf(fact), fact);
  for (const member of members.items) add(readString(member, 'group'));
  for (const membership of memberships.items) {
    const list = readStrings(membership, 'groups');
    if (list.state === 'known') list.value.items.forEach(add);
    if (list.state === 'unknown') open ??= list;
  }
  // AWS keeps no order.
  const items = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
  open ??= elsewhere(at, userParts.groups.type);
  return known(open === undefined ? { items } : { items, open }, at.place, userParts.groups.type);
}
