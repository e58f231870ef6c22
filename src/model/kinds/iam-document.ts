import { list, string, struct } from '../kind.ts';

const principal = struct(
  'Principal',
  {
    type: string('AWS, Service, Federated, CanonicalUser, or * for everyone'),
    identifier: string('ARN, account id, service name or *'),
  },
  'One principal; an account id is written as its root ARN',
);

const condition = struct(
  'StatementCondition',
  {
    operator: string('As IAM writes it, qualifiers and IfExists included: Bool, ForAnyValue:StringLike'),
    key: string('Condition key in lower case: aws:multifactorauthpresent'),
    values: list(string('value'), 'Values, always as text'),
  },
  'One operator and key of a Condition block',
);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
const statement = struct(
  'Statement',
  {
    sid: string('Statement id, or empty'),
    effect: string('Allow or Deny'),
    actions: list(string('action'), 'Action, as written'),
    notActions: list(string('action'), 'NotAction, as written'),
    resources: list(string('resource'), 'Resource, as written'),
    notResources: list(string('resource'), 'NotResource, as written'),
    principals: list(principal, 'Principal in its normal form'),
    notPrincipals: list(principal, 'NotPrincipal in its normal form'),
    conditions: list(condition, 'Condition, one entry an operator and key'),
  },
  'One statement of an IAM policy document',
);

/** The attribute shape of every IAM policy document: identity, trust and resource policies alike. */
export const policyDocument = (meaning: string, options: Parameters<typeof struct>[3] = {}) =>
  struct('PolicyDocument', { statements: list(statement, 'Its statements, in order') }, meaning, options);
