import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configRows, denied, facts, onlyOne, recordingOf, resourcesOf, statements } from './recordings.ts';

describe('what IAM is asked directly', () => {
  const document = (...Statement: readonly object[]) =>
    encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement }));
  const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  const details = (lists: object) => recordingOf({ 'iam:GetAccountAuthorizationDetails': lists });

  it('iam-role: trust, attachments and inline policies in one order', () => {
    const role = {
      RoleName: 'r',
      Arn: 'arn:aws:iam::111122223333:role/r',
      Path: '/',
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { Service: 'ecs-tasks.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      AttachedManagedPolicies: [{ PolicyArn: 'arn:b' }, { PolicyArn: 'arn:a' }],
      RolePolicyList: [
        { PolicyName: 'z', PolicyDocument: document({ ...allow, Sid: 'Z' }) },
        { PolicyName: 'a', PolicyDocument: document({ ...allow, Sid: 'A' }) },
      ],
    };
    const read = onlyOne(details({ RoleDetailList: [role] }), 'iam-role');
    assert.deepEqual(
      facts(read, 'roleName', 'serviceLinked', 'customerPolicyArns', 'permissionsBoundary', 'taggable'),
      {
        roleName: 'r',
        serviceLinked: false,
        customerPolicyArns: ['arn:a', 'arn:b'],
        permissionsBoundary: 'absent',
        taggable: true,
      },
    );
    const inline = facts(read, 'inlinePolicies').inlinePolicies as { statements: { sid: string }[] }[];
    assert.deepEqual(
      inline.map(({ statements: [first] }) => first?.sid),
      ['A', 'Z'],
    );
    assert.deepEqual(statements(read, 'trustPolicy')[0]?.principals, [
      { type: 'Service', identifier: 'ecs-tasks.amazonaws.com' },
    ]);
  });

  it('iam-role: one that a service owns takes no tags', () => {
    const role = { RoleName: 'r', Arn: 'arn:r', Path: '/aws-service-role/ecs.amazonaws.com/' };
    assert.deepEqual(
      facts(onlyOne(details({ RoleDetailList: [role] }), 'iam-role'), 'serviceLinked', 'taggable', 'tags'),
      {
        serviceLinked: true,
        taggable: false,
        tags: {},
      },
    );
  });

  it('iam-user: administers by a group, or not, or perhaps', () => {
    const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const groups = [
      { GroupName: 'admins', AttachedManagedPolicies: [{ PolicyArn: administratorAccess }] },
      {
        GroupName: 'readers',
        AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
      },
      { GroupName: 'own', AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::111122223333:policy/x' }] },
      { GroupName: 'inline', GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: document(allow) }] },
    ];
    const cases: [string[], boolean | string][] = [
      [[], false],
      [['readers'], false],
      [['readers', 'admins'], true],
      [['own', 'admins'], true],
      [['own'], 'unknown'],
      [['inline'], 'unknown'],
      [['gone'], 'unknown'],
    ];
    for (const [GroupList, expected] of cases) {
      const user = { UserName: 'u', Arn: 'arn:aws:iam::111122223333:user/u', Path: '/', GroupList };
      const read = onlyOne(details({ UserDetailList: [user], GroupDetailList: groups }), 'iam-user');
      const fact = read.fields.administersByGroup;
      assert.equal(fact?.state === 'known' ? fact.value : fact?.state, expected, GroupList.join());
    }
  });

  it('iam-policy: its default version, and whose it is', () => {
    const policy = (Arn: string) => ({
      PolicyName: 'p',
      Arn,
      Path: '/',
      PolicyVersionList: [
        { IsDefaultVersion: false, Document: document({ ...allow, Sid: 'Old' }) },
        { IsDefaultVersion: true, Document: document({ ...allow, Sid: 'Current' }) },
      ],
    });
    const [own, given] = resourcesOf(
      details({
        Policies: [policy('arn:aws:iam::111122223333:policy/p'), policy('arn:aws:iam::aws:policy/p')],
      }),
      'iam-policy',
    );
    assert.ok(own && given);
    assert.equal(statements(own, 'document')[0]?.sid, 'Current');
    assert.deepEqual(
      [facts(own, 'awsManaged').awsManaged, facts(given, 'awsManaged', 'taggable')],
      [false, { awsManaged: true, taggable: false }],
    );
    assert.match(String(facts(own, 'tags').tags), /^unknown, not-recorded/);
  });
});

