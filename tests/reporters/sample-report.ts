import type { Report } from '../../src/model/report.ts';
import { buildReport, finding, type ShortFinding } from './build-report.ts';
import { hostileReport } from './hostile-report.ts';
import { accountReport } from './sample-account.ts';

const rdsFile = 'infrastructure/modules/rds/main.tf';
const at = (file: string, line: number, column = 1) => [
  { file, line, column, part: 'block' as const, calls: [] },
];
const address = (label: string, type: string, kind: string) => ({
  label,
  key: label,
  address: label,
  type,
  kind,
});
const database = address('module.rds.aws_db_instance.main', 'aws_db_instance', 'rds-instance');
const replica = address(
  'module.rds.aws_db_instance.replica["eu-west-1b"]',
  'aws_db_instance',
  'rds-instance',
);
const secondReplica = address(
  'module.rds.aws_db_instance.replica["eu-west-1c"]',
  'aws_db_instance',
  'rds-instance',
);
const group = address('module.rds.aws_security_group.database', 'aws_security_group', 'security-group');
const exportsBucket = address('module.exports.aws_s3_bucket.this', 'aws_s3_bucket', 's3-bucket');
const siteBucket = address('module.site.aws_s3_bucket.this', 'aws_s3_bucket', 's3-bucket');
const logsBucket = address('aws_s3_bucket.logs', 'aws_s3_bucket', 's3-bucket');
const network = address('module.vpc.aws_vpc.main', 'aws_vpc', 'vpc');
const key = address('aws_kms_key.main', 'aws_kms_key', 'kms-key');
const queue = address('aws_sqs_queue.mail', 'aws_sqs_queue', 'unclaimed');

const planFindings: readonly ShortFinding[] = [
  {
    rule: 'rds/instance-keeps-backups',
    resource: database,
    change: 'introduced',
    message: `${database.label} keeps backups for 1 day; the policy asks for 7.`,
    locations: at(rdsFile, 12, 3),
    evidence: [
      { path: 'backup_retention_period', where: database.label, state: 'known', value: 1, default: true },
      { path: 'replicate_source_db', where: database.label, state: 'absent' },
    ],
  },
  {
    rule: 'security-group/admits-no-one-to-databases',
    resource: group,
    change: 'introduced',
    message: `${group.label} admits 0.0.0.0/0 to port 5432.`,
    locations: at('infrastructure/modules/rds/main.tf', 61, 3),
    evidence: [{ path: 'ingress[0].cidr_blocks', where: group.label, state: 'known', value: ['0.0.0.0/0'] }],
  },
  ...[replica, secondReplica].map((resource) => ({
    rule: 'rds/storage-is-encrypted',
    resource,
    change: 'unchanged' as const,
    message: `${resource.label} is not encrypted.`,
    locations: at('infrastructure/modules/rds/replica.tf', 8, 3),
    evidence: [{ path: 'storage_encrypted', where: resource.label, state: 'known' as const, value: false }],
  })),
  {
    rule: 's3/bucket-blocks-public-access',
    resource: exportsBucket,
    change: 'introduced',
    message: `${exportsBucket.label} leaves public policies unblocked. Its access block sets block_public_policy to false.`,
  },
  {
    rule: 's3/bucket-blocks-public-access',
    resource: siteBucket,
    change: 'unchanged',
    message: `${siteBucket.label} has no access block.`,
    locations: at('infrastructure/modules/private-bucket/main.tf', 3),
    waiver: {
      owner: 'web team',
      at: 'caja-policy.yaml:41:5',
      reason: 'Serves the public site until it moves behind CloudFront.',
      expires: '2027-01-31',
      ticket: 'CAJA-412',
      status: 'active',
    },
  },
  {
    rule: 'vpc/has-flow-logs',
    resource: network,
    change: 'unchanged',
    message: `${network.label} writes no flow logs.`,
    locations: at('infrastructure/modules/vpc/main.tf', 5),
    waiver: { owner: 'platform', reason: 'Costs under review.', expires: '2026-06-30', status: 'expired' },
  },
  {
    rule: 'tagging/resource-has-required-tags',
    resource: queue,
    change: 'introduced',
    message: `${queue.label} lacks the tags Owner and Project.`,
    locations: at('infrastructure/environments/prod/mail.tf', 1),
  },
  {
    rule: 'rds/storage-is-encrypted',
    resource: database,
    verdict: 'unknown',
    change: 'introduced',
    message: 'storage_encrypted is known only after apply: it comes from var.encrypted.',
    locations: at(rdsFile, 4),
    evidence: [
      {
        path: 'storage_encrypted',
        where: database.label,
        state: 'unknown',
        detail: 'known only after apply: it comes from var.encrypted',
      },
    ],
  },
  {
    rule: 'kms/key-rotates',
    resource: key,
    verdict: 'unknown',
    change: 'unchanged',
    message: 'The reading of the key stopped: this is a targeted plan.',
  },
  {
    rule: 's3/bucket-blocks-public-access',
    resource: logsBucket,
    verdict: 'pass',
    change: 'fixed',
    message: `${logsBucket.label} blocks public access.`,
  },
  {
    rule: 'tagging/resource-has-required-tags',
    resource: database,
    verdict: 'pass',
    change: 'unchanged',
    message: `${database.label} carries all required tags.`,
  },
];

