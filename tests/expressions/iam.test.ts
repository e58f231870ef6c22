import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, type Statement } from './statements.ts';

type Row = readonly [title: string, given: Statement, verdict: boolean | 'unknown'];

function table(source: string, rows: readonly Row[]): void {
  for (const [title, given, verdict] of rows) {
    it(title, () => assert.equal(ask(source, given), verdict, JSON.stringify(given)));
  }
}

const own = '111111111111';

describe('grantsAdministration', () => {
  table('grantsAdministration(s)', [
    ['*, *', { Action: '*', Resource: '*' }, true],
    ['*:*', { Action: '*:*', Resource: 'arn:aws:*:*:*:*' }, true],
    ['a star among others', { Action: ['s3:Get*', '*'], Resource: ['arn:aws:s3:::b', '*'] }, true],
    ['letters that together are all', { Action: ['**'], Resource: ['arn:*'] }, true],
    ['one service', { Action: 's3:*', Resource: '*' }, false],
    ['one resource', { Action: '*', Resource: 'arn:aws:s3:::b' }, false],
    ['a Deny', { Effect: 'Deny', Action: '*', Resource: '*' }, false],
    [
      'under a condition all the same',
      { Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
      true,
    ],
    ['all but one action', { NotAction: 's3:DeleteBucket', Resource: '*' }, true],
    [
      'all but IAM, as PowerUserAccess',
      { NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      false,
    ],
    ['all but reading IAM', { NotAction: 'iam:Get*', Resource: '*' }, true],
    ['all but everything', { NotAction: '*', Resource: '*' }, false],
    ['all but one resource', { Action: '*', NotResource: 'arn:aws:s3:::b' }, true],
    ['all but every resource', { Action: '*', NotResource: '*' }, false],
    ['an unknown action', { Action: ['?'], Resource: '*' }, 'unknown'],
    ['an unknown action beside a star', { Action: ['?', '*'], Resource: '*' }, true],
    ['an unknown action on one resource', { Action: ['?'], Resource: 'arn:aws:s3:::b' }, false],
    ['an unknown resource', { Action: '*', Resource: ['?'] }, 'unknown'],
    ['an unknown exception', { NotAction: ['?'], Resource: '*' }, 'unknown'],
    ['more actions may come', { Action: 's3:*', Resource: '*', open: ['actions'] }, 'unknown'],
    ['an unknown effect', { Effect: '?', Action: '*', Resource: '*' }, 'unknown'],
  ]);
  it('of a document', () => {
    assert.equal(ask('grantsAdministration(d)', [{ Action: 's3:*', Resource: '*' }]), false);
    assert.equal(
      ask('grantsAdministration(d)', [
        { Action: 's3:*', Resource: '*' },
        { Action: '*', Resource: '*' },
      ]),
      true,
    );
  });
});

describe('coversAction and coversResource', () => {
  const rows: readonly (readonly [string, Statement, boolean | 'unknown'])[] = [
    ['coversAction(s, "s3:GetObject")', { Action: 'S3:get*' }, true],
    ['coversAction(s, "s3:GetObject")', { Action: 's3:Put*' }, false],
    ['coversAction(s, "s3:*")', { Action: 's3:Get*' }, false],
    ['coversAction(s, "s3:*")', { Action: '*' }, true],
    ['coversAction(s, "s3:GetObject")', { Action: 's3:Ge?Object' }, true],
    ['coversAction(s, "s3:GetObject")', { NotAction: 'iam:*' }, true],
    ['coversAction(s, "s3:GetObject")', { NotAction: 's3:Get*' }, false],
    ['coversAction(s, "s3:*")', { NotAction: 's3:GetObject' }, false],
    ['coversAction(s, "s3:GetObject")', { NotAction: ['?'] }, 'unknown'],
    ['coversAction(s, "s3:GetObject")', { NotAction: ['?', 's3:*'] }, false],
    ['coversAction(s, "s3:GetObject")', {}, false],
    ['coversAction(s, "s3:GetObject")', { Effect: 'Deny', Action: '*' }, true],
    ['coversResource(s, "arn:aws:s3:::b/*")', { Resource: 'arn:aws:s3:::b*' }, true],
    ['coversResource(s, "arn:aws:s3:::b/*")', { Resource: 'arn:aws:s3:::b' }, false],
    ['coversResource(s, "arn:aws:s3:::B")', { Resource: 'arn:aws:s3:::b' }, false],
    ['coversResource(s, "arn:aws:s3:::b")', { NotResource: 'arn:aws:s3:::c' }, true],
    ['coversResource(s, "arn:aws:s3:::b")', { Resource: ['?'] }, 'unknown'],
  ];
  for (const [source, given, verdict] of rows)
    it(`${source} ${JSON.stringify(given)}`, () => assert.equal(ask(source, given), verdict));
});

describe('demandsMfa', () => {
  const allow = (Condition: NonNullable<Statement['Condition']>): Statement => ({
    Action: 'sts:AssumeRole',
    Principal: { AWS: own },
    Condition,
  });
  const deny = (Condition: NonNullable<Statement['Condition']>): Statement => ({
    Effect: 'Deny',
    NotAction: 'iam:*',
    Resource: '*',
    Condition,
  });
  table('demandsMfa(s)', [
    ['Bool true', allow({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), true],
    ['Bool True', allow({ Bool: { 'aws:MultiFactorAuthPresent': 'True' } }), true],
    ['Bool false', allow({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }), false],
    ['either', allow({ Bool: { 'aws:MultiFactorAuthPresent': ['true', 'false'] } }), false],
    [
      'BoolIfExists lets long-term keys through',
      allow({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
      false,
    ],
    ['an age', allow({ NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }), true],
    [
      'an age, if there is one',
      allow({ NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } }),
      false,
    ],
    ['the age is there', allow({ Null: { 'aws:MultiFactorAuthAge': 'false' } }), true],
    ['MFA is not known to be absent', allow({ Null: { 'aws:MultiFactorAuthPresent': 'false' } }), false],
    ['nothing', allow({}), false],
    [
      'another condition beside it',
      allow({ Bool: { 'aws:MultiFactorAuthPresent': 'true', 'aws:SecureTransport': 'true' } }),
      true,
    ],
    ['unknown value', allow({ Bool: { 'aws:MultiFactorAuthPresent': ['?'] } }), 'unknown'],
    ['unknown value elsewhere', allow({ Bool: { 'aws:SecureTransport': ['?'] } }), false],
    ['Deny, BoolIfExists false', deny({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }), true],
    [
      'Deny, Bool false forgets long-term keys',
      deny({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
      false,
    ],
    ['Deny, no age', deny({ Null: { 'aws:MultiFactorAuthAge': 'true' } }), true],
    [
      'Deny only at home',
      deny({
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
        IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
      }),
      false,
    ],
    ['Deny always', deny({}), false],
  ]);
});

describe('deniesPlainHttp', () => {
  const deny: Statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const rows: readonly (readonly [string, readonly Statement[], boolean | 'unknown'])[] = [
    ['as AWS writes it', [deny], true],
    ['any action', [{ ...deny, Action: '*', Resource: '*' }], true],
    ['{"AWS": "*"}', [{ ...deny, Principal: { AWS: '*' } }], true],
    ['BoolIfExists', [{ ...deny, Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }], true],
    ['b*', [{ ...deny, Resource: 'arn:aws:s3:::b*' }], true],
    [
      'in two statements',
      [
        { ...deny, Resource: 'arn:aws:s3:::b' },
        { ...deny, Resource: 'arn:aws:s3:::b/*' },
      ],
      true,
    ],
    ['objects only', [{ ...deny, Resource: 'arn:aws:s3:::b/*' }], false],
    ['the bucket only', [{ ...deny, Resource: 'arn:aws:s3:::b' }], false],
    ['some objects', [{ ...deny, Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/logs/*'] }], false],
    ['reading only', [{ ...deny, Action: 's3:Get*' }], false],
    ['not for one account', [{ ...deny, Principal: {}, NotPrincipal: { AWS: own } }], false],
    ['the wrong way round', [{ ...deny, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }], false],
    [
      'only from one range',
      [
        {
          ...deny,
          Condition: {
            Bool: { 'aws:SecureTransport': 'false' },
            IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
          },
        },
      ],
      false,
    ],
    [
      'an Allow over TLS denies nothing',
      [{ ...deny, Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
      false,
    ],
    ['an unknown resource', [{ ...deny, Resource: ['arn:aws:s3:::b', '?'] }], 'unknown'],
    ['no statement', [], false],
  ];
  for (const [title, given, verdict] of rows)
    it(title, () => assert.equal(ask('deniesPlainHttp(d)', given), verdict));
});

describe('crossesAccounts', () => {
  const trust = (Principal: NonNullable<Statement['Principal']>, Condition = {}): Statement => ({
    Principal,
    Action: 'sts:AssumeRole',
    Condition,
  });
  table(`crossesAccounts(s, "${own}")`, [
    ['own root', trust({ AWS: `arn:aws:iam::${own}:root` }), false],
    ['own id', trust({ AWS: own }), false],
    ['another root', trust({ AWS: 'arn:aws:iam::222222222222:root' }), true],
    ['another role', trust({ AWS: ['arn:aws:iam::222222222222:role/x', own] }), true],
    ['a session of another account', trust({ AWS: 'arn:aws:sts::222222222222:assumed-role/x/y' }), true],
    ['a service', trust({ Service: 'ec2.amazonaws.com' }), false],
    ['the own OIDC provider', trust({ Federated: `arn:aws:iam::${own}:oidc-provider/x` }), false],
    ['the public web', trust({ Federated: 'cognito-identity.amazonaws.com' }), false],
    ['a provider that is not known yet: it has to be of the own account', trust({ Federated: '?' }), false],
    [
      'the own account, whose id nobody knows',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM.
      trust({ AWS: 'arn:aws:iam::${aws:ResourceAccount}:root' }),
      false,
    ],
    ['a canonical user', trust({ CanonicalUser: '79a5' }), 'unknown'],
    ['a deleted principal', trust({ AWS: 'AIDAEXAMPLE' }), 'unknown'],
    ['everyone', trust('*'), true],
    ['everyone of the own account', trust('*', { StringEquals: { 'aws:PrincipalAccount': own } }), false],
    [
      'everyone of the organisation',
      trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-own' } }),
      'unknown',
    ],
    ['an unknown principal', trust({ AWS: ['?'] }), 'unknown'],
    ['a Deny', { ...trust({ AWS: '222222222222' }), Effect: 'Deny' }, false],
  ]);
  it('the own account is not known', () => {
    assert.equal(ask('crossesAccounts(s, "")', trust({ AWS: '222222222222' })), 'unknown');
    assert.equal(ask('crossesAccounts(s, "")', trust({ Service: 'ec2.amazonaws.com' })), false);
  });
});

describe('admitsOnlyCloudFront', () => {
  const service = { Service: 'cloudfront.amazonaws.com' };
  const distribution = 'arn:aws:cloudfront::111111111111:distribution/EDFDVBD6EXAMPLE';
  const identity = 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2EXAMPLE';
  const tied = (values: string | string[], operator = 'StringEquals'): Statement => ({
    Principal: service,
    Condition: { [operator]: { 'AWS:SourceArn': values } },
  });
  table('admitsOnlyCloudFront(s)', [
    ['one distribution', tied(distribution), true],
    ['one distribution, by a pattern without stars', tied([distribution], 'ArnLike'), true],
    [
      'every distribution of the account',
      tied('arn:aws:cloudfront::111111111111:distribution/*', 'ArnLike'),
      false,
    ],
    ['one distribution or any', tied([distribution, '*'], 'StringLike'), false],
    ['another service altogether', tied('arn:aws:sns:eu-west-1:111111111111:topic'), false],
    ['a condition that a missing key passes', tied(distribution, 'StringEqualsIfExists'), false],
    ['every distribution but one', tied(distribution, 'StringNotEquals'), false],
    ['no condition', { Principal: service }, false],
    [
      'only the account',
      { Principal: service, Condition: { StringEquals: { 'aws:SourceAccount': own } } },
      false,
    ],
    ['an identity needs no condition', { Principal: { AWS: identity } }, true],
    ['an identity beside a role', { Principal: { AWS: [identity, `arn:aws:iam::${own}:role/a`] } }, false],
    ['everyone', { Principal: '*' }, false],
    ['everyone, as the distribution', { ...tied(distribution), Principal: '*' }, false],
    ['nobody', {}, false],
    ['an unknown source', tied(['?']), 'unknown'],
    ['an unknown principal', { Principal: { AWS: ['?'] } }, 'unknown'],
    ['an unknown principal beside a role', { Principal: { AWS: ['?', own] } }, false],
    ['a canonical id, which may be anybody', { Principal: { CanonicalUser: '79a59df900b949e5' } }, 'unknown'],
  ]);
});
