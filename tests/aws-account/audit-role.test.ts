import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findAction } from '../../src/sources/aws-account/actions.ts';
import { openAggregator } from '../../src/sources/aws-account/aggregate.ts';
import {
  type AuditPolicy,
  auditPermissions,
  auditPolicies,
} from '../../src/sources/aws-account/audit-role.ts';
import { cloudFormationTemplate } from '../../src/sources/aws-account/audit-role-cloudformation.ts';
import { terraformModule } from '../../src/sources/aws-account/audit-role-terraform.ts';
import { run } from '../cli/run.ts';
import fc from '../property.ts';
import { recorderItem } from './endpoint/aggregator.ts';
import type { Received } from './endpoint/exchange.ts';
import { filledAccount } from './endpoint/filled.ts';
import { auditAccount, organisationOf } from './endpoint/organisation.ts';
import { fastClock, readAccount } from './endpoint/reading.ts';
import { startEndpoint } from './endpoint/server.ts';

const account = { aggregator: false };
const withAggregator = { aggregator: true };

/** What IAM would have to allow for these calls. */
function permissionsOf(received: readonly Received[]): readonly string[] {
  const names = received.map(({ api }) => findAction(api)?.permission ?? api);
  return [...new Set(names)].filter((name) => name !== 'sts:GetCallerIdentity').sort();
}

describe('the audit role may do exactly what a run does', () => {
  it('of an account that holds everything', async () => {
    process.env.AWS_REGION = 'eu-west-1';
    const { regions, ...filled } = filledAccount(2);
    const [full = {}] = Object.keys(regions).flatMap((name) =>
      name === 'global' ? [] : (regions[name] ?? []),
    );
    // Some things are told in one region alone.
    const all = { ...regions, 'eu-west-1': full, 'us-east-1': full };
    const { received } = await readAccount({ ...filled, regions: all }, {}, { regions: 'all' });
    delete process.env.AWS_REGION;
    assert.deepEqual(auditPermissions(account), permissionsOf(received));
  });

  it('of an aggregator', async () => {
    const name = 'everything';
    const items = [recorderItem(auditAccount, 'eu-west-1')];
    const endpoint = await startEndpoint(organisationOf({ accounts: [], aggregator: { name, items } }));
    try {
      const options = { name, region: 'eu-west-1', endpoint: endpoint.url, clock: fastClock() };
      const opened = await openAggregator(options);
      for (const id of opened.accounts) await opened.read(id);
    } finally {
      await endpoint.close();
    }
    assert.deepEqual(endpoint.mistakes, []);
    const more = auditPermissions(withAggregator).filter((one) => !auditPermissions(account).includes(one));
    assert.deepEqual(more, permissionsOf(endpoint.received));
  });
});

describe('its permissions', () => {
  const checked: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(new URL('permissions.json', import.meta.url), 'utf8'),
  );

  it('are named as IAM names them, and read or list', () => {
    const page =
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html';
    for (const name of auditPermissions(withAggregator))
      assert.match(
        checked[name] ?? 'missing',
        /^(Read|List)$/,
        `${name}: look it up at ${page}, and add it with its access level to tests/aws-account/permissions.json`,
      );
    assert.deepEqual(Object.keys(checked), [...auditPermissions(withAggregator)].sort());
  });

  it('are verbs that read; only a credential report is made', () => {
    for (const name of auditPermissions(withAggregator)) {
      const reads = /^[a-z0-9-]+:(BatchGet|Describe|Get|List|Search|Select|View)[A-Z]\w*$/.test(name);
      assert.ok(reads || name === 'iam:GenerateCredentialReport', name);
    }
  });

  it('are each there once, and hold no wildcard', () => {
    const names = auditPermissions(withAggregator);
    assert.equal(new Set(names).size, names.length);
    assert.ok(!names.some((name) => name.includes('*')));
    assert.ok(!names.includes('sts:GetCallerIdentity'), 'it needs no permission');
  });
});

const actionsOf = (policies: readonly AuditPolicy[]) =>
  policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));

describe('its policies', () => {
  it('hold the permissions, and fit into what IAM takes', () => {
    for (const scope of [account, withAggregator]) {
      const policies = auditPolicies(scope);
      assert.deepEqual(actionsOf(policies), auditPermissions(scope));
      // Ten managed policies is what a role may have.
      assert.ok(policies.length <= 10);
      for (const policy of policies) assert.ok(JSON.stringify(policy).length <= 6_144);
    }
  });

  it('are split where one would be too long, and lose nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 250, max: 6_144 }), (limit) => {
        const policies = auditPolicies(withAggregator, limit);
        assert.deepEqual(actionsOf(policies), auditPermissions(withAggregator));
        for (const [index, policy] of policies.entries()) {
          assert.ok(JSON.stringify(policy).length <= limit);
          const next = actionsOf(policies.slice(index + 1))[0];
          const longer = JSON.stringify(policy).length + `,"${next}"`.length;
          if (next !== undefined && policy.Statement.every(({ Sid }) => Sid === 'ReadTheAccount'))
            assert.ok(longer > limit || next.startsWith('config:'), 'the next one would have fitted');
        }
      }),
      { numRuns: 60 },
    );
  });
});

const twoPolicies = auditPolicies(account, 2_000).slice(0, 2);
const trust = { principal: '444455556666', externalId: 'audit-1' };
// biome-ignore lint/suspicious/noTemplateCurlyInString: no template for Terraform either.
const templated = '${x}%{y}';

