import type { Verdict } from '../../src/model/report.ts';

type Labels = Readonly<Record<string, Verdict | 'not-applicable'>>;

/** Which rule says what of which resource: written from the account as it is built, not from what the program says. */
export const labels: Readonly<Record<string, Labels>> = {
  'account/encrypts-new-volumes': { 'the account': 'pass' },
  'account/password-policy-meets-figures': { 'the account': 'pass' },
  // The root user of moto has neither MFA nor keys.
  'account/root-has-mfa': { 'the account': 'fail' },
  'account/root-has-no-access-keys': { 'the account': 'pass' },

  'ec2/vpc-logs-flows': { 'the VPC that logs': 'pass', 'the VPC that does not': 'fail' },
  'ec2/subnet-assigns-no-public-addresses': {
    'the public subnet': 'fail',
    'the private subnet': 'pass',
    'the other private subnet': 'pass',
  },
  'ec2/subnet-has-own-network-acl': {
    'the public subnet': 'fail',
    'the private subnet': 'pass',
    'the other private subnet': 'pass',
  },
  'ec2/network-acl-limits-traffic': {
    'the network ACL that limits': 'pass',
    'the network ACL that does not': 'fail',
  },
  'ec2/network-acl-closes-administration-ports': { 'the network ACL that limits': 'pass' },
  'ec2/default-security-group-is-empty': {
    // AWS gives a new VPC's default group a rule that admits its own members, and moto does not: what lets traffic out was
    // taken away here, so the one group is empty and the other is not.
    'the default group that was emptied': 'pass',
    'the default group as it comes': 'fail',
  },
  'ec2/security-group-closes-administration-ports': {
    'the group for the web': 'pass',
    'the group for services': 'pass',
    'the group with SSH for everyone': 'fail',
    'the group with RDP for everyone over IPv6': 'fail',
    'the group with everything for the office': 'pass',
  },
  'ec2/security-group-opens-web-ports-only': {
    'the group for the web': 'pass',
    'the group with PostgreSQL for everyone': 'fail',
    // What opens SSH or RDP is the other rule's.
    'the group with SSH for everyone': 'pass',
  },
  'ec2/security-group-limits-ports': {
    'the group for the web': 'pass',
    'the group with everything for the office': 'fail',
  },
  'ec2/volume-encrypts': { 'the encrypted volume': 'pass', 'the plain volume': 'fail' },
  'ec2/instance-has-no-public-address': {
    'the instance within': 'pass',
    'the instance on the internet': 'fail',
  },
  'ec2/instance-is-in-private-subnet': {
    'the instance within': 'pass',
    'the instance on the internet': 'fail',
  },
  'ec2/instance-has-detailed-monitoring': {
    'the instance within': 'pass',
    'the instance on the internet': 'fail',
  },
  // AWS would have encrypted these volumes, because the account encrypts by default; moto does not.
  'ec2/instance-encrypts-devices': { 'the instance within': 'fail' },

  'iam/user-has-mfa': {
    'the careful user': 'pass',
    'the careless user': 'fail',
    'the machine': 'not-applicable',
  },
  'iam/user-has-no-direct-policies': {
    'the careful user': 'pass',
    'the careless user': 'fail',
    'the machine': 'pass',
  },
  'iam/user-rotates-access-keys': { 'the machine': 'pass', 'the careful user': 'not-applicable' },
  'iam/group-holds-no-administration': {
    'the group of readers': 'pass',
    'the group that may do everything': 'fail',
  },
  'iam/role-holds-no-administration': {
    'the task role': 'pass',
    'the audit role': 'pass',
    'the role that may do everything': 'fail',
  },
  'iam/role-trust-admits-no-strangers': {
    'the task role': 'pass',
    'the role for everyone': 'fail',
    'the role of a guarded stranger': 'pass',
  },
  'iam/role-trust-across-accounts-has-condition': {
    'the audit role': 'pass',
    'the role of a stranger': 'fail',
    'the role of a guarded stranger': 'pass',
  },
  'iam/role-trust-narrows-web-identity': {
    'the role of one repository': 'pass',
    'the role of all of GitHub': 'fail',
    'the task role': 'not-applicable',
  },
  // moto leaves the names of policies out, which are the ends of their ARNs.
  'iam/policy-grants-no-administration': {
    'the policy for a bucket': 'pass',
    'the policy for everything': 'fail',
    'the policy that passes any role': 'pass',
  },
  'iam/policy-passes-no-role-freely': {
    'the policy for a bucket': 'pass',
    'the policy that passes any role': 'fail',
  },
};
