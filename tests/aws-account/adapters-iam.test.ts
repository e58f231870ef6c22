import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import { isList } from '../../src/model/fact.ts';
import type { Resource } from '../../src/model/resource.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { denied, facts, onlyOne, recordingOf, resourcesOf, statements } from './recordings.ts';

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

  it('iam-role: one that IAM Identity Center makes takes no tags', () => {
    const Path = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
    const role = { RoleName: 'AWSReservedSSO_Audit_0123456789abcdef', Arn: 'arn:r', Path };
    const read = onlyOne(details({ RoleDetailList: [role] }), 'iam-role');
    assert.deepEqual(facts(read, 'serviceLinked', 'taggable'), { serviceLinked: false, taggable: false });
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