describe('as CloudFormation', () => {
  const template = (given: object) => JSON.parse(cloudFormationTemplate(twoPolicies, given));

  it('the role has every policy', () => {
    const { AuditRole, ...policies } = template(trust).Resources;
    assert.deepEqual(AuditRole.Properties.ManagedPolicyArns, [
      { Ref: 'AuditPolicy1' },
      { Ref: 'AuditPolicy2' },
    ]);
    assert.deepEqual(Object.keys(policies), ['AuditPolicy1', 'AuditPolicy2']);
    assert.deepEqual(
      Object.values(policies).map((one) => (one as { Properties: object }).Properties),
      twoPolicies.map((document, index) => ({
        ManagedPolicyName: `caja-audit-${index + 1}`,
        PolicyDocument: document,
      })),
    );
  });

  it('trusts whom it was told to, and asks otherwise', () => {
    const [statement] = template(trust).Resources.AuditRole.Properties.AssumeRolePolicyDocument.Statement;
    assert.deepEqual(statement, {
      Effect: 'Allow',
      Principal: { AWS: '444455556666' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'audit-1' } },
    });
    assert.equal(template(trust).Parameters, undefined);
    const asking = template({});
    assert.deepEqual(Object.keys(asking.Parameters), ['TrustedAccount']);
    const [open] = asking.Resources.AuditRole.Properties.AssumeRolePolicyDocument.Statement;
    assert.deepEqual([open.Principal, open.Condition], [{ AWS: { Ref: 'TrustedAccount' } }, undefined]);
  });
});

/** The arguments of `jsonencode(…)`, read back: in what is printed, each entry has a line of its own. */
function encodedIn(module: string): readonly unknown[] {
  const bodies = [...module.matchAll(/jsonencode\((\{.*?\n {2}\})\)/gs)].map(([, body = '']) => body);
  return bodies.map((body) => {
    const commas = body.replace(/(?<![[{,])\n(?!$)/g, ',\n');
    const keys = commas.replace(/^(\s*)("[^"]+"|\w+) += /gm, (_, space, key) => `${space}${quoted(key)}: `);
    return JSON.parse(keys.replace(/,(\s*[\]}])/g, '$1').replace(/: (var\.\w+)/g, ': "$1"'));
  });
}

const quoted = (key: string): string => (key.startsWith('"') ? key : `"${key}"`);

describe('as Terraform', () => {
  it('the role has every policy', () => {
    const module = terraformModule(twoPolicies, trust);
    const [assume, ...policies] = encodedIn(module);
    assert.deepEqual(policies, twoPolicies);
    assert.deepEqual(assume, {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: '444455556666' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'audit-1' } },
        },
      ],
    });
    for (const label of ['caja_audit_1', 'caja_audit_2'])
      assert.ok(module.includes(`aws_iam_policy.${label}.arn`), label);
    assert.doesNotMatch(module, /variable/);
  });

  it('asks whom to trust where nobody said, and takes no text for a template', () => {
    const module = terraformModule(twoPolicies, { externalId: templated });
    assert.match(module, /variable "trusted_account"/);
    assert.match(module, /AWS = var\.trusted_account/);
    assert.ok(module.includes('"sts:ExternalId" = "$${x}%%{y}"'));
  });
});

describe('caja-policy audit-role', () => {
  it('prints the policy, and what an aggregator needs with it', async () => {
    for (const [argv, scope] of [
      [['audit-role'], account],
      [['audit-role', '--aggregator'], withAggregator],
      [['audit-role', '--aggregator', '--format', 'json'], withAggregator],
    ] as const) {
      const { code, stdout, stderr } = await run(argv);
      assert.deepEqual([code, stderr], [0, '']);
      const told = JSON.parse(stdout);
      assert.deepEqual(actionsOf(Array.isArray(told) ? told : [told]), auditPermissions(scope));
    }
  });

  it('prints the role for Terraform and CloudFormation', async () => {
    const options = ['--trust', '444455556666', '--external-id', 'audit-1'];
    const terraform = await run(['audit-role', '--format', 'terraform', ...options]);
    assert.equal(terraform.stdout, terraformModule(auditPolicies(account), trust));
    const formation = await run(['audit-role', '--format', 'cloudformation', ...options]);
    assert.equal(formation.stdout, cloudFormationTemplate(auditPolicies(account), trust));
  });

  it('refuses what it would have to ignore', async () => {
    const rows: readonly (readonly [argv: readonly string[], told: RegExp])[] = [
      [['--format', 'yaml'], /--format.*`yaml` is not a format/],
      [['--format', 'terrafrom'], /terraform/],
      [['--trust', '444455556666'], /--trust.*does not say who may assume/],
      [['--external-id', 'x1'], /--external-id.*does not say who may assume/],
      [['--format', 'terraform', '--trust', '4444'], /--trust.*`4444` is no account/],
      [['--format', 'terraform', '--external-id', 'a b'], /--external-id.*AWS takes no such/],
      [['--aggregator', 'everything'], /--aggregator.*takes no name/],
      [['more'], /does not take `more`/],
    ];
    for (const [argv, told] of rows) {
      const { code, stdout, stderr } = await run(['audit-role', ...argv]);
      assert.deepEqual([code, stdout], [2, ''], argv.join(' '));
      assert.match(stderr, told);
    }
  });
});
