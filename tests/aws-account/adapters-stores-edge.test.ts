import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { configRows, facts, onlyOne, plainly, recordingOf, statements } from './recordings.ts';

const unrecorded = /^unknown, not-recorded: /;

/** Some facts of the only resource of a kind, of an item with this configuration. */
function read(type: string, kind: string, bodies: object, ...names: readonly string[]) {
  const row = {
    resourceType: type,
    resourceId: 'twin',
    arn: 'arn:aws:x:eu-west-1:111122223333:twin',
    ...bodies,
  };
  return facts(onlyOne(configRows(row), kind), ...names);
}

describe('DynamoDB tables', () => {
  const table = (configuration: object, ...names: readonly string[]) =>
    read('AWS::DynamoDB::Table', 'dynamodb-table', { configuration }, ...names);
  const encryption = (ssedescription: object) => table({ ssedescription }, 'kmsEncryption', 'kmsKeyId');

  it('are encrypted by a key that AWS owns where the item describes no encryption, or says that it is off', () => {
    const owned = { kmsEncryption: false, kmsKeyId: 'absent' };
    assert.deepEqual(table({ tableName: 'a' }, 'kmsEncryption', 'kmsKeyId'), owned);
    assert.deepEqual(encryption({ status: 'DISABLED' }), owned);
    assert.deepEqual(encryption({ status: 'ENABLED', ssetype: 'AES256' }), owned);
  });

  it('are encrypted by a KMS key in whatever letter case, and in doubt while it changes', () => {
    assert.deepEqual(encryption({ Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:key' }), {
      kmsEncryption: true,
      kmsKeyId: 'arn:key',
    });
    assert.match(
      String(encryption({ status: 'UPDATING', ssetype: 'KMS' }).kmsEncryption),
      /^unknown, unreadable/,
    );
    assert.match(String(encryption({ status: 'ENABLED' }).kmsEncryption), unrecorded);
  });

  it('do not tell of recovery, protection or policy what the item does not hold', () => {
    const told = table({ tableName: 'a' }, 'pointInTimeRecovery', 'deletionProtection', 'policy');
    for (const fact of Object.values(told)) assert.match(String(fact), unrecorded);
  });

  it('have the replicas that work, elsewhere', () => {
    const replicas = [
      { regionName: 'eu-west-1', replicaStatus: 'ACTIVE' },
      { regionName: 'eu-west-2', replicaStatus: 'CREATION_FAILED' },
      { regionName: 'eu-west-3', replicaStatus: 'ACTIVE' },
    ];
    assert.deepEqual(table({ replicas }, 'replicaRegions'), { replicaRegions: ['eu-west-3'] });
    assert.deepEqual(table({ tableName: 'a' }, 'replicaRegions'), { replicaRegions: [] });
  });

  it('may have others where they are global tables of the first version', () => {
    const told = table({ globalTableVersion: '2017.11.29' }, 'replicaRegions');
    assert.match(String(told.replicaRegions), unrecorded);
  });
});

describe('SQS queues', () => {
  const queue = (configuration: object, ...names: readonly string[]) =>
    read('AWS::SQS::Queue', 'sqs-queue', { configuration }, ...names);

  it('are encrypted by a key or by SQS, and in doubt where the item tells of neither', () => {
    assert.equal(queue({ KmsMasterKeyId: 'alias/aws/sqs' }, 'encrypted').encrypted, true);
    assert.equal(queue({ KmsMasterKeyId: '', SqsManagedSseEnabled: 'true' }, 'encrypted').encrypted, true);
    assert.equal(queue({ SqsManagedSseEnabled: false }, 'encrypted').encrypted, false);
    assert.match(String(queue({ QueueName: 'a' }, 'encrypted').encrypted), unrecorded);
  });

  it('have a policy where the item holds one; where it holds none, that proves nothing', () => {
    assert.match(String(queue({ QueueName: 'a' }, 'policy').policy), unrecorded);
    const Policy = JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 'sqs:*' } });
    const row = { resourceType: 'AWS::SQS::Queue', resourceId: 'a', configuration: { Policy } };
    assert.equal(statements(onlyOne(configRows(row), 'sqs-queue'), 'policy').length, 1);
  });
});

describe('EFS file systems', () => {
  const files = (configuration: object, ...names: readonly string[]) =>
    read('AWS::EFS::FileSystem', 'efs-file-system', { configuration }, ...names);

  it('have no policy where the item holds an empty one, and are in doubt where it holds nothing', () => {
    assert.equal(files({ FileSystemPolicy: {} }, 'policy').policy, 'absent');
    assert.equal(files({ FileSystemPolicy: '{}' }, 'policy').policy, 'absent');
    assert.match(String(files({ FileSystemId: 'fs-1' }, 'policy').policy), unrecorded);
  });

  it('are in doubt about what the item leaves out', () => {
    const told = files({ FileSystemId: 'fs-1' }, 'encrypted', 'kmsKeyId', 'backups');
    for (const fact of Object.values(told)) assert.match(String(fact), unrecorded);
    assert.equal(files({ Encrypted: false }, 'kmsKeyId').kmsKeyId, 'absent');
  });

  it('have the tags that their own list holds', () => {
    assert.deepEqual(files({ FileSystemTags: [] }, 'tags').tags, {});
    assert.deepEqual(files({ FileSystemTags: [{ Key: 'Team', Value: 'a' }] }, 'tags').tags, { Team: 'a' });
  });
});

