import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Evidence, Finding, Report } from '../../src/model/report.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { goldens, reportOf } from './goldens.ts';
import { run } from './run.ts';

describe('Backups (DR-1), by what a plan can know of the retention', () => {
  const cases: readonly (readonly [plan: string, address: string, Finding['verdict'], Partial<Evidence>])[] =
    [
      ['unset-retention', 'aws_db_instance.main', 'fail', { state: 'known', value: 0, default: true }],
      ['variable-retention', 'aws_db_instance.default', 'pass', { state: 'known', value: 7 }],
      ['variable-retention', 'aws_db_instance.from_file', 'fail', { state: 'known', value: 1 }],
      ['variable-retention', 'aws_db_instance.null', 'fail', { state: 'known', value: 0, default: true }],
      ['module-variable-retention', 'module.default.aws_db_instance.this', 'pass', { value: 14 }],
      ['module-variable-retention', 'module.variable.aws_db_instance.this', 'pass', { value: 21 }],
      ['module-variable-retention', 'module.constant.aws_db_instance.this', 'fail', { value: 3 }],
      [
        'module-variable-retention',
        'module.unapplied.aws_db_instance.this',
        'unknown',
        { state: 'unknown', detail: 'known only after apply: it comes from terraform_data.retention.output' },
      ],
      [
        'unapplied-retention',
        'aws_db_instance.main',
        'unknown',
        { state: 'unknown', detail: 'known only after apply: it comes from terraform_data.retention.output' },
      ],
    ];
  for (const [plan, address, verdict, expected] of cases) {
    it(`${plan}: ${address} is a ${verdict}`, async () => {
      const { findings } = await judgePlan(plan);
      const finding = findings.find(
        (one) => one.rule === 'rds/instance-keeps-backups' && one.resource.address === address,
      );
      assert.equal(finding?.verdict, verdict);
      assert.ok(finding.requirements.includes('DR-1'));
      const fact = finding.evidence.find(({ path }) => path === 'backup_retention_period');
      const same = Object.fromEntries(
        Object.keys(expected).map((key) => [key, fact?.[key as keyof Evidence]]),
      );
      assert.deepEqual(same, expected);
      if (verdict !== 'pass' && verdict !== 'fail')
        assert.match(finding.message, /terraform_data\.retention/);
    });
  }
});

/** The rule that finds each fault of FAULTS.md. The resource is the fault's, or the one named by "on". */
const found: Readonly<Record<string, string>> = {
  'aws_vpc.legacy: no flow log': 'ec2/vpc-logs-flows',
  'aws_default_security_group.legacy: the default group keeps a rule': 'ec2/default-security-group-is-empty',
  'aws_security_group.bastion: SSH (22) open to 0.0.0.0/0, inline':
    'ec2/security-group-closes-administration-ports',
  'aws_vpc_security_group_ingress_rule.desktop: remote desktop (3389) open to ::/0':
    'ec2/security-group-closes-administration-ports',
  'aws_security_group_rule.database: PostgreSQL (5432) open to 0.0.0.0/1 and 128.0.0.0/1':
    'ec2/security-group-opens-web-ports-only',
  'aws_vpc_security_group_ingress_rule.debug: all protocols and ports open to 0.0.0.0/0':
    'ec2/security-group-closes-administration-ports',
  'aws_security_group.range: ports 1 to 1024, SSH among them, open to 0.0.0.0/0 beside a private range':
    'ec2/security-group-closes-administration-ports',
  'module.database.aws_db_instance.this: backups kept for 1 day': 'rds/instance-keeps-backups',
  'aws_db_instance.reports: backup retention never written': 'rds/instance-keeps-backups',
  'aws_db_instance.events: storage encryption never written': 'rds/instance-encrypts-storage',
  'aws_db_instance.partners: publicly accessible': 'rds/instance-is-private',
  'aws_db_instance.scratch: backups switched off (0 days)': 'rds/instance-keeps-backups',
  'aws_rds_cluster.analytics: backups kept for 3 days': 'rds/cluster-keeps-backups',
  'aws_s3_bucket.uploads: no policy that denies plain HTTP': 's3/bucket-denies-plain-http',
  'aws_s3_bucket.uploads: not versioned': 's3/bucket-keeps-versions',
  'aws_s3_bucket_public_access_block.downloads: two of the four settings are off':
    's3/bucket-blocks-public-access',
  'aws_s3_bucket_policy.downloads: everyone may read': 's3/bucket-policy-admits-no-strangers',
  'module.exports.aws_s3_bucket_versioning.this: versioning suspended': 's3/bucket-keeps-versions',
  'aws_kms_key.data: rotation never written': 'kms/key-rotates',
  'aws_kms_key.shared: the key policy lets every principal decrypt': 'kms/key-policy-admits-no-strangers',
  'aws_ebs_volume.scratch: not encrypted': 'ec2/volume-encrypts',
  'aws_ebs_encryption_by_default.this: EBS encryption by default is off': 'account/encrypts-new-volumes',
  'aws_iam_role.anyone: every principal may assume the role': 'iam/role-trust-admits-no-strangers',
  "aws_iam_role.administrator: an administrator's role whose trust asks for no second factor":
    'iam/administering-role-demands-mfa',
  // The policy names it as an administrator's role: what is wrong is that it asks for no second factor.
  'aws_iam_role_policy_attachment.administrator: AdministratorAccess': 'iam/administering-role-demands-mfa',
  'aws_iam_policy.everything: allows * on *': 'iam/policy-grants-no-administration',
  'aws_iam_user.contractor: a policy attached to the user itself': 'iam/user-has-no-direct-policies',
  'aws_iam_user.contractor: console access without a guard that asks for MFA':
    'iam/user-with-credentials-is-guarded-by-mfa',
  'aws_iam_access_key.contractor: a long-lived access key': 'iam/user-with-credentials-is-guarded-by-mfa',
  'aws_iam_account_password_policy.this: 8 characters, no symbols, no reuse prevention, no expiry':
    'account/password-policy-meets-figures',
  'aws_s3_account_public_access_block.this: one of the four settings is off': 'account/blocks-public-access',
  'aws_cloudtrail.this: records one region only': 'cloudtrail/trail-covers-all-regions',
  'aws_cloudtrail.this: log files are not validated': 'cloudtrail/trail-validates-log-files',
  'aws_cloudtrail.this: log files are not encrypted with a KMS key': 'cloudtrail/trail-encrypts-log-files',
  'aws_ebs_volume.untagged: no tags at all': 'tags/resource-has-required-tags',
  'aws_ebs_volume.misspelt: Environment is spelt Enviroment': 'tags/resource-has-required-tags',
  'aws_ebs_volume.wrong_case: environment, service, owner and costcenter in the wrong case':
    'tags/resource-tag-keys-have-right-case',
  'aws_ebs_volume.other_environment: Environment is "production" while the name says prod':
    'tags/resource-tags-have-allowed-values',
  'aws_ebs_volume.empty_owner: Owner overwritten with an empty value': 'tags/resource-has-required-tags',
  'aws_ebs_volume.misnamed: the name lacks the environment and service prefix':
    'tags/resource-name-has-prefix',
};

