import type { Fact, ListValue } from '../../../model/fact.ts';
import { readPolicyDocument } from '../../../model/policy-document.ts';
import { isUndecided, nowhere, type Undecided } from '../../evaluate/value.ts';

/** What of a statement of AWS's matters here: everything else in these policies gives no rights over rights. */
interface Grant {
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** AWS has changed this operator between versions; either lets the same services through. */
const passedTo = (service: string) => ({ StringLike: { 'iam:PassedToService': service } });

/**
 * AWS's own policies by which one can administer, or come to. Others are taken to be what AWS says of them: rights in one
 * service. Each is at https://docs.aws.amazon.com/aws-managed-policy/latest/reference/NAME.html
 */
const grants: Readonly<Record<string, readonly Grant[]>> = {
  AdministratorAccess: [{ Action: ['*'] }],
  IAMFullAccess: [{ Action: ['iam:*'] }],
  PowerUserAccess: [
    { NotAction: ['iam:*', 'organizations:*', 'account:*'] },
    { Action: ['iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole', 'iam:ListRoles'] },
  ],
  AWSLambda_FullAccess: [
    { Action: ['lambda:*'] },
    { Action: ['iam:PassRole'], Condition: passedTo('lambda.amazonaws.com') },
  ],
  AmazonECS_FullAccess: [
    { Action: ['ecs:*'] },
    { Action: ['iam:PassRole'], Condition: passedTo('ecs-tasks.amazonaws.com') },
  ],
};

const documents = new Map(Object.entries(grants).map(([name, all]) => [name, documentOf(all)]));

function documentOf(all: readonly Grant[]): Fact {
  const statements = all.map((grant) => ({ Effect: 'Allow', Resource: ['*'], ...grant }));
  return readPolicyDocument({ Statement: statements }, { place: nowhere, path: '' });
}

/** The documents of attached policies of AWS, by their names. */
function awsDocuments(names: readonly string[]): readonly Fact[] {
  return names.flatMap((name) => documents.get(name) ?? []);
}

/** A list of documents with those of AWS's policies behind them; what cannot be told of either leaves it open. */
export function withAwsDocuments(
  given: ListValue | Undecided,
  names: { readonly known: readonly string[]; readonly doubt?: Undecided },
  blend: (doubt: Undecided) => NonNullable<ListValue['open']>,
): ListValue {
  const own: ListValue = isUndecided(given) ? { items: [], open: blend(given) } : given;
  const items = [...own.items, ...awsDocuments(names.known)];
  const open = own.open ?? (names.doubt === undefined ? undefined : blend(names.doubt));
  return open === undefined ? { items } : { items, open };
}
