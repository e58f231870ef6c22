import { bool, defineKind, int, list, many, string, struct } from '../kind.ts';
import { withoutSomeRegions } from './event-rule.ts';
import { publicAccessBlock } from './public-access-block.ts';

const passwordPolicy = struct(
  'PasswordPolicy',
  {
    minimumLength: int('Fewest characters', { unit: 'characters' }),
    requiresSymbols: bool('A symbol is needed'),
    requiresNumbers: bool('A digit is needed'),
    requiresUppercase: bool('An upper-case letter is needed'),
    requiresLowercase: bool('A lower-case letter is needed'),
    maximumAgeDays: int('Days until a password expires; 0 is never', { unit: 'days' }),
    reusePrevention: int('How many old passwords may not come back; 0 is none'),
  },
  'The password policy of IAM users; absent when the account has none',
  { optional: true },
);

const regionEncryption = struct(
  'RegionEbsEncryption',
  { region: string('Region'), enabled: bool('New volumes are encrypted without asking') },
  'EBS encryption by default in one region',
);

export const account = defineKind({
  name: 'account',
  title: 'AWS account',
  service: 'account',
  meaning: 'The account itself: root user, password policy and settings that hold for everything in it',
  attributes: {
    accountId: string('Account id', { optional: true }),
    rootMfaActive: bool('The root user has an MFA device', { onlyIn: ['aws-account'] }),
    rootMfaHardware: bool("The root user's MFA device is no virtual one: AWS tells no more of it", {
      onlyIn: ['aws-account'],
    }),
    rootPassword: bool('The root user has a password; an organisation can take it from the accounts in it', {
      onlyIn: ['aws-account'],
    }),
    rootAccessKeys: bool('The root user has access keys', { onlyIn: ['aws-account'] }),
    passwordPolicy,
    ebsEncryptionByDefault: list(regionEncryption, 'EBS encryption by default, region by region'),
    watchedForOversize: bool('AWS Compute Optimizer looks for oversized resources', {
      onlyIn: ['aws-account'],
    }),
    publicAccessBlock: publicAccessBlock('The public access block of the whole account'),
  },
  relations: {
    trails: many('cloudtrail-trail', 'all', 'The trails of the account'),
    users: many('iam-user', 'all', 'The IAM users of the account'),
    budgets: many('budget', 'all', 'The budgets of the account'),
    alarms: many('alarm', 'all', 'The alarms of the account'),
    metricFilters: many('metric-filter', 'all', 'The metric filters of the account'),
    eventRules: many('event-rule', 'all', 'The EventBridge rules of the account', withoutSomeRegions),
    distributions: many('cloudfront-distribution', 'all', 'The CloudFront distributions of the account'),
    loadBalancers: many('load-balancer', 'all', 'The load balancers of the account'),
    services: many('ecs-service', 'all', 'The ECS services of the account'),
    databases: many('rds-instance', 'all', 'The RDS instances of the account'),
    dnsRecords: many('dns-record', 'all', 'The DNS records of the account'),
    repositories: many('ecr-repository', 'all', 'The ECR repositories of the account'),
    buckets: many('s3-bucket', 'all', 'The buckets of the account'),
    tables: many('dynamodb-table', 'all', 'The DynamoDB tables of the account'),
  },
});
