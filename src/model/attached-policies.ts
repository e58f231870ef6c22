import { type Fact, known, type ListValue, type Unknown } from './fact.ts';

/** Managed policies of a user or role, told apart by who wrote them. */
export interface AttachedPolicies {
  /** Names of those that AWS wrote: `AdministratorAccess`. */
  readonly awsManagedPolicies: Fact<ListValue<string>>;
  /** ARNs of the others. */
  readonly customerPolicyArns: Fact<ListValue<string>>;
}

// "The ARN of an AWS managed policy has aws in the place of the account":
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
const awsManaged = /^arn:[a-z-]+:iam::aws:policy\/(?:.*\/)?([^/]+)$/;

/**
 * Splits a list of attached ARNs. An ARN that is not known yet stands for a customer's policy where `isCustomers` says so
 * (it will be that of a policy which the plan makes); otherwise it may be either, and both lists are open.
 */
export function splitAttachedPolicies(
  attached: Fact<ListValue<string>>,
  isCustomers: (fact: Unknown) => boolean,
): AttachedPolicies {
  if (attached.state !== 'known') return { awsManagedPolicies: attached, customerPolicyArns: attached };
  const aws: Fact<string>[] = [];
  const customer: Fact<string>[] = [];
  let { open } = attached.value;
  for (const item of attached.value.items) {
    if (item.state === 'known') {
      const name = awsManaged.exec(item.value)?.[1];
      if (name === undefined) customer.push(item);
      else aws.push({ ...item, value: name });
    } else if (item.state === 'unknown') {
      if (isCustomers(item)) customer.push(item);
      else open ??= item;
    }
  }
  const { place, path } = attached;
  const list = (items: Fact<string>[]): ListValue<string> => {
    const sorted = items.sort(byText);
    return open === undefined ? { items: sorted } : { items: sorted, open };
  };
  return {
    awsManagedPolicies: known(list(aws), place, path),
    customerPolicyArns: known(list(customer), place, path),
  };
}

/** AWS keeps no order: by text, what is not known yet last. */
function byText(a: Fact<string>, b: Fact<string>): number {
  const [left, right] = [textOf(a), textOf(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function textOf(fact: Fact<string>): string {
  if (fact.state === 'known') return fact.value;
  return `\uffff${fact.state === 'unknown' ? (fact.references[0]?.text ?? fact.detail) : ''}`;
}
