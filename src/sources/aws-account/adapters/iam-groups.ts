import { type Fact, known } from '../../../model/fact.ts';
import { isObject, type JsonObject } from '../item.ts';
import { type Evidence, elementsOf, isWhole } from './evidence.ts';
import type { ItemReader } from './item-reader.ts';

const path = 'GroupList';
const administratorAccess = /^arn:[a-z-]+:iam::aws:policy\/AdministratorAccess$/;
const awsManaged = /^arn:[a-z-]+:iam::aws:policy\//;

/** Whether a user may administer by one of its groups (`GroupDetailList` of the same answer). */
export type GroupReader = (user: ItemReader) => Fact<boolean>;

export function groupReader(evidence: Evidence): GroupReader {
  const groups = new Map<string, JsonObject>();
  for (const group of elementsOf(evidence, 'GroupDetailList')) groups.set(String(group.GroupName), group);
  return (user) => {
    const names = user.strings(path, 'empty');
    if (names.state !== 'known') return names;
    const members = names.value.items.map((name) =>
      name.state === 'known' ? groups.get(name.value) : undefined,
    );
    const answers = members.map((group) => (group === undefined ? undefined : administers(group)));
    if (answers.includes(true)) return known(true, names.place, names.path);
    const lacksSome = answers.includes(undefined) || names.value.open !== undefined;
    if (!lacksSome) return known(false, names.place, names.path);
    const detail = isWhole(evidence)
      ? "a group of the user has policies of the account's own, which are not looked into"
      : 'not every group was read';
    return user.unknown(path, 'not-read', detail);
  };
}

/** AdministratorAccess is the one policy of AWS that allows everything; what the account wrote itself may do so too. */
function administers(group: JsonObject): boolean | undefined {
  const attached = listOf(group.AttachedManagedPolicies).map((policy) => String(policy.PolicyArn));
  if (attached.some((arn) => administratorAccess.test(arn))) return true;
  const own = listOf(group.GroupPolicyList).length > 0 || attached.some((arn) => !awsManaged.test(arn));
  return own ? undefined : false;
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? (value.filter(isObject) as JsonObject[]) : [];
}
