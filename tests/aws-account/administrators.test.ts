import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeRule } from '../../src/engine/judge-rule.ts';
import { relate } from '../../src/engine/relate.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { rules } from '../judge-plan.ts';
import fc from '../property.ts';
import { account, denied, recordingOf } from './recordings.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
}
type Document = readonly Statement[];

/** How a user's MFA really is. */
const sorts = ['none', 'virtual', 'token', 'certified', 'passkey'] as const;

interface World {
  readonly inline: Document;
  readonly aws: readonly AwsName[];
  readonly own: readonly PolicyName[];
  readonly groups: readonly GroupName[];
  readonly boundary: PolicyName | undefined;
  readonly policies: Readonly<Record<PolicyName, Document>>;
  readonly groupsHold: Readonly<Record<GroupName, Held>>;
  readonly mfa: (typeof sorts)[number];
  /** The report is older than a virtual device, or than the end of another one. */
  readonly stale: boolean;
}
interface Held {
  readonly inline: Document;
  readonly aws: readonly AwsName[];
  readonly own: readonly PolicyName[];
}

const policyNames = ['p1', 'p2', 'p3'] as const;
const groupNames = ['g1', 'g2'] as const;
type PolicyName = (typeof policyNames)[number];
type GroupName = (typeof groupNames)[number];

const iam = (tail: string) => `arn:aws:iam::${account}:${tail}`;
const userArn = iam('user/ann');
const allow = (Action: readonly string[], Resource: readonly string[] = ['*']): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const allBut = (...NotAction: readonly string[]): Statement => ({
  Effect: 'Allow',
  NotAction,
  Resource: ['*'],
});

const awsPolicies = {
  AdministratorAccess: [allow(['*'])],
  IAMFullAccess: [allow(['iam:*'])],
  PowerUserAccess: [allBut('iam:*', 'organizations:*', 'account:*')],
  ReadOnlyAccess: [],
} as const satisfies Readonly<Record<string, Document>>;
type AwsName = keyof typeof awsPolicies;

const statements: readonly Statement[] = [
  allow(['*']),
  { Effect: 'Allow', Action: ['*'], NotResource: ['arn:aws:s3:::secrets/*'] },
  allBut('iam:*', 'organizations:*', 'account:*'),
  allow(['iam:*']),
  allow(['IAM:Create*', 'iam:Get*']),
  allow(['s3:*']),
  allow(['iam:PutUserPolicy'], [userArn]),
  allow(['iam:PutUserPolicy'], [iam('user/somebody')]),
  allow(['iam:PutGroupPolicy'], [iam('group/g1')]),
  allow(['iam:CreatePolicyVersion'], [iam('policy/p1')]),
  allow(['iam:PassRole']),
  allow(['iam:PassRole'], [iam('role/app')]),
  allow(['ec2:RunInstances']),
  { Effect: 'Deny', Action: ['iam:*'], Resource: ['*'] },
  { Effect: 'Deny', Action: ['iam:PassRole'], Resource: ['*'] },
  { Effect: 'Deny', Action: ['iam:Put*'], Resource: [userArn] },
];

const documents = fc.array(fc.constantFrom(...statements), { maxLength: 2 });
const someOf = <T>(...of: readonly T[]) => fc.subarray([...of], { maxLength: 2 });
const awsNames = Object.keys(awsPolicies) as AwsName[];
const rarely = <T>(some: fc.Arbitrary<readonly T[]>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some });
const held = fc.record({
  inline: rarely(documents),
  aws: rarely(someOf(...awsNames)),
  own: someOf(...policyNames),
});
const worlds: fc.Arbitrary<World> = fc.record({
  inline: rarely(documents),
  aws: rarely(someOf(...awsNames)),
  own: rarely(someOf(...policyNames)),
  groups: someOf(...groupNames),
  boundary: fc.option(fc.constantFrom(...policyNames), { nil: undefined, freq: 3 }),
  policies: fc.record({ p1: documents, p2: documents, p3: documents }),
  groupsHold: fc.record({ g1: held, g2: held }),
  mfa: fc.constantFrom(...sorts),
  stale: fc.boolean(),
});