/** Faults that no rule can call a violation, or that none asks for yet: whoever finds one writes its rule above. */
const notFound: Readonly<Record<string, string>> = {
  'aws_rds_cluster.analytics: storage not encrypted':
    'Aurora encrypts every new cluster, by a key of its own where nobody asks for one',
  "aws_s3_bucket.uploads: no public access block of its own, and the account's has a hole":
    'S3 gives every new bucket a public access block that is shut; the hole is told of the account',
};

const ofTheAccount =
  /^aws_(ebs_encryption_by_default|iam_account_password_policy|s3_account_public_access_block)\./;

describe('The faults of the faulty twin', () => {
  const faults = readFaults();

  it('are all known by name', () => {
    assert.deepEqual(
      faults.map(({ name }) => name).sort(),
      [...Object.keys(found), ...Object.keys(notFound)].sort(),
    );
  });

  for (const { name, address } of faults) {
    const rule = found[name];
    if (rule === undefined) continue;
    it(`${rule} finds ${name}`, async () => {
      const { findings } = await reportOf('caja-prod-faults');
      const finding = findings.find((one) => one.rule === rule && namesOf(one).includes(address));
      assert.equal(finding?.verdict, 'fail', finding?.message ?? 'no finding at all');
    });
  }

  it('stand on resources of which each has a finding', async () => {
    const { findings } = await reportOf('caja-prod-faults');
    const bad = new Set(findings.filter(({ verdict }) => verdict === 'fail').flatMap(namesOf));
    assert.deepEqual(
      faults.filter(({ address }) => !bad.has(address)),
      [],
    );
  });
});

describe('Verdicts on whole stacks and the account', () => {
  it('are those of the goldens', async () => {
    for (const { folder = '', files } of await goldens()) {
      for (const [path, text] of Object.entries(files)) {
        assert.equal(readFileSync(join(repositoryRoot, path), 'utf8'), text, `${path}: npm run goldens`);
      }
      const there = readdirSync(join(repositoryRoot, folder)).map((name) => `${folder}/${name}`);
      assert.deepEqual(there.sort(), Object.keys(files).sort());
    }
  });

  for (const name of ['caja-dev', 'caja-staging', 'caja-prod']) {
    it(`nothing at the gate fails in ${name}`, async () => {
      const { summary, gaps } = await reportOf(name);
      assert.equal(summary.gate.outcome, 'passed');
      assert.deepEqual(gaps, []);
    });
  }
});

async function judgePlan(name: string): Promise<Report> {
  const { stdout } = await run(['plan', `fixtures/plans/cases/${name}.json`, '--report', 'json']);
  return JSON.parse(stdout) as Report;
}

function namesOf({ resource }: Finding): readonly string[] {
  return [resource.address ?? '', resource.key];
}

interface Fault {
  /** Address and what is wrong with it. */
  readonly name: string;
  /** Where a finding tells it: settings of the account as a whole are the account's, companions their owner's. */
  readonly address: string;
}

function readFaults(): readonly Fault[] {
  const text = readFileSync(join(repositoryRoot, 'fixtures/stacks/caja-faults/FAULTS.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([^`]+)` \| (.+) \| [\w ]+ \|$/gm)];
  return rows.map(([, address = '', what = '']) => {
    const owner = /, on `([^`]+)`$/.exec(what);
    const told = what.replace(/, on `[^`]+`$/, '').replace(/ \(AWS then .*\)$/, '');
    const place = ofTheAccount.test(address) ? 'account' : address;
    return { name: `${address}: ${told}`, address: owner?.[1] ?? place };
  });
}
