import { actions } from './actions.ts';
import { aggregateActions } from './aggregate-actions.ts';

/** The name of the role, and of its policies, in every account. */
export const auditRoleName = 'caja-audit';

/** What the role is for. */
export interface AuditScope {
  /** It also asks an aggregator of AWS Config, which lies in its account. */
  readonly aggregator: boolean;
}

/** One policy document, as IAM takes it. */
export interface AuditPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly AuditStatement[];
}

interface AuditStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  /** Most of the actions list things, and lists can be allowed on everything only. */
  readonly Resource: '*';
}

/** Who may take the role. */
export interface AuditTrust {
  /** An account by its id, or a role or user in one by its ARN; left out, whoever applies it is asked. */
  readonly principal?: string;
  readonly externalId?: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: without white space. */
const longestPolicy = 6_144;

// "No permissions are required to perform this operation":
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
const free = new Set(['sts:GetCallerIdentity']);

/** The permissions of IAM that a run needs, and no others. */
export function auditPermissions({ aggregator }: AuditScope): readonly string[] {
  return [...namesOf(actions), ...(aggregator ? namesOf(aggregateActions) : [])];
}

/** The policies of the role: one, or as many as it takes to keep each within IAM's limit. */
export function auditPolicies({ aggregator }: AuditScope, limit = longestPolicy): readonly AuditPolicy[] {
  const wanted = namesOf(actions).map((action): Grant => ['ReadTheAccount', action]);
  if (aggregator)
    wanted.push(...namesOf(aggregateActions).map((action): Grant => ['ReadTheAggregator', action]));
  const pages: Grant[][] = [];
  for (const grant of wanted) {
    const page = pages.at(-1);
    if (page !== undefined && JSON.stringify(documentOf([...page, grant])).length <= limit) page.push(grant);
    else pages.push([grant]);
  }
  return pages.map(documentOf);
}

type Grant = readonly [sid: string, action: string];

function documentOf(grants: readonly Grant[]): AuditPolicy {
  const bySid = new Map<string, string[]>();
  for (const [sid, action] of grants) bySid.set(sid, [...(bySid.get(sid) ?? []), action]);
  return {
    Version: '2012-10-17',
    Statement: [...bySid].map(([Sid, Action]) => ({ Sid, Effect: 'Allow', Action, Resource: '*' })),
  };
}

function namesOf(
  table: readonly { readonly api: string; readonly permission?: string }[],
): readonly string[] {
  const names = table.map(({ api, permission }) => permission ?? api).filter((name) => !free.has(name));
  return [...new Set(names)].sort();
}

/** The names of the policies: one has the role's own, several are numbered. */
export function policyNames(policies: readonly AuditPolicy[]): readonly string[] {
  return policies.map((_, index) =>
    policies.length === 1 ? auditRoleName : `${auditRoleName}-${index + 1}`,
  );
}

/** The trust policy, with whatever stands for the principal. */
export function trustPolicy<P>(principal: P, externalId: string | undefined) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: principal },
        Action: 'sts:AssumeRole',
        ...(externalId === undefined
          ? {}
          : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
      },
    ],
  };
}

export const roleDescription = 'Read by caja-policy: every permission only reads';
