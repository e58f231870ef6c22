import type { Fact } from '../../model/fact.ts';
import type { KindName } from '../../model/kinds/index.ts';
import type { Resource } from '../../model/resource.ts';
import { type Answers, type Evidence, elementsOf, isWhole } from './adapters/evidence.ts';
import {
  type Credentials,
  credentialReader,
  credentialsOf,
  type VirtualDevices,
  virtualDevicesOf,
} from './adapters/iam-credentials.ts';
import { groupReader } from './adapters/iam-groups.ts';
import { adaptIamPolicy, isAwsManaged } from './adapters/iam-policy.ts';
import { adaptIamRole } from './adapters/iam-role.ts';
import { adaptIamUser } from './adapters/iam-user.ts';
import { type ItemReader, itemReader } from './adapters/item-reader.ts';
import { globalRegion } from './answer.ts';
import type { DirectRead } from './inventory-direct.ts';
import { resourceOf } from './inventory-resource.ts';
import { type JsonObject, placeOf } from './item.ts';
import { readTags } from './normalise-tags.ts';

/** What IAM told about passwords, keys and MFA devices. */
export interface IamCredentials {
  readonly report: Credentials;
  readonly devices: VirtualDevices;
}

export function iamCredentials(answers: Answers): IamCredentials {
  return {
    report: credentialsOf(answers.of('iam:GetCredentialReport', globalRegion)),
    devices: virtualDevicesOf(answers.of('iam:ListVirtualMFADevices', globalRegion)),
  };
}

interface Listing {
  readonly list: string;
  readonly type: string;
  readonly kind: KindName;
  readonly name: string;
}

const users: Listing = { list: 'UserDetailList', type: 'AWS::IAM::User', kind: 'iam-user', name: 'UserName' };
const roles: Listing = { list: 'RoleDetailList', type: 'AWS::IAM::Role', kind: 'iam-role', name: 'RoleName' };
const policies: Listing = {
  list: 'Policies',
  type: 'AWS::IAM::Policy',
  kind: 'iam-policy',
  name: 'PolicyName',
};

/**
 * Users, roles and managed policies from IAM itself. It does not tell the tags of policies: AWS Config's rows do, by ARN,
 * where they hold any.
 */
export function iamResources(
  answers: Answers,
  credentials: IamCredentials,
  configTags: ReadonlyMap<string, Readonly<Record<string, string>>>,
): DirectRead {
  const evidence = answers.of('iam:GetAccountAuthorizationDetails', globalRegion);
  const { report, devices } = credentials;
  const byGroup = groupReader(evidence);
  const resources = [
    ...listed(evidence, users, {
      adapt: (user, arn) =>
        adaptIamUser(user, credentialReader(report, String(user.json('UserName')), arn), devices, byGroup),
      tags: tagsOf,
    }),
    ...listed(evidence, roles, {
      adapt: (role) => adaptIamRole(role),
      tags: tagsOf,
      taggable: (role) => !String(role.Path).startsWith('/aws-service-role/'),
    }),
    ...listed(evidence, policies, {
      adapt: (policy) => adaptIamPolicy(policy),
      tags: (_policy, arn) => configTags.get(arn),
      taggable: (_policy, arn) => (isAwsManaged(arn) ? false : undefined),
    }),
  ];
  const types = [users.type, roles.type, policies.type];
  return {
    resources,
    whole: new Set(isWhole(evidence) ? types.map((type) => `* ${type}`) : []),
  };
}

interface Reading {
  readonly adapt: (item: ItemReader, arn: string) => Readonly<Record<string, Fact>>;
  readonly tags: (element: JsonObject, arn: string) => Readonly<Record<string, string>> | undefined;
  readonly taggable?: (element: JsonObject, arn: string) => boolean | undefined;
}

function listed(evidence: Evidence, listing: Listing, reading: Reading): readonly Resource[] {
  const { readBy } = evidence;
  return elementsOf(evidence, listing.list).flatMap((element) => {
    const { Arn: arn, [listing.name]: name } = element;
    if (typeof arn !== 'string' || typeof name !== 'string') return [];
    const place = placeOf(readBy, arn);
    const item = itemReader({ root: element, place, holder: `the answer of ${readBy.api}` });
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
      place,
      identities: [],
      facts: reading.adapt(item, arn),
    });
  });
}

/** IAM leaves the tags of an untagged user or role out. */
function tagsOf(element: JsonObject): Readonly<Record<string, string>> | undefined {
  return readTags(element.Tags ?? []);
}
