import {
  type AuditPolicy,
  type AuditTrust,
  auditRoleName,
  policyNames,
  roleDescription,
  trustPolicy,
} from './audit-role.ts';

/** An expression of Terraform among plain values. */
interface Expression {
  readonly expression: string;
}

type Hcl = string | Expression | readonly Hcl[] | { readonly [key: string]: Hcl };

const variable = `
variable "trusted_account" {
  type        = string
  description = "Account that may assume the role, by its id, or a role or user in it by its ARN"
}
`;

/** The role and its policies as a Terraform module. */
export function terraformModule(policies: readonly AuditPolicy[], trust: AuditTrust): string {
  const principal = trust.principal ?? { expression: 'var.trusted_account' };
  const names = policyNames(policies);
  const labels = names.map((name) => name.replaceAll('-', '_'));
  return [
    '# The role by which caja-policy reads the account, as `caja-policy audit-role` prints it. Every permission only reads.\n',
    '\nterraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n',
    trust.principal === undefined ? variable : '',
    block('resource "aws_iam_role" "caja_audit"', {
      name: auditRoleName,
      description: roleDescription,
      assume_role_policy: encoded(trustPolicy(principal, trust.externalId)),
    }),
    ...policies.map((document, index) =>
      block(`resource "aws_iam_policy" "${labels[index]}"`, {
        name: names[index] ?? '',
        description: roleDescription,
        policy: encoded(document as unknown as Hcl),
      }),
    ),
    ...labels.map((label) =>
      block(`resource "aws_iam_role_policy_attachment" "${label}"`, {
        role: { expression: 'aws_iam_role.caja_audit.name' },
        policy_arn: { expression: `aws_iam_policy.${label}.arn` },
      }),
    ),
    block('output "role_arn"', { value: { expression: 'aws_iam_role.caja_audit.arn' } }),
  ].join('');
}

function block(head: string, body: Readonly<Record<string, Hcl>>): string {
  return `\n${head} ${object(body, '')}\n`;
}

const encoded = (value: Hcl): Expression => ({ expression: `jsonencode(${text(value, '  ')})` });

function text(value: Hcl, indent: string): string {
  // `${` and `%{` begin templates.
  if (typeof value === 'string') return JSON.stringify(value).replaceAll(/[$%](?=\{)/g, '$&$&');
  if (isExpression(value)) return value.expression;
  if (!isList(value)) return object(value, indent);
  const items = value.map((item) => `${indent}  ${text(item, `${indent}  `)},\n`);
  return `[\n${items.join('')}${indent}]`;
}

/** Equals signs stand below each other from one line to the next, as `terraform fmt` wants them. */
function object(value: Readonly<Record<string, Hcl>>, indent: string): string {
  const entries = Object.entries(value).map(([key, inner]) => ({
    key: /^\w+$/.test(key) ? key : JSON.stringify(key),
    inner: text(inner, `${indent}  `),
  }));
  const lines = entries.map(({ key, inner }, index) => {
    let width = key.length;
    if (!inner.includes('\n')) {
      const run = runAround(entries, index);
      width = Math.max(...run.map((entry) => entry.key.length));
    }
    return `${indent}  ${key.padEnd(width)} = ${inner}\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

/** The neighbours of one line that are one line each, too. */
function runAround<E extends { readonly inner: string }>(entries: readonly E[], index: number): readonly E[] {
  const isLong = ({ inner }: E) => inner.includes('\n');
  const before = entries.slice(0, index).findLastIndex(isLong);
  const after = entries.slice(index).findIndex(isLong);
  return entries.slice(before + 1, after < 0 ? undefined : index + after);
}

function isExpression(value: Exclude<Hcl, string>): value is Expression {
  return 'expression' in value && typeof value.expression === 'string';
}

function isList(value: Exclude<Hcl, string>): value is readonly Hcl[] {
  return Array.isArray(value);
}
