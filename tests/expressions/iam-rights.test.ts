import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds } from '../../src/model/kinds/index.ts';
import fc from '../property.ts';
import { ask, document, type Statement } from './statements.ts';
import { hidden, listed, run } from './world.ts';

interface Held {
  readonly policies?: readonly (readonly Statement[])[];
  readonly boundary?: readonly Statement[];
  readonly aws?: readonly string[];
  /** More policies may be attached. */
  readonly open?: true;
}

const role = { kind: kinds['iam-role'], parameters: {} } as const;

function asked(source: string, { policies = [], boundary, aws = [], open }: Held) {
  const fields = {
    inlinePolicies: listed(policies.map(document), open && hidden('inline_policy')),
    awsManagedPolicies: listed(aws),
    trustPolicy: document(boundary ?? []),
    roleName: 'app',
    path: '/',
  };
  return run(source, { fields }, role);
}

const verdictOf = (source: string, held: Held) => asked(source, held).verdict;

const pathsOf = (boundary: boolean): string =>
  `escalations(resource.inlinePolicies, ${boundary ? '[resource.trustPolicy]' : '[]'}, resource.awsManagedPolicies, ["role" + resource.path + resource.roleName, "policy/own"])`;

/** Which of some paths are open, by asking for each. */
function isOpen(path: string, held: Held): boolean | 'unknown' {
  return verdictOf(`${pathsOf(held.boundary !== undefined)}.exists(path, path == "${path}")`, held);
}