/** The plan of Caja's production stack, with a little of everything. */
export const planReport: Report = buildReport({
  source: {
    name: 'terraform-plan',
    subject: 'prod.json',
    detail: { terraform: '1.11.4', format: '1.2' },
    readAt: '2026-11-20T09:30:00Z',
    stack: 'infrastructure/environments/prod',
  },
  resources: 64,
  notLookedInto: { aws_sqs_queue: 1, aws_ssm_parameter: 12 },
  findings: planFindings.map(finding),
  gaps: [
    {
      reason: 'partial-plan',
      message: 'The plan was made with -target: resources outside of it were not read. Plan without -target.',
      incomplete: false,
      kinds: ['*'],
    },
  ],
  waivers: [
    {
      rule: 's3/bucket-blocks-public-access',
      resources: ['module.site.*'],
      owner: 'web team',
      reason: 'Serves the public site until it moves behind CloudFront.',
      expires: '2027-01-31',
      ticket: 'CAJA-412',
      at: 'caja-policy.yaml:41:5',
      status: 'active',
      matched: 1,
    },
    {
      rule: 'vpc/has-flow-logs',
      resources: ['module.vpc.*'],
      owner: 'platform',
      reason: 'Costs under review.',
      expires: '2026-06-30',
      at: 'caja-policy.yaml:48:5',
      status: 'expired',
      matched: 1,
    },
    {
      rule: 'kms/key-rotates',
      resources: ['aws_kms_key.old'],
      owner: 'platform',
      reason: 'To be removed.',
      expires: '2027-03-01',
      at: 'caja-policy.yaml:55:5',
      status: 'unmatched',
      matched: 0,
    },
    {
      rule: 'tagging/resource-has-required-tags',
      resources: ['arn:aws:sqs:eu-west-1:444455556666:*'],
      owner: 'platform',
      reason: 'The queues of the old shop go away with it.',
      expires: '2027-03-01',
      at: 'caja-policy.yaml:62:5',
      status: 'elsewhere',
      matched: 0,
      tooBroad: '`arn:aws:sqs:eu-west-1:444455556666:*` names everything of its sort',
    },
  ],
  attestations: [
    {
      requirement: 'DR-5',
      by: 'platform lead',
      on: '2026-09-01',
      evidence: 'runbooks/restore-2026-09.md',
      status: 'valid',
      maximumAgeDays: 92,
      expires: '2026-12-02',
      daysLeft: 12,
    },
    {
      requirement: 'DR-6',
      by: 'platform lead',
      on: '2025-02-01',
      evidence: 'runbooks/failover-2025.md',
      status: 'stale',
      maximumAgeDays: 92,
      expires: '2025-05-04',
      daysLeft: -565,
    },
    { requirement: 'DR-7', status: 'missing', maximumAgeDays: 31 },
  ],
});

/** Nothing fails. */
export const cleanReport: Report = buildReport({
  source: {
    name: 'terraform-plan',
    subject: 'dev.json',
    detail: { terraform: '1.11.4' },
    stack: 'infrastructure/environments/dev',
  },
  resources: 31,
  findings: [database, logsBucket, key].map((resource) =>
    finding({
      rule: 'tagging/resource-has-required-tags',
      resource: { ...resource, environment: 'dev' },
      verdict: 'pass',
      change: 'unchanged',
      message: `${resource.label} carries all required tags.`,
    }),
  ),
});

/** Nothing was there to judge. */
export const emptyReport: Report = buildReport({
  source: { name: 'terraform-plan', subject: 'empty.json', detail: {} },
  findings: [],
});

export const samples: Readonly<Record<string, Report>> = {
  plan: planReport,
  account: accountReport,
  clean: cleanReport,
  empty: emptyReport,
  hostile: hostileReport,
};