describe('ACM certificates', () => {
  const certificate = (configuration: object, ...names: readonly string[]) =>
    read('AWS::ACM::Certificate', 'acm-certificate', { configuration }, ...names);
  const proved = (...methods: readonly (string | undefined)[]) => {
    const domainValidationOptions = methods.map((validationMethod) => ({ validationMethod }));
    return certificate({ type: 'AMAZON_ISSUED', domainValidationOptions }, 'validation').validation;
  };

  it('are proved by e-mail where one name is, and in doubt where the item does not tell', () => {
    assert.equal(proved('DNS', 'DNS'), 'DNS');
    assert.equal(proved('DNS', 'EMAIL'), 'EMAIL');
    assert.match(String(proved('DNS', undefined)), unrecorded);
    assert.match(String(proved()), unrecorded);
    assert.equal(certificate({ type: 'IMPORTED' }, 'validation').validation, 'NONE');
    assert.match(String(certificate({ domainName: 'a' }, 'validation').validation), unrecorded);
  });

  it('end some days after they were read, whichever way the date is written', () => {
    assert.equal(certificate({ notAfter: '2026-12-20T02:00:00.000Z' }, 'daysLeft').daysLeft, 30);
    assert.equal(certificate({ notAfter: Date.parse('2026-11-19T02:00:00Z') }, 'daysLeft').daysLeft, -1);
    assert.match(String(certificate({ status: 'PENDING_VALIDATION' }, 'daysLeft').daysLeft), unrecorded);
  });

  it('may hold for more names where the item does not list them', () => {
    assert.deepEqual(certificate({ domainName: 'a.example' }, 'domainNames').domainNames, ['a.example', '…']);
  });
});

describe('web ACLs', () => {
  const acl = (configuration: object, ...names: readonly string[]) =>
    read('AWS::WAFv2::WebACL', 'web-acl', { configuration }, ...names);

  it('block by default in every form of an item', () => {
    for (const defaultAction of [{ block: {} }, { Block: {}, allow: null }, 'BLOCK', '{"Block":{}}'])
      assert.equal(acl({ defaultAction }, 'blocksByDefault').blocksByDefault, true);
    assert.equal(acl({ defaultAction: { allow: {} } }, 'blocksByDefault').blocksByDefault, false);
    assert.match(
      String(acl({ defaultAction: {} }, 'blocksByDefault').blocksByDefault),
      /^unknown, unreadable/,
    );
    assert.match(String(acl({ name: 'a' }, 'blocksByDefault').blocksByDefault), unrecorded);
  });

  it('do not tell whether rules count whose action is lost', () => {
    const rules = [
      { name: 'a', action: { block: {} } },
      { name: 'b', overrideAction: {} },
    ];
    assert.deepEqual(acl({ rules }, 'rules', 'countedRules'), { rules: ['a', 'b'], countedRules: ['…'] });
  });

  it('have the rules that Firewall Manager adds, or may have them', () => {
    const groups = { preProcessFirewallManagerRuleGroups: [{ name: 'first', overrideAction: { none: {} } }] };
    assert.deepEqual(acl({ rules: [], ...groups }, 'rules').rules, ['first']);
    assert.deepEqual(acl({ Name: 'FMManagedWebACLV2-a', Rules: [] }, 'rules').rules, ['…']);
    assert.match(String(acl({ name: 'a' }, 'rules').rules), unrecorded);
  });

  it('stand where their ARN says, or nobody knows where', () => {
    const resourceARN = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b';
    assert.equal(acl({ resourceARN }, 'scope').scope, 'CLOUDFRONT');
    assert.match(String(acl({ name: 'a' }, 'scope').scope), unrecorded);
  });
});

