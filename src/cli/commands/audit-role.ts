import { type AuditPolicy, auditPolicies } from '../../sources/aws-account/audit-role.ts';
import { cloudFormationTemplate } from '../../sources/aws-account/audit-role-cloudformation.ts';
import { terraformModule } from '../../sources/aws-account/audit-role-terraform.ts';
import type { AuditRoleCommand } from '../audit-role-arguments.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** `caja-policy audit-role`: what the role of an audit may do, for IAM, Terraform or CloudFormation. */
export function printAuditRole(command: AuditRoleCommand, quiet: boolean, io: Io): ExitCode {
  const { aggregator, externalId, format, trust } = command;
  const policies = auditPolicies({ aggregator });
  const trusted = {
    ...(trust === undefined ? {} : { principal: trust }),
    ...(externalId === undefined ? {} : { externalId }),
  };
  switch (format) {
    case 'json':
      io.stdout.write(policyJson(policies, quiet, io));
      break;
    case 'terraform':
      io.stdout.write(terraformModule(policies, trusted));
      break;
    case 'cloudformation':
      io.stdout.write(cloudFormationTemplate(policies, trusted));
  }
  return exitCodes.clean;
}

function policyJson(policies: readonly AuditPolicy[], quiet: boolean, io: Io): string {
  const [only, another] = policies;
  if (another === undefined) return `${JSON.stringify(only, null, 2)}\n`;
  if (!quiet)
    io.stderr.write(`These are ${policies.length} policies in a list: IAM takes 6,144 characters in one.\n`);
  return `${JSON.stringify(policies, null, 2)}\n`;
}
