import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import { isList } from '../../src/model/fact.ts';
import type { Resource } from '../../src/model/resource.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
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

  it('iam-role: the longest session is told by the list of roles alone', () => {
    const role = { RoleName: 'r', Arn: 'arn:aws:iam::111122223333:role/r', Path: '/' };
    const read = (roles: object) =>
      facts(
        onlyOne(
          recordingOf({
            'iam:GetAccountAuthorizationDetails': { RoleDetailList: [role] },
            'iam:ListRoles': roles,
          }),
          'iam-role',
        ),
        'maximumSessionSeconds',
      ).maximumSessionSeconds;
    assert.equal(read({ Roles: [{ ...role, MaxSessionDuration: 7200 }] }), 7200);
    assert.equal(read(denied), 'unknown, denied: iam:ListRoles was denied (AccessDenied)');
    assert.match(String(read({ Roles: [] })), /^unknown, not-read: iam:ListRoles does not name the role/);
    const half = { Roles: [], IsTruncated: true, Marker: 'more' };
    assert.match(String(read(half)), /^unknown, not-read: iam:ListRoles was interrupted/);
  });

  it('iam-group: its policies, and the way to its users and back', () => {
    const group = {
      GroupName: 'operators',
      Arn: 'arn:aws:iam::111122223333:group/people/operators',
      Path: '/people/',
      AttachedManagedPolicies: [
        { PolicyArn: 'arn:aws:iam::111122223333:policy/x' },
        { PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      ],
      GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: document({ ...allow, Sid: 'P' }) }],
    };
    const user = (UserName: string, ...GroupList: readonly string[]) => ({
      UserName,
      Arn: `arn:aws:iam::111122223333:user/${UserName}`,
      Path: '/',
      GroupList,
    });
    const recording = details({
      GroupDetailList: [group],
      UserDetailList: [user('ann', 'operators'), user('bob'), user('eve', 'operators', 'gone')],
    });
    const { after } = readRecording(recording);
    const follow = relate(after, { ownsArea: true });
    const [read] = after.resources.filter(({ kind }) => kind === 'iam-group');
    assert.ok(read);
    assert.deepEqual(
      facts(read, 'groupName', 'path', 'awsManagedPolicies', 'customerPolicyArns', 'taggable', 'tags'),
      {
        groupName: 'operators',
        path: '/people/',
        awsManagedPolicies: ['ReadOnlyAccess'],
        customerPolicyArns: ['arn:aws:iam::111122223333:policy/x'],
        taggable: false,
        tags: {},
      },
    );
    const labels = (of: Resource, relation: string) => {
      const fact = follow(of, relation);
      assert.ok(fact.state === 'known' && isList(fact.value));
      return fact.value.items.map((item) =>
        item.state === 'known' ? (item.value as Resource).label : item.state,
      );
    };
    assert.deepEqual(labels(read, 'members'), ['ann', 'eve']);
    const [ann, bob, eve] = after.resources.filter(({ kind }) => kind === 'iam-user');
    assert.ok(ann && bob && eve);
    assert.deepEqual(labels(ann, 'memberships'), ['operators']);
    assert.deepEqual(labels(bob, 'memberships'), []);
    // A group that IAM does not name may hold anything.
    assert.deepEqual(labels(eve, 'memberships').sort(), ['operators', 'unknown']);
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
  it('root user without a password, as an organisation leaves it', () => {
    const without = summary({ AccountMFAEnabled: 0, AccountAccessKeysPresent: 0, AccountPasswordPresent: 0 });
    assert.deepEqual(read(without, 'rootMfaActive', 'rootPassword'), {
      rootMfaActive: false,
      rootPassword: false,
    });
    // Summaries of the time when every root user had one do not speak of it.
    assert.deepEqual(read(summary({ AccountMFAEnabled: 0 }), 'rootPassword'), {
      rootPassword: 'default: true',
    });
    const report = (enabled: string) => ({
      'iam:GetAccountSummary': denied,
      'iam:GetCredentialReport': {
        Content: `user,arn,password_enabled,mfa_active\n<root_account>,arn:aws:iam::111122223333:root,${enabled},false`,
      },
    });
    assert.deepEqual(read(report('false'), 'rootPassword'), { rootPassword: false });
    assert.match(String(read(report('not_supported'), 'rootPassword').rootPassword), /^unknown, unreadable/);
  });

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
