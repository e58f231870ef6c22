import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { account, configRows, denied, facts, onlyOne, recordingOf } from './recordings.ts';

const otherType = 'unknown, unreadable: AWS answered with a value of another type than it documents';

describe('a part of an AWS Config item that cannot be read', () => {
  const read = (supplementaryConfiguration: object) =>
    onlyOne(
      configRows({
        resourceType: 'AWS::S3::Bucket',
        resourceId: 'b',
        configuration: { name: 'b' },
        supplementaryConfiguration,
      }),
      's3-bucket',
    );
  const cut = '{"rules":[{"applyServerSide';
  const cases: readonly (readonly [part: string, attribute: string, missing: unknown])[] = [
    ['BucketPolicy', 'policy', 'absent'],
    ['BucketLoggingConfiguration', 'logTargetBucket', 'absent'],
    ['BucketLifecycleConfiguration', 'lifecycleRules', []],
    ['BucketVersioningConfiguration', 'versioning', 'default: Disabled'],
    ['BucketVersioningConfiguration', 'mfaDelete', false],
    [
      'ServerSideEncryptionConfiguration',
      'encryption',
      { algorithm: 'default: AES256', kmsKeyId: 'absent', bucketKey: 'default: false' },
    ],
    ['BucketReplicationConfiguration', 'replicates', 'default: false'],
  ];
  for (const [part, attribute, missing] of cases) {
    it(`is not taken for one that is not there: ${part}, ${attribute}`, () => {
      assert.equal(facts(read({ [part]: cut }), attribute)[attribute], otherType);
      assert.deepEqual(facts(read({ [part]: '' }), attribute)[attribute], missing);
      assert.deepEqual(facts(read({ [part]: null }), attribute)[attribute], missing);
    });
  }

  it('leaves every setting of a public access block open', () => {
    const settings = facts(
      read({ PublicAccessBlockConfiguration: cut }),
      'publicAccessBlock',
    ).publicAccessBlock;
    assert.deepEqual([...new Set(Object.values(settings as object))], [otherType]);
  });
});

describe('security groups of which EC2 tells two things', () => {
  const group = { GroupId: 'sg-1', GroupName: 'web', Description: 'd', VpcId: 'vpc-1' };
  const everything = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  const rule = { GroupId: 'sg-1', IsEgress: false, IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
  const read = (more: object, rules: readonly object[]) =>
    onlyOne(
      recordingOf({
        'ec2:DescribeSecurityGroups': { SecurityGroups: [{ ...group, ...more }] },
        'ec2:DescribeSecurityGroupRules': { SecurityGroupRules: rules },
      }),
      'security-group',
    );
  const disagree =
    'unknown, not-read: ec2:DescribeSecurityGroupRules shows none of the rules that ec2:DescribeSecurityGroups tells of';

  it('has no empty side that the group itself says is not empty', () => {
    const none = { ingress: [], egress: [] };
    assert.deepEqual(facts(read({}, []), 'ingress', 'egress'), none);
    assert.deepEqual(
      facts(read({ IpPermissions: [], IpPermissionsEgress: [] }, []), 'ingress', 'egress'),
      none,
    );
    assert.deepEqual(
      facts(
        read({ IpPermissions: [everything], IpPermissionsEgress: [everything] }, []),
        'ingress',
        'egress',
      ),
      { ingress: disagree, egress: disagree },
    );
    const both = facts(
      read({ IpPermissions: [everything] }, [{ ...rule, CidrIpv4: '10.0.0.0/8' }]),
      'ingress',
    );
    assert.equal((both.ingress as readonly unknown[]).length, 1);
  });

  it('has no peer that is known where a rule names none that is documented', () => {
    const [only] = facts(read({}, [rule]), 'ingress').ingress as readonly { cidr: unknown }[];
    assert.equal(only?.cidr, 'unknown, unreadable: the rule names no peer of a sort that EC2 documents');
    const [list] = facts(read({}, [{ ...rule, PrefixListId: 'pl-1' }]), 'ingress').ingress as readonly {
      cidr: unknown;
    }[];
    assert.match(String(list?.cidr), /^unknown, not-read: ec2:DescribeManagedPrefixLists was not asked/);
  });
});

describe('a credential report without an answer', () => {
  const user = { UserName: 'u', Arn: `arn:aws:iam::${account}:user/u`, Path: '/' };
  const read = (columns: Readonly<Record<string, string>>) => {
    const all = { user: 'u', arn: user.Arn, ...columns };
    const Content = `${Object.keys(all).join(',')}\n${Object.values(all).join(',')}`;
    return onlyOne(
      recordingOf({
        'iam:GetAccountAuthorizationDetails': { UserDetailList: [user] },
        'iam:GetCredentialReport': { Content },
      }),
      'iam-user',
    );
  };
  const unused = (columns: Readonly<Record<string, string>>) =>
    facts(read(columns), 'passwordUnusedDays').passwordUnusedDays;

  it('does not say that a user has no password', () => {
    const lacking = 'unknown, unreadable: the credential report holds no answer in password_enabled';
    assert.equal(unused({ password_last_used: '2026-01-01T00:00:00Z' }), lacking);
    assert.equal(unused({ password_enabled: 'no_information' }), lacking);
    assert.equal(unused({ password_enabled: 'false' }), 'absent');
    const never = { password_enabled: 'true', password_last_used: 'no_information' };
    assert.equal(unused({ ...never, password_last_changed: '2026-10-06T02:00:00Z' }), 45);
    assert.match(String(unused({ ...never, password_last_changed: 'N/A' })), /^unknown, not-recorded/);
  });
});

describe("the account's own settings", () => {
  const block = (awsRegion: string, day: string, on: boolean) => ({
    resourceType: 'AWS::S3::AccountPublicAccessBlock',
    resourceId: account,
    awsRegion,
    configurationItemCaptureTime: `2026-11-${day}T00:00:00.000Z`,
    configuration: {
      blockPublicAcls: on,
      ignorePublicAcls: on,
      blockPublicPolicy: on,
      restrictPublicBuckets: on,
    },
  });

  it('are those that AWS Config saw last, whichever region saw them', () => {
    const seen = [block('eu-west-1', '01', true), block('us-east-1', '02', false)];
    for (const rows of [seen, [...seen].reverse()]) {
      const read = facts(onlyOne(configRows(...rows), 'account'), 'publicAccessBlock').publicAccessBlock;
      assert.deepEqual([...new Set(Object.values(read as object))], [false]);
    }
  });

  it('are not known of every region where the regions could not be listed', () => {
    const recording = recordingOf({ 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: true } });
    const answer = { account, region: 'global', api: 'ec2:DescribeRegions', readAt: recording.startedAt };
    const answers = [...recording.answers, { ...answer, input: { AllRegions: true }, error: denied }];
    const read = (one: typeof recording) =>
      facts(onlyOne(one, 'account'), 'ebsEncryptionByDefault').ebsEncryptionByDefault;
    assert.deepEqual(read(recording), [{ region: 'eu-west-1', enabled: true }]);
    assert.deepEqual(read({ ...recording, answers }), [{ region: 'eu-west-1', enabled: true }, '…']);
  });
});