describe('account', () => {
  const read = (outputs: Readonly<Record<string, object>>, ...names: readonly string[]) =>
    facts(onlyOne(recordingOf(outputs), 'account'), ...names);
  const summary = (SummaryMap: object) => ({ 'iam:GetAccountSummary': { SummaryMap } });
  const rootDevice = {
    VirtualMFADevices: [
      { SerialNumber: 'arn:aws:iam::111122223333:mfa/any', User: { Arn: 'arn:aws:iam::111122223333:root' } },
    ],
  };

  it('root user by the summary, and its device by the list of virtual ones', () => {
    const names = ['rootMfaActive', 'rootMfaHardware', 'rootAccessKeys'];
    const active = summary({ AccountMFAEnabled: 1, AccountAccessKeysPresent: 1 });
    assert.deepEqual(read({ ...active, 'iam:ListVirtualMFADevices': rootDevice }, ...names), {
      rootMfaActive: true,
      rootMfaHardware: false,
      rootAccessKeys: true,
    });
    assert.deepEqual(read({ ...active, 'iam:ListVirtualMFADevices': { VirtualMFADevices: [] } }, ...names), {
      rootMfaActive: true,
      rootMfaHardware: true,
      rootAccessKeys: true,
    });
    assert.deepEqual(read({ ...active, 'iam:ListVirtualMFADevices': denied }, 'rootMfaHardware'), {
      rootMfaHardware: 'unknown, denied: iam:ListVirtualMFADevices was denied (AccessDenied)',
    });
  });

  it('root user by the credential report where the summary was refused, and unknown without both', () => {
    const Content =
      'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_2_active\n<root_account>,arn:aws:iam::111122223333:root,not_supported,true,false,true';
    assert.deepEqual(
      read(
        { 'iam:GetAccountSummary': denied, 'iam:GetCredentialReport': { Content } },
        'rootMfaActive',
        'rootAccessKeys',
      ),
      { rootMfaActive: true, rootAccessKeys: true },
    );
    const refused = 'unknown, denied: iam:GetCredentialReport was denied (AccessDenied)';
    assert.deepEqual(
      read(
        { 'iam:GetAccountSummary': denied, 'iam:GetCredentialReport': denied },
        'rootMfaActive',
        'rootAccessKeys',
      ),
      {
        rootMfaActive: refused,
        rootAccessKeys: refused,
      },
    );
  });

  it('password policy: none, some, refused', () => {
    assert.deepEqual(read({ 'iam:GetAccountPasswordPolicy': {} }, 'passwordPolicy'), {
      passwordPolicy: 'absent',
    });
    const some = {
      MinimumPasswordLength: 14,
      RequireSymbols: true,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: false,
      ExpirePasswords: false,
    };
    assert.deepEqual(
      read({ 'iam:GetAccountPasswordPolicy': { PasswordPolicy: some } }, 'passwordPolicy').passwordPolicy,
      {
        minimumLength: 14,
        requiresSymbols: true,
        requiresNumbers: true,
        requiresUppercase: true,
        requiresLowercase: false,
        maximumAgeDays: 0,
        reusePrevention: 0,
      },
    );
    assert.match(
      String(read({ 'iam:GetAccountPasswordPolicy': denied }, 'passwordPolicy').passwordPolicy),
      /^unknown, denied/,
    );
  });

  it('EBS encryption of a region that refused is unknown there', () => {
    assert.deepEqual(
      read({ 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: true } }, 'ebsEncryptionByDefault')
        .ebsEncryptionByDefault,
      [{ region: 'eu-west-1', enabled: true }],
    );
    assert.deepEqual(
      read({ 'ec2:GetEbsEncryptionByDefault': denied }, 'ebsEncryptionByDefault').ebsEncryptionByDefault,
      [
        {
          region: 'eu-west-1',
          enabled: 'unknown, denied: ec2:GetEbsEncryptionByDefault was denied (AccessDenied)',
        },
      ],
    );
  });

  it('public access block by its item, which is no resource of its own', () => {
    const row = {
      resourceType: 'AWS::S3::AccountPublicAccessBlock',
      resourceId: '111122223333',
      configuration: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: false,
      },
    };
    const recording = configRows(row);
    assert.deepEqual(
      facts(onlyOne(recording, 'account'), 'publicAccessBlock').publicAccessBlock,
      row.configuration,
    );
    assert.deepEqual(resourcesOf(recording, 'unclaimed'), []);
    assert.match(
      String(facts(onlyOne(configRows(), 'account'), 'publicAccessBlock').publicAccessBlock),
      /^unknown, not-recorded/,
    );
  });
});