describe('CloudFront distributions', () => {
  const distribution = (distributionConfig: object, ...names: readonly string[]) =>
    read(
      'AWS::CloudFront::Distribution',
      'cloudfront-distribution',
      { configuration: { distributionConfig } },
      ...names,
    );
  const behavior = (defaultCacheBehavior: object) => {
    const { behaviors } = distribution(
      { defaultCacheBehavior, cacheBehaviors: { quantity: 0 } },
      'behaviors',
    );
    return (behaviors as readonly Record<string, unknown>[])[0] ?? {};
  };
  const origin = (one: object) => {
    const { origins } = distribution({ origins: { quantity: 1, items: [one] } }, 'origins');
    return (origins as readonly Record<string, unknown>[])[0] ?? {};
  };

  it('are in doubt about all that the item leaves out', () => {
    const bare = { resourceType: 'AWS::CloudFront::Distribution', resourceId: 'E1' };
    for (const configuration of [{ id: 'E1' }, { distributionConfig: { enabled: true } }]) {
      const resource = onlyOne(configRows({ ...bare, configuration }), 'cloudfront-distribution');
      const names = [
        'webAclArn',
        'classicWebAcl',
        'defaultRootObject',
        'aliases',
        'certificateArn',
        'accessLogs',
      ];
      for (const fact of Object.values(facts(resource, ...names, 'defaultCertificate', 'origins')))
        assert.match(String(fact), unrecorded);
    }
  });

  it('have no web ACL, root object or host names where the item says so', () => {
    const config = { webACLId: '', defaultRootObject: '', aliases: { quantity: 0 } };
    assert.deepEqual(distribution(config, 'webAclArn', 'classicWebAcl', 'defaultRootObject', 'aliases'), {
      webAclArn: 'absent',
      classicWebAcl: false,
      defaultRootObject: 'absent',
      aliases: [],
    });
    assert.equal(distribution({ webACLId: '473e64fd-f30b' }, 'classicWebAcl').classicWebAcl, true);
  });

  it('log where the first version is on; where it is off, the second may be on', () => {
    assert.equal(distribution({ logging: { enabled: true } }, 'accessLogs').accessLogs, true);
    const { accessLogs } = distribution({ logging: { enabled: false } }, 'accessLogs');
    assert.match(String(accessLogs), /^unknown, not-read: .*the second is not known/);
  });

  it('use a certificate of ACM, of IAM, or that of CloudFront', () => {
    const of = (viewerCertificate: object) =>
      Object.values(distribution({ viewerCertificate }, 'certificateArn', 'defaultCertificate'));
    assert.deepEqual(of({ certificate: 'arn:acm', certificateSource: 'acm' }), ['arn:acm', false]);
    assert.deepEqual(of({ iamCertificateId: 'ASCA', minimumProtocolVersion: 'TLSv1' }), ['absent', false]);
    assert.deepEqual(of({ cloudFrontDefaultCertificate: true }), ['absent', true]);
  });

  it('take their times from policies of CloudFront, from themselves, or from nowhere that is recorded', () => {
    const managed = behavior({ cachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' });
    assert.equal(managed.maximumTtlSeconds, 'default: 0');
    assert.match(String(behavior({ cachePolicyId: 'own' }).defaultTtlSeconds), /^unknown, not-read/);
    assert.match(String(behavior({ compress: true }).cachePolicyId), unrecorded);
  });

  it('have times that somebody wrote where these are no defaults', () => {
    const times = (minTTL: number, defaultTTL: number, maxTTL: number) =>
      behavior({ forwardedValues: { queryString: false }, minTTL, defaultTTL, maxTTL }).explicitTtls;
    assert.equal(times(0, 60, 300), true);
    assert.match(String(times(0, 86_400, 31_536_000)), unrecorded);
    assert.match(String(times(0, 0, 0)), unrecorded);
  });

  it('may have more behaviours where the item does not list them', () => {
    const { behaviors } = distribution({ defaultCacheBehavior: {} }, 'behaviors');
    assert.deepEqual((behaviors as readonly unknown[]).at(-1), '…');
  });

  it('know the sort of an origin by its configuration alone', () => {
    const bucket = {
      domainName: 'a.b.s3.eu-west-1.amazonaws.com',
      s3OriginConfig: { originAccessIdentity: '' },
    };
    const { sort, bucketName, accessIdentity, accessControlId } = origin(bucket);
    assert.deepEqual([sort, bucketName, accessIdentity], ['s3', 'a.b', 'absent']);
    assert.match(String(accessControlId), unrecorded);
    assert.match(String(origin({ domainName: 'a.s3.amazonaws.com' }).sort), unrecorded);
    assert.match(String(origin({ vpcOriginConfig: { vpcOriginId: 'vo' } }).protocolPolicy), unrecorded);
  });
});

describe('the one region that tells of CloudFront', () => {
  it('is no gap of another region', () => {
    const recorder = { name: 'default', recordingGroup: { resourceTypes: ['AWS::KMS::Key'] } };
    const { gaps } = readRecording(
      recordingOf({ 'config:DescribeConfigurationRecorders': { ConfigurationRecorders: [recorder] } }),
    ).after;
    const message =
      gaps.map((gap) => gap.message).find((text) => text.includes('does not record AWS::')) ?? '';
    assert.match(message, /AWS::SQS::Queue/);
    assert.doesNotMatch(message, /AWS::CloudFront/);
  });

  it('may not be among those that were read, so that lists of distributions stay open', () => {
    const { after } = readRecording(
      configRows({ resourceType: 'AWS::S3::Bucket', resourceId: 'a', configuration: { name: 'a' } }),
    );
    const follow = relate(after, { ownsArea: true });
    for (const kind of ['account', 's3-bucket']) {
      const resource = after.resources.find((one) => one.kind === kind);
      assert.ok(resource, kind);
      assert.deepEqual(plainly(follow(resource, 'distributions')), ['…']);
    }
  });
});