const everyRole = 'arn:aws:iam::*:role/*';
const lambda = { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com'] } };
const byLambda = 'iam:PassRole with lambda:CreateFunction and lambda:InvokeFunction';
const create: Statement = { Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*' };

describe('escalations: one right that gives all', () => {
  const rows: readonly (readonly [title: string, path: string, given: Statement, boolean | 'unknown'])[] = [
    ['on everything', 'iam:PutRolePolicy', { Action: 'iam:PutRolePolicy', Resource: '*' }, true],
    ['on every role', 'iam:PutRolePolicy', { Action: 'iam:Put*', Resource: everyRole }, true],
    [
      'on every role of another partition',
      'iam:PutRolePolicy',
      { Action: 'iam:PutRolePolicy', Resource: 'arn:aws-cn:iam::*:role/*' },
      true,
    ],
    [
      'on all of IAM in another partition',
      'iam:PutRolePolicy',
      { Action: 'iam:PutRolePolicy', Resource: 'arn:aws-cn:iam::*' },
      true,
    ],
    [
      'on all but IAM in another partition',
      'iam:PutRolePolicy',
      { Action: 'iam:PutRolePolicy', NotResource: 'arn:aws-us-gov:iam::*' },
      false,
    ],
    [
      'of attaching the strongest policy of another partition',
      'iam:AttachRolePolicy',
      {
        Action: 'iam:AttachRolePolicy',
        Resource: '*',
        Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws-us-gov:iam::aws:policy/AdministratorAccess' } },
      },
      true,
    ],
    [
      'on every role of the account',
      'iam:PutRolePolicy',
      { Action: 'iam:PutRolePolicy', Resource: 'arn:aws:iam::111111111111:role/*' },
      true,
    ],
    [
      'on itself, by name',
      'iam:PutRolePolicy',
      { Action: 'iam:PutRolePolicy', Resource: 'arn:aws:iam::111111111111:role/app' },
      true,
    ],
    [
      'on itself, by pattern',
      'iam:AttachRolePolicy',
      { Action: 'iam:AttachRolePolicy', Resource: 'arn:aws:iam::111111111111:role/a*' },
      true,
    ],
    [
      'on another role alone',
      'iam:PutRolePolicy',
      { Action: 'iam:PutRolePolicy', Resource: 'arn:aws:iam::111111111111:role/other' },
      false,
    ],
    [
      'on a policy of its own',
      'iam:CreatePolicyVersion',
      { Action: 'iam:CreatePolicyVersion', Resource: 'arn:aws:iam::111111111111:policy/own' },
      true,
    ],
    [
      'keys of whoever asks are no way up',
      'iam:CreateAccessKey',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM.
      { Action: 'iam:*AccessKey*', Resource: 'arn:aws:iam::*:user/${aws:username}' },
      false,
    ],
    ['keys of every user', 'iam:CreateAccessKey', { Action: 'iam:CreateAccessKey', Resource: '*' }, true],
    ['a Deny gives nothing', 'iam:PutRolePolicy', { Effect: 'Deny', Action: '*', Resource: '*' }, false],
    ['all actions but others', 'iam:PutRolePolicy', { NotAction: ['s3:*', 'iam:Get*'], Resource: '*' }, true],
    [
      'all resources but some roles',
      'iam:PutRolePolicy',
      { Action: 'iam:PutRolePolicy', NotResource: 'arn:aws:iam::*:role/admin-*' },
      // The role itself, which is called app, is not left out.
      true,
    ],
    [
      'with MFA all the same',
      'iam:PutRolePolicy',
      {
        Action: 'iam:PutRolePolicy',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
      true,
    ],
    [
      'only for roles with a boundary',
      'iam:PutRolePolicy',
      {
        Action: 'iam:PutRolePolicy',
        Resource: '*',
        Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111111111111:policy/edge' } },
      },
      false,
    ],
    [
      'only harmless policies',
      'iam:AttachRolePolicy',
      {
        Action: 'iam:AttachRolePolicy',
        Resource: '*',
        Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
      },
      false,
    ],
    [
      'policies of AWS, whichever',
      'iam:AttachRolePolicy',
      {
        Action: 'iam:AttachRolePolicy',
        Resource: '*',
        Condition: { ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/*' } },
      },
      true,
    ],
    [
      'by a tag that nobody can judge from here',
      'iam:PutRolePolicy',
      {
        Action: 'iam:PutRolePolicy',
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'app' } },
      },
      'unknown',
    ],
    ['an unknown resource', 'iam:PutRolePolicy', { Action: 'iam:PutRolePolicy', Resource: ['?'] }, 'unknown'],
    [
      'an unknown resource of another action',
      'iam:PutRolePolicy',
      { Action: 's3:*', Resource: ['?'] },
      false,
    ],
    ['an unknown action', 'iam:PutRolePolicy', { Action: ['?'], Resource: '*' }, 'unknown'],
  ];
  for (const [title, path, given, verdict] of rows)
    it(`${path}: ${title}`, () => assert.equal(isOpen(path, { policies: [[given]] }), verdict));
});

describe('escalations: rights that give all together', () => {
  const passing: Statement = { Action: 'iam:PassRole', Resource: '*' };
  const rows: readonly (readonly [title: string, held: Held, boolean | 'unknown'])[] = [
    ['in one policy', { policies: [[passing, create]] }, true],
    ['in two policies', { policies: [[passing], [create]] }, true],
    ['passing alone', { policies: [[passing]] }, false],
    ['making alone', { policies: [[create]] }, false],
    ['passing to that service', { policies: [[{ ...passing, Condition: lambda }, create]] }, true],
    [
      'passing to another service',
      {
        policies: [
          [
            { ...passing, Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } },
            create,
          ],
        ],
      },
      false,
    ],
    [
      'passing one role',
      { policies: [[{ Action: 'iam:PassRole', Resource: 'arn:aws:iam::1:role/x' }, create]] },
      false,
    ],
    ['a policy of AWS has both', { aws: ['AWSLambda_FullAccess'] }, true],
    ['a policy of AWS has one of them', { aws: ['PowerUserAccess'], policies: [[passing]] }, true],
    ['another policy of AWS', { aws: ['AmazonS3FullAccess'], policies: [[passing]] }, false],
    [
      'passing is denied',
      { policies: [[passing, create, { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }]] },
      false,
    ],
    [
      'passing is denied without MFA: the holder logs in with it',
      {
        policies: [
          [
            passing,
            create,
            {
              Effect: 'Deny',
              Action: '*',
              Resource: '*',
              Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
            },
          ],
        ],
      },
      true,
    ],
    [
      'passing some roles is denied: others remain',
      {
        policies: [
          [
            passing,
            create,
            { Effect: 'Deny', Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/admin' },
          ],
        ],
      },
      true,
    ],
    [
      'passing all roles but some is denied: those may be harmless',
      {
        policies: [
          [
            passing,
            create,
            { Effect: 'Deny', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::*:role/app-*' },
          ],
        ],
      },
      'unknown',
    ],
    ['a boundary without passing', { policies: [[passing, create]], boundary: [create] }, false],
    [
      'a boundary with both',
      { policies: [[passing, create]], boundary: [{ Action: '*', Resource: '*' }] },
      true,
    ],
    ['more policies may be there', { policies: [[passing]], open: true }, 'unknown'],
    ['more policies may deny what is allowed here', { policies: [[passing, create]], open: true }, 'unknown'],
  ];
  for (const [title, held, verdict] of rows) it(title, () => assert.equal(isOpen(byLambda, held), verdict));

  it('names the way, and says when there are many', () => {
    const { verdict } = asked(`join(${pathsOf(false)}, "; ") == "${byLambda}"`, {
      policies: [[passing, create]],
    });
    assert.equal(verdict, true);
    const many = asked(`"9 more" in abridge(${pathsOf(false)}, 4)`, { aws: ['IAMFullAccess'] });
    assert.equal(many.verdict, true);
    assert.equal(asked(`size(${pathsOf(false)}) == 0`, { policies: [[create]] }).verdict, true);
    assert.equal(
      asked(`size(${pathsOf(false)}) == 0`, { policies: [[passing]], open: true }).verdict,
      'unknown',
    );
  });
});

describe('administers', () => {
  const source = 'administers(resource.inlinePolicies, resource.awsManagedPolicies)';
  const rows: readonly (readonly [title: string, held: Held, boolean | 'unknown'])[] = [
    ['nothing', {}, false],
    ['everything in one statement', { policies: [[{ Action: '*', Resource: '*' }]] }, true],
    ['AdministratorAccess', { aws: ['AdministratorAccess'] }, true],
    ['PowerUserAccess alone', { aws: ['PowerUserAccess'] }, false],
    ['PowerUserAccess with IAMFullAccess', { aws: ['PowerUserAccess', 'IAMFullAccess'] }, true],
    [
      'all but IAM, and IAM in another policy',
      { policies: [[{ NotAction: 'iam:*', Resource: '*' }], [{ Action: 'iam:*', Resource: '*' }]] },
      true,
    ],
    [
      'all but IAM twice',
      { policies: [[{ NotAction: 'iam:*', Resource: '*' }], [{ NotAction: 'iam:*', Resource: '*' }]] },
      false,
    ],
    [
      'all but IAM, and all but S3',
      {
        policies: [
          [
            { NotAction: 'iam:*', Resource: '*' },
            { NotAction: 's3:*', Resource: '*' },
          ],
        ],
      },
      true,
    ],
    [
      'all but IAM, and IAM on one role',
      {
        policies: [
          [
            { NotAction: 'iam:*', Resource: '*' },
            { Action: 'iam:*', Resource: 'arn:aws:iam::1:role/x' },
          ],
        ],
      },
      false,
    ],
    ['an unknown resource of one service', { policies: [[{ Action: 's3:*', Resource: ['?'] }]] }, false],
    [
      'all but IAM, and IAM on what is not known yet',
      {
        policies: [
          [
            { NotAction: 'iam:*', Resource: '*' },
            { Action: 'iam:*', Resource: ['?'] },
          ],
        ],
      },
      'unknown',
    ],
    ['more policies may be there', { open: true }, 'unknown'],
    ['everything, and more may be there', { policies: [[{ Action: '*', Resource: '*' }]], open: true }, true],
  ];
  for (const [title, held, verdict] of rows) it(title, () => assert.equal(verdictOf(source, held), verdict));
});

describe('grantsService', () => {
  const rows: readonly (readonly [source: string, given: Statement, boolean | 'unknown'])[] = [
    ['grantsService(s, "iam")', { Action: 'iam:*', Resource: '*' }, true],
    ['grantsService(s, "iam")', { Action: 'iam:*', Resource: 'arn:aws:iam::111111111111:*' }, true],
    ['grantsService(s, "s3")', { Action: 'S3:*', Resource: 'arn:aws:s3:::*' }, true],
    ['grantsService(s, "s3")', { Action: 's3:*', Resource: 'arn:aws:s3:::caja-*' }, false],
    ['grantsService(s, "s3")', { Action: 's3:Get*', Resource: '*' }, false],
    ['grantsService(s, "kms")', { NotAction: 'iam:*', Resource: '*' }, true],
    ['grantsService(s, "kms")', { Effect: 'Deny', Action: '*', Resource: '*' }, false],
    ['grantsService(s, "kms")', { Action: 'kms:*', Resource: ['?'] }, 'unknown'],
    ['grantsService(s, "kms")', { Action: 's3:*', Resource: ['?'] }, false],
  ];
  for (const [source, given, verdict] of rows)
    it(`${source} ${JSON.stringify(given)}`, () => assert.equal(ask(source, given), verdict));
});

describe('passesAnyRole', () => {
  const rows: readonly (readonly [title: string, given: Statement, boolean | 'unknown'])[] = [
    ['any role', { Action: 'iam:PassRole', Resource: '*' }, true],
    ['any role of the account', { Action: 'iam:Pass*', Resource: 'arn:aws:iam::111111111111:role/*' }, true],
    ['any but some', { Action: 'iam:PassRole', NotResource: 'arn:aws:s3:::*' }, true],
    ['some roles', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::111111111111:role/app-*' }, false],
    ['to one service', { Action: 'iam:PassRole', Resource: '*', Condition: lambda }, false],
    [
      'to any service',
      { Action: 'iam:PassRole', Resource: '*', Condition: { StringLike: { 'iam:PassedToService': '*' } } },
      true,
    ],
    [
      'on a condition that has nothing to do with it',
      { Action: 'iam:PassRole', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      true,
    ],
    ['what is not known yet', { Action: 'iam:PassRole', Resource: ['?'] }, 'unknown'],
  ];
  for (const [title, given, verdict] of rows)
    it(title, () => assert.equal(ask('passesAnyRole(s)', given), verdict));
});

describe('demandsSubject and demandsAudience', () => {
  const host = 'token.actions.githubusercontent.com';
  const provider = `arn:aws:iam::111111111111:oidc-provider/${host}`;
  const trust = (operator: string, values: string | readonly string[], principal = provider): Statement => ({
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: principal },
    Condition: { [operator]: { [`${host}:sub`]: values } },
  });
  const rows: readonly (readonly [title: string, given: Statement, boolean | 'unknown'])[] = [
    ['one branch', trust('StringEquals', 'repo:caja/api:ref:refs/heads/main'), true],
    ['one repository', trust('StringLike', 'repo:caja/api:*'), true],
    ['one owner', trust('StringLike', 'repo:caja/*'), true],
    ['any repository', trust('StringLike', 'repo:*'), false],
    ['anything', trust('StringLike', '*'), false],
    ['owners whose names begin alike', trust('StringLike', 'repo:caja*'), false],
    ['one of two is open', trust('StringLike', ['repo:caja/api:*', 'repo:*/api:*']), false],
    ['a star that is none: exactly this text', trust('StringEquals', 'repo:caja/*'), true],
    ['passes without the key', trust('StringLikeIfExists', 'repo:caja/*'), false],
    ['all but one', trust('StringNotLike', 'repo:evil/*'), false],
    ['for all values, and for none', trust('ForAllValues:StringLike', 'repo:caja/*'), false],
    ['for any value', trust('ForAnyValue:StringLike', 'repo:caja/*'), true],
    ['a subject that is not known yet', trust('StringLike', ['?']), 'unknown'],
    ['an open one beside it', trust('StringLike', ['?', '*']), false],
    ['no condition', { Principal: { Federated: provider } }, false],
    [
      'another claim',
      { Principal: { Federated: provider }, Condition: { StringEquals: { [`${host}:repository_id`]: '7' } } },
      'unknown',
    ],
    [
      'the audience alone',
      {
        Principal: { Federated: provider },
        Condition: { StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' } },
      },
      false,
    ],
    ['a provider that is not known yet, anybody', trust('StringLike', '*', '?'), false],
    ['a provider that is not known yet, one owner', trust('StringLike', 'repo:caja/*', '?'), true],
    ['a provider that is not known yet, and nothing said', { Principal: { Federated: '?' } }, 'unknown'],
    ['an app of the public web', { Principal: { Federated: 'cognito-identity.amazonaws.com' } }, true],
  ];
  for (const [title, given, verdict] of rows)
    it(`subject: ${title}`, () => assert.equal(ask('demandsSubject(s)', given), verdict));
  it('audience', () => {
    const aud = (operator: string, value: string): Statement => ({
      Condition: { [operator]: { [`${host}:aud`]: [value] } },
    });
    assert.equal(ask('demandsAudience(s)', aud('StringEquals', 'sts.amazonaws.com')), true);
    assert.equal(ask('demandsAudience(s)', aud('StringLike', '*')), false);
    assert.equal(ask('demandsAudience(s)', aud('StringEqualsIfExists', 'sts.amazonaws.com')), false);
    assert.equal(ask('demandsAudience(s)', aud('StringEquals', '?')), 'unknown');
    assert.equal(ask('demandsAudience(s)', trust('StringEquals', 'x')), false);
  });
});

describe('laws', () => {
  const statement = fc
    .record({
      Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
      Action: fc.subarray(['iam:PassRole', 'iam:PutRolePolicy', 'ec2:*', 'iam:*', '*', 's3:Get*'], {
        minLength: 1,
      }),
      Resource: fc.subarray(['*', everyRole, 'arn:aws:iam::1:role/app', 'arn:aws:s3:::b'], { minLength: 1 }),
    })
    .map((one): Statement => one);
  const policies = fc.array(fc.array(statement, { maxLength: 3 }), { maxLength: 3 });
  const none = `size(${pathsOf(false)}) == 0`;
  const administers = 'administers(resource.inlinePolicies, resource.awsManagedPolicies)';
  const checked = (law: (given: readonly (readonly Statement[])[], more: Statement) => void) =>
    fc.assert(fc.property(policies, statement, law), { numRuns: 80 });

  it('it does not matter into how many policies the statements are split, or in which order', () => {
    checked((given) => {
      const flat = given.flat();
      const ways: Held[] = [{ policies: given }, { policies: [flat] }, { policies: [[...flat].reverse()] }];
      for (const source of [none, administers])
        assert.equal(new Set(ways.map((held) => verdictOf(source, held))).size, 1);
    });
  });

  it('one more Allow takes no way away, and one more Deny opens none', () => {
    checked((given, more) => {
      const before = verdictOf(none, { policies: given });
      const allowed = verdictOf(none, { policies: [...given, [{ ...more, Effect: 'Allow' }]] });
      const denied = verdictOf(none, { policies: [...given, [{ ...more, Effect: 'Deny' }]] });
      if (before === false) assert.equal(allowed, false);
      if (before === true) assert.equal(denied, true);
    });
  });

  it('a boundary for everything changes nothing, one for nothing shuts every way', () => {
    checked((given) => {
      const bounded = `size(${pathsOf(true)}) == 0`;
      const wide = { policies: given, boundary: [{ Action: '*', Resource: '*' }] };
      assert.equal(verdictOf(bounded, wide), verdictOf(none, { policies: given }));
      assert.equal(verdictOf(bounded, { policies: given, boundary: [] }), true);
    });
  });

  it('more policies that may be there never turn an answer round', () => {
    checked((given, more) => {
      const open = verdictOf(none, { policies: given, open: true });
      if (open !== 'unknown') assert.equal(verdictOf(none, { policies: [...given, [more]] }), open);
      const sure = verdictOf(administers, { policies: given, open: true });
      if (sure !== 'unknown') assert.equal(verdictOf(administers, { policies: [...given, [more]] }), sure);
    });
  });

  it('whoever administers by one statement alone has a way open', () => {
    checked((given) => {
      const allowed = given.map((all) => all.filter(({ Effect }) => Effect === 'Allow'));
      if (verdictOf(administers, { policies: allowed }) === true)
        assert.equal(verdictOf(none, { policies: allowed }), false);
    });
  });
});
