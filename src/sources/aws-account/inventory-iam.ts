import type { Fact } from '../../model/fact.ts';
import type { KindName } from '../../model/kinds/index.ts';
import type { Gap, Resource } from '../../model/resource.ts';
import { type Answers, type Evidence, elementsOf, isWhole, lostIn } from './adapters/evidence.ts';
import { credentialsOf, isRow, rowOf } from './adapters/iam-credentials.ts';
import { devicesOf } from './adapters/iam-devices.ts';
import { adaptIamGroup } from './adapters/iam-group.ts';
import { adaptIamPolicy, isAwsManaged } from './adapters/iam-policy.ts';
import { adaptIamRole, sessionReader } from './adapters/iam-role.ts';
import { adaptIamUser, type IamCredentials } from './adapters/iam-user.ts';
import { answerReader, type ItemReader } from './adapters/item-reader.ts';
import { globalRegion } from './answer.ts';
import { type DirectRead, gapsOf } from './inventory-direct.ts';
import { resourceOf } from './inventory-resource.ts';
import type { JsonObject } from './item.ts';
import { readTags } from './normalise-tags.ts';

const detailsApi = 'iam:GetAccountAuthorizationDetails';

export function iamCredentials(answers: Answers): IamCredentials {
  return {
    report: credentialsOf(answers.of('iam:GetCredentialReport', globalRegion)),
    devices: devicesOf(answers),
  };
}

/** Users of whom the credential report holds no row: nothing is known of their passwords, keys and MFA. */
export function reportGaps(answers: Answers, { report }: IamCredentials): readonly Gap[] {
  if (report.missing !== undefined) return [];
  const users = elementsOf(answers.of(detailsApi, globalRegion), userList.list);
  const lost = users.filter(({ UserName, Arn, CreateDate }) => {
    const madeAt = typeof CreateDate === 'string' ? CreateDate : undefined;
    return !isRow(rowOf(report, { user: String(UserName), arn: String(Arn), madeAt }));
  });
  if (lost.length === 0) return [];
  const { account, region, api } = report.readBy;
  return [
    {
      reason: 'unreadable',
      message: `The credential report of ${report.madeAt} tells nothing of ${lost.length} of ${users.length} IAM users, who were made since or were cut off. Run again four hours after it.`,
      incomplete: true,
      account,
      region,
      api,
      kinds: [],
    },
  ];
}

interface Listing {
  readonly list: string;
  readonly type: string;
  readonly kind: KindName;
  readonly name: string;
}

const userList: Listing = {
  list: 'UserDetailList',
  type: 'AWS::IAM::User',
  kind: 'iam-user',
  name: 'UserName',
};
const groups: Listing = {
  list: 'GroupDetailList',
  type: 'AWS::IAM::Group',
  kind: 'iam-group',
  name: 'GroupName',
};
const roles: Listing = { list: 'RoleDetailList', type: 'AWS::IAM::Role', kind: 'iam-role', name: 'RoleName' };
const policies: Listing = {
  list: 'Policies',
  type: 'AWS::IAM::Policy',
  kind: 'iam-policy',
  name: 'PolicyName',
};

/**
 * Users, groups, roles and managed policies from IAM itself. It does not tell the tags of policies: AWS Config's rows do, by ARN,
 * where they hold any.
 */
export function iamResources(
  answers: Answers,
  credentials: IamCredentials,
  configTags: ReadonlyMap<string, Readonly<Record<string, string>>>,
): DirectRead {
  const evidence = answers.of(detailsApi, globalRegion);
  const sessions = sessionReader(answers.from(globalRegion));
  const resources = [
    ...listed(evidence, userList, {
      adapt: (user, arn) => adaptIamUser(user, arn, credentials),
      tags: tagsOf,
    }),
    // IAM groups take no tags. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
    ...listed(evidence, groups, {
      adapt: (group) => adaptIamGroup(group),
      tags: () => undefined,
      taggable: () => false,
    }),
    ...listed(evidence, roles, {
      adapt: (role) => adaptIamRole(role, sessions),
      tags: tagsOf,
      taggable: (role) => !isKeptByAws(String(role.Path)),
    }),
    ...listed(evidence, policies, {
      adapt: (policy) => adaptIamPolicy(policy),
      tags: (_policy, arn) => configTags.get(arn),
      taggable: (_policy, arn) => (isAwsManaged(arn) ? false : undefined),
    }),
  ];
  const lists = [userList, groups, roles, policies].map((listing) => {
    const nameless = elementsOf(evidence, listing.list).filter(({ Arn: arn }) => typeof arn !== 'string');
    return { ...listing, lost: nameless.length + lostIn(evidence, listing.list) };
  });
  const whole = lists.filter(({ lost }) => isWhole(evidence) && lost === 0);
  return {
    resources,
    whole: new Set(whole.map(({ type }) => `* ${type}`)),
    gaps: lists.flatMap((listing) => gapsOf(evidence, listing, listing.lost)),
  };
}

/**
 * Services own the one sort; IAM Identity Center makes the other of permission sets, and nobody in the account may change them.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html
 */
function isKeptByAws(path: string): boolean {
  return path.startsWith('/aws-service-role/') || path.startsWith('/aws-reserved/');
}

interface Reading {
  readonly adapt: (item: ItemReader, arn: string) => Readonly<Record<string, Fact>>;
  readonly tags: (element: JsonObject, arn: string) => Readonly<Record<string, string>> | undefined;
  readonly taggable?: (element: JsonObject, arn: string) => boolean | undefined;
}

function listed(evidence: Evidence, listing: Listing, reading: Reading): readonly Resource[] {
  const { readBy } = evidence;
  return elementsOf(evidence, listing.list).flatMap((element) => {
    const { Arn: arn, [listing.name]: told } = element;
    if (typeof arn !== 'string') return [];
    // Every ARN of IAM ends in the name.
    const name = typeof told === 'string' ? told : (arn.split('/').at(-1) ?? arn);
    const item = answerReader(readBy, arn, element);
    return resourceOf({
      kind: listing.kind,
      type: listing.type,
      account: readBy.account,
      region: globalRegion,
      // Names of policies are unique only among the account's own, or AWS's.
      id: listing === policies ? arn : name,
      arn,
      name,
      tags: reading.tags(element, arn),
      taggable: reading.taggable?.(element, arn),
      paths: { type: listing.list, name: listing.name, tags: 'Tags' },
      place: item.place,
      identities: [],
      facts: reading.adapt(item, arn),
    });
  });
}

/** IAM leaves the tags of an untagged user or role out. */
function tagsOf(element: JsonObject): Readonly<Record<string, string>> | undefined {
  return readTags(element.Tags ?? []);
}