/** The oracle: asks for single rights as IAM would, with names that no policy knows. */
const fits = (pattern: string, text: string, flags = '') =>
  new RegExp(`^${pattern.replace(/[.+^$(){}|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, flags).test(text);
const meets = (one: Statement, action: string, on: string) =>
  (one.Action?.some((pattern) => fits(pattern, action, 'i')) ??
    !one.NotAction?.some((pattern) => fits(pattern, action, 'i'))) &&
  (one.Resource?.some((pattern) => fits(pattern, on)) ??
    !one.NotResource?.some((pattern) => fits(pattern, on)));
const granted = (all: Document, action: string, on: string) =>
  all.some((one) => one.Effect === 'Allow' && meets(one, action, on));
const refused = (all: Document, action: string, on: string) =>
  all.some((one) => one.Effect === 'Deny' && meets(one, action, on));

/** Everything of no service in particular, and IAM: with these one can get what is left. */
const isEverything = (all: Document) =>
  [
    ['zz:Do', 'arn:aws:zz:::zz'],
    ['ec2:RunInstances', 'arn:aws:ec2:eu-west-1:111122223333:instance/zz'],
    ['iam:PutUserPolicy', iam('user/zz')],
    ['iam:DeleteUser', iam('user/zz')],
  ].every(([action = '', on = '']) => granted(all, action, on));

function mayAdminister(world: World): boolean {
  const groups = world.groups.map((name) => world.groupsHold[name]);
  const mine = [world, ...groups];
  const attached = mine.flatMap(({ own }) => own);
  const all = mine.flatMap((one) => [
    ...one.inline,
    ...one.aws.flatMap((name): Document => awsPolicies[name]),
    ...one.own.flatMap((name) => world.policies[name]),
  ]);
  const edge = world.boundary === undefined ? [allow(['*'])] : world.policies[world.boundary];
  if (isEverything(all) && isEverything(edge)) return true;
  const may = (action: string, ...tails: readonly string[]) =>
    tails.some((tail) => {
      const on = tail.startsWith('arn:') ? tail : iam(tail);
      return [all, edge].every((some) => granted(some, action, on) && !refused(some, action, on));
    });
  const myGroups = world.groups.map((name) => `group/${name}`);
  const myPolicies = attached.map((name) => `policy/${name}`);
  return (
    may('iam:PutUserPolicy', 'user/ann', 'user/zz') ||
    may('iam:AttachUserPolicy', 'user/ann', 'user/zz') ||
    may('iam:PutGroupPolicy', 'group/zz', ...myGroups) ||
    may('iam:AttachGroupPolicy', 'group/zz', ...myGroups) ||
    may('iam:CreatePolicyVersion', 'policy/zz', ...myPolicies) ||
    may('iam:SetDefaultPolicyVersion', 'policy/zz', ...myPolicies) ||
    ['PutRolePolicy', 'AttachRolePolicy', 'UpdateAssumeRolePolicy'].some((one) =>
      may(`iam:${one}`, 'role/zz'),
    ) ||
    ['CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile'].some((one) =>
      may(`iam:${one}`, 'user/zz'),
    ) ||
    may('iam:AddUserToGroup', 'group/zz') ||
    may('lambda:UpdateFunctionCode', 'arn:aws:lambda:eu-west-1:111122223333:function:zz') ||
    (may('iam:PassRole', 'role/zz') &&
      may('ec2:RunInstances', 'arn:aws:ec2:eu-west-1:111122223333:instance/zz'))
  );
}

type Verdict = 'pass' | 'fail' | 'not-applicable' | 'unknown';

function expected(world: World, hardware: boolean): Verdict {
  if (!mayAdminister(world)) return 'not-applicable';
  if (world.mfa === 'none' || (hardware && world.mfa === 'virtual')) return 'fail';
  return hardware && world.mfa === 'passkey' ? 'unknown' : 'pass';
}

/** What AWS may keep to itself. */
const secrets = ['group', 'policy', 'report', 'row', 'virtual', 'own', 'certification'] as const;
type Secret = (typeof secrets)[number];

const encoded = (Statement: Document) =>
  encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement }));
const attachedOf = ({ aws, own }: Pick<Held, 'aws' | 'own'>) => ({
  AttachedManagedPolicies: [
    ...aws.map((name) => ({ PolicyName: name, PolicyArn: `arn:aws:iam::aws:policy/${name}` })),
    ...own.map((name) => ({ PolicyName: name, PolicyArn: iam(`policy/${name}`) })),
  ],
});
const inlineOf = (document: Document) => [{ PolicyName: 'inline', PolicyDocument: encoded(document) }];
const fido = iam('u2f/user/ann/key');

function detailsOf(world: World, hidden: readonly Secret[]) {
  const { boundary } = world;
  const user = {
    UserName: 'ann',
    Arn: userArn,
    Path: '/',
    GroupList: world.groups,
    UserPolicyList: inlineOf(world.inline),
    ...attachedOf(world),
    ...(boundary && { PermissionsBoundary: { PermissionsBoundaryArn: iam(`policy/${boundary}`) } }),
  };
  const groups = groupNames.map((name) => {
    const group = world.groupsHold[name];
    const named = { GroupName: name, Arn: iam(`group/${name}`), Path: '/' };
    return { ...named, GroupPolicyList: inlineOf(group.inline), ...attachedOf(group) };
  });
  const policies = policyNames.map((name) => ({
    PolicyName: name,
    Arn: iam(`policy/${name}`),
    Path: '/',
    PolicyVersionList: [{ IsDefaultVersion: true, Document: encoded(world.policies[name]) }],
  }));
  return {
    UserDetailList: [user],
    GroupDetailList: hidden.includes('group') ? groups.slice(1) : groups,
    Policies: hidden.includes('policy') ? policies.slice(1) : policies,
  };
}

/** What is told of MFA. A device that is no virtual one is asked about where the report tells of MFA, and no list of it. */
function mfaOf({ mfa, stale }: World, hidden: readonly Secret[]): Readonly<Record<string, object>> {
  const told = (what: Secret, output: object) => (hidden.includes(what) ? denied : output);
  const isOther = mfa !== 'none' && mfa !== 'virtual';
  const wasActive = isOther || (mfa === 'virtual' ? !stale : stale);
  const rows = hidden.includes('row') ? [] : [`ann,${userArn},true,${wasActive}`];
  const Content = ['user,arn,password_enabled,mfa_active', ...rows].join('\n');
  const lists = {
    'iam:ListVirtualMFADevices': told('virtual', {
      VirtualMFADevices: mfa === 'virtual' ? [{ User: { Arn: userArn } }] : [],
    }),
    'iam:GetCredentialReport': told('report', { Content }),
  };
  const isLost = (['virtual', 'report', 'row'] as const).some((one) => hidden.includes(one));
  if (isLost || !wasActive || mfa === 'virtual') return lists;
  const serial = mfa === 'token' ? 'GAHT1234' : fido;
  const MFADevices = isOther ? [{ UserName: 'ann', SerialNumber: serial }] : [];
  const asked = { ...lists, 'iam:ListMFADevices': told('own', { MFADevices }) };
  if (!isOther || mfa === 'token' || hidden.includes('own')) return asked;
  const Certifications = mfa === 'certified' ? { FIDO: 'L1' } : {};
  return { ...asked, 'iam:GetMFADevice': told('certification', { SerialNumber: fido, Certifications }) };
}

function recorded(world: World, hidden: readonly Secret[]) {
  const details = detailsOf(world, hidden);
  const recording = recordingOf({ 'iam:GetAccountAuthorizationDetails': details, ...mfaOf(world, hidden) });
  const questions: Readonly<Record<string, object>> = {
    'iam:ListMFADevices': { UserName: 'ann' },
    'iam:GetMFADevice': { SerialNumber: fido, UserName: 'ann' },
  };
  const answers = recording.answers.map((answer) => ({ ...answer, input: { ...questions[answer.api] } }));
  return { ...recording, answers };
}

function verdictsOf(world: World, hardware: boolean, hidden: readonly Secret[] = []) {
  const { after } = readRecording(recorded(world, hidden));
  const resource = after.resources.find(({ kind }) => kind === 'iam-user');
  assert.ok(resource);
  const related = relate(after, { ownsArea: true });
  const scope = { resource, parameters: { hardware }, environment: 'prod', related };
  const judge = (id: string) => {
    const rule = rules.find((one) => one.rule.id === id);
    assert.ok(rule, id);
    return judgeRule(rule, scope).verdict;
  };
  return { administrator: judge('iam/administrator-has-mfa'), user: judge('iam/user-has-mfa') };
}

describe('MFA of random users, who may administer by any path or none', () => {
  it('is judged as IAM knows it', () => {
    const seen: Record<string, number> = {};
    fc.assert(
      fc.property(worlds, fc.boolean(), (world, hardware) => {
        const { administrator, user } = verdictsOf(world, hardware);
        assert.equal(administrator, expected(world, hardware));
        assert.equal(user, world.mfa === 'none' ? 'fail' : 'pass');
        seen[administrator] = (seen[administrator] ?? 0) + 1;
      }),
      { numRuns: 600 },
    );
    for (const verdict of ['pass', 'fail', 'not-applicable', 'unknown'])
      assert.ok((seen[verdict] ?? 0) > 3, `${verdict}: ${seen[verdict]}`);
  });

  it('is judged the same or not at all where AWS keeps something to itself', () => {
    const seen = { unknown: 0, told: 0 };
    const secret = fc.subarray([...secrets], { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(worlds, fc.boolean(), secret, (world, hardware, hidden) => {
        // What is stale in the report is put right by the lists alone.
        fc.pre(!world.stale || !hidden.some((one) => one === 'virtual' || one === 'own'));
        const { administrator, user } = verdictsOf(world, hardware, hidden);
        seen[administrator === 'unknown' ? 'unknown' : 'told'] += 1;
        if (administrator !== 'unknown') assert.equal(administrator, expected(world, hardware));
        if (user !== 'unknown') assert.equal(user, world.mfa === 'none' ? 'fail' : 'pass');
      }),
      { numRuns: 600 },
    );
    assert.ok(seen.unknown > 100 && seen.told > 100, JSON.stringify(seen));
  });
});
