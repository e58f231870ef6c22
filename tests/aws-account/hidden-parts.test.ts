import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Report } from '../../src/model/report.ts';
import { findAction } from '../../src/sources/aws-account/actions.ts';
import { openJudge, verdictsOf, wholeRecording, worstOf } from '../cli/lost-answers.ts';
import {
  aboutOneThing,
  configItemsWithout,
  type Hidden,
  inPages,
  sampleOf,
  withoutField,
} from './hidden-parts.ts';

/**
 * AWS hides parts of an account: one answer is refused, one page cut, one field left out. Nothing may pass for want of what is
 * hidden, nothing may fail for it, and what is not shown any more leaves a gap where it would have been listed.
 * `HIDDEN_PARTS=all` tries every part instead of a sample that is always the same.
 */
const whole = wholeRecording();
const { judged } = await openJudge();
const before = judged(whole).report;
const all = process.env.HIDDEN_PARTS === 'all';

function hides(name: string, parts: readonly Hidden[], most: number): void {
  describe(name, () => {
    assert.notDeepEqual(parts, []);
    for (const { what, recording } of all ? parts : sampleOf(parts, most))
      it(what, () => assertNothingDecided(judged(recording()).report));
  });
}

hides(
  'An answer about one thing that never came, because the read was stopped',
  aboutOneThing(whole, 'stopped'),
  14,
);
hides('An answer about one thing that was refused', aboutOneThing(whole, 'refused'), 10);
hides('A list that ends before its last page', inPages(whole), 16);
hides('Items of AWS Config that came without a part', configItemsWithout(whole), 16);

describe('An item of AWS Config without its configuration', () => {
  for (const type of ['AWS::ECS::Service', 'AWS::Backup::BackupPlan', 'AWS::CodeDeploy::DeploymentGroup']) {
    const part = configItemsWithout(whole).find(({ what }) => what === `${type} without its configuration`);
    it(`decides nothing: ${type}`, () => {
      assertNothingDecided(judged((part ?? assert.fail(type)).recording()).report);
    });
  }
});

/** What AWS always tells; without it nothing is known. */
const due: readonly (readonly [api: string, fields: readonly string[]])[] = [
  [
    'ec2:DescribeSecurityGroupRules',
    ['GroupId', 'IsEgress', 'IpProtocol', 'FromPort', 'ToPort'].map((name) => `SecurityGroupRules.${name}`),
  ],
  ['ec2:GetManagedPrefixListEntries', ['Entries.Cidr']],
  ['ec2:DescribeFlowLogs', ['FlowLogs.ResourceId', 'FlowLogs.TrafficType', 'FlowLogs.FlowLogStatus']],
  ['ec2:DescribeLaunchTemplateVersions', ['LaunchTemplateVersions.LaunchTemplateData']],
  ['elasticloadbalancing:DescribeListeners', ['Listeners.ListenerArn', 'Listeners.SslPolicy']],
  ['cloudtrail:GetTrailStatus', ['IsLogging']],
];

/** What AWS leaves out to say that it is not set; the verdict that follows is the right one. */
const unset: readonly (readonly [api: string, field: string, source: string])[] = [
  // Without a retention policy, events never expire and the field is not there.
  [
    'logs:DescribeLogGroups',
    'logGroups.retentionInDays',
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html',
  ],
  // "If the secret is encrypted with the managed key aws/secretsmanager, this field is omitted."
  [
    'secretsmanager:ListSecrets',
    'SecretList.KmsKeyId',
    'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_SecretListEntry.html',
  ],
  // Trails need neither a key nor a log group.
  [
    'cloudtrail:DescribeTrails',
    'trailList.KmsKeyId',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html',
  ],
  [
    'cloudtrail:DescribeTrails',
    'trailList.CloudWatchLogsLogGroupArn',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html',
  ],
  // Optional parts of a template: whatever is not there is left to the image, the subnet and EC2's defaults.
  [
    'ec2:DescribeLaunchTemplateVersions',
    'LaunchTemplateVersions.LaunchTemplateData.Monitoring',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResponseLaunchTemplateData.html',
  ],
  // "Any components that you do not modify retain their original values."
  [
    'elasticloadbalancing:DescribeListeners',
    'Listeners.DefaultActions.RedirectConfig.Protocol',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html',
  ],
];

describe('A field that is not there', () => {
  for (const [api, fields] of due) {
    for (const field of fields)
      it(`decides nothing where AWS always tells it: ${api} ${field}`, () => {
        assertNothingDecided(judged(withoutField(whole, api, field)).report);
      });
  }
  for (const [api, field, source] of unset) {
    it(`says that it is not set: ${api} ${field}, by ${source}`, () => {
      const now = verdictsOf(judged(withoutField(whole, api, field)).report);
      const failing = [...verdictsOf(before)].filter(
        ([key, had]) => had === 'pass' && now.get(key) === 'fail',
      );
      assert.notDeepEqual(failing, []);
      assert.throws(() => assertNothingDecided(judged(withoutField(whole, api, field)).report));
    });
  }
});

describe('A read that was stopped between the questions about things', () => {
  for (const api of [...new Set(whole.answers.map((answer) => answer.api))]) {
    const action = findAction(api);
    if (action?.each === undefined || action.optional === true) continue;
    it(`tells that ${api} was not asked about everything`, () => {
      const answers = whole.answers.filter((answer) => answer.api !== api);
      const { gaps } = judged({ ...whole, answers }).report;
      assert.ok(gaps.some(({ message, incomplete }) => incomplete && message.includes(api)));
    });
  }
});

function assertNothingDecided(after: Report): void {
  const now = verdictsOf(after);
  const kindOf = new Map(
    before.findings.map(({ rule, resource }) => [`${rule} on ${resource.key}`, resource.kind]),
  );
  const told = new Set(after.gaps.flatMap(({ kinds, incomplete }) => (incomplete ? kinds : [])));
  const decided = [...verdictsOf(before)].filter(([key, had]) => {
    const has = now.get(key);
    if (has === undefined) return had === 'fail' && !told.has(kindOf.get(key) ?? '');
    return had !== has && has !== 'unknown';
  });
  assert.deepEqual(
    decided.map(([key, had]) => `${had} -> ${now.get(key)}: ${key}`),
    [],
  );
  const worst = worstOf(after);
  const better = [...worstOf(before)].filter(
    ([id, had]) => had === 'fail' && !['fail', 'unknown'].includes(worst.get(id) ?? ''),
  );
  assert.deepEqual(better, []);
}
