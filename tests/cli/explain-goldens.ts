import type { Goldens } from '../../tools/goldens.ts';
import { type Outcome, run } from './run.ts';

const folder = 'fixtures/explain';
const faults = [
  '--plan',
  'fixtures/plans/caja-prod-faults.json',
  '--stack',
  'infrastructure/environments/prod',
];
const account = ['--replay', 'fixtures/accounts/caja-prod'];
const consultant = 'arn:aws:iam::111122223333:user/consultant';

/** Every sort of answer once, in plans and in an account. */
export const pages: Readonly<Record<string, { readonly argv: readonly string[]; readonly columns: number }>> =
  {
    'fail-in-a-plan': {
      argv: ['rds/instance-keeps-backups', 'module.database.aws_db_instance.this', ...faults],
      columns: 80,
    },
    'fail-in-an-account': { argv: ['iam/user-rotates-access-keys', 'ci-deploy', ...account], columns: 120 },
    'pass-by-a-relation': { argv: ['account/has-audit-trail', '111122223333', ...account], columns: 100 },
    'fail-by-an-element': {
      argv: ['ec2/security-group-closes-administration-ports', 'aws_security_group.bastion', ...faults],
      columns: 80,
    },
    unknown: {
      argv: [
        's3/bucket-turns-acls-off',
        'aws_s3_bucket.uploads',
        '--plan',
        'fixtures/plans/caja-prod-change.json',
      ],
      columns: 80,
    },
    'not-applicable': { argv: ['iam/user-renews-password', 'ci-deploy', ...account], columns: 80 },
    'not-asked': { argv: ['rds/instance-keeps-backups', consultant, ...account], columns: 80 },
  };

export async function pageOf(name: string): Promise<Outcome> {
  const { argv, columns } = pages[name] ?? { argv: [], columns: 80 };
  return run(['explain', ...argv, '--color', 'never', '--quiet'], { terminal: columns });
}

export async function goldens(): Promise<readonly Goldens[]> {
  const files: Record<string, string> = {};
  for (const name of Object.keys(pages)) files[`${folder}/${name}.txt`] = (await pageOf(name)).stdout;
  return [{ folder, files }];
}
