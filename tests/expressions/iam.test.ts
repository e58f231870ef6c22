import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { admits, type Request } from './request.ts';
import { ask, type Statement } from './statements.ts';

type Row = readonly [title: string, given: Statement, verdict: boolean | 'unknown'];

function table(source: string, rows: readonly Row[]): void {
  for (const [title, given, verdict] of rows) {
    it(title, () => assert.equal(ask(source, given), verdict, JSON.stringify(given)));
  }
}

const everyone = { Principal: '*', Action: 's3:GetObject', Resource: '*' } as const;
const when = (Condition: NonNullable<Statement['Condition']>): Statement => ({ ...everyone, Condition });
const own = '111111111111';

describe('admitsEveryone', () => {
  table('admitsEveryone(s)', [
    ['*', everyone, true],
    ['{"AWS": "*"}', { ...everyone, Principal: { AWS: '*' } }, true],
    ['* among others', { ...everyone, Principal: { AWS: [own, '*'] } }, true],
    ['a service', { ...everyone, Principal: { Service: 'logs.amazonaws.com' } }, false],
    ['any service', { ...everyone, Principal: { Service: '*' } }, false],
    ['an account', { ...everyone, Principal: { AWS: own } }, false],
    ['a Deny', { ...everyone, Effect: 'Deny' }, false],
    ['an unknown effect', { ...everyone, Effect: '?' }, 'unknown'],
    ['an unknown principal', { ...everyone, Principal: { AWS: ['?'] } }, 'unknown'],
    ['an unknown principal beside *', { ...everyone, Principal: { AWS: ['?', '*'] } }, true],
    ['no principal', { Action: '*', Resource: '*' }, false],
    ['all but one', { ...everyone, Principal: {}, NotPrincipal: { AWS: own } }, true],
    ['all but everyone', { ...everyone, Principal: {}, NotPrincipal: { AWS: '*' } }, false],
    ['the organisation', when({ StringEquals: { 'aws:PrincipalOrgID': 'o-own' } }), false],
    [
      'the organisation, key in another case',
      when({ StringEquals: { 'AWS:principalorgID': 'o-own' } }),
      false,
    ],
    ['any organisation', when({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), true],
    ['StringLike *', when({ StringLike: { 'aws:SourceVpce': '*' } }), true],
    ['one of two values is *', when({ StringLike: { 'aws:PrincipalOrgID': ['o-own', '*'] } }), true],
    ['an endpoint', when({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }), false],
    ['not an endpoint', when({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }), true],
    ['a bucket sends', when({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::mine' } }), false],
    ['any bucket sends', when({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:*' } }), true],
    ['any topic of an account', when({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${own}:*` } }), false],
    [
      'a role name in any account',
      when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } }),
      true,
    ],
    ['the source account', when({ StringEquals: { 'aws:SourceAccount': own } }), false],
    ['an address range', when({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), false],
    ['the whole world', when({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }), true],
    [
      'a narrow range and the world',
      when({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '::/0'] } }),
      true,
    ],
    ['two halves of the world', when({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }), true],
    ['not an address range', when({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), true],
    ['private addresses in any VPC', when({ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }), true],
    ['TLS', when({ Bool: { 'aws:SecureTransport': 'true' } }), true],
    ['a referer', when({ StringLike: { 'aws:Referer': 'https://caja.example/*' } }), true],
    ['MFA', when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), true],
    ['a tag that anybody can set', when({ StringEquals: { 'aws:PrincipalTag/team': 'a' } }), true],
    ['IfExists on the organisation', when({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-own' } }), true],
    [
      'IfExists on what is always there',
      when({ StringEqualsIfExists: { 'aws:PrincipalAccount': own } }),
      false,
    ],
    [
      'IfExists on what another condition demands',
      when({
        StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-own' },
        Null: { 'aws:PrincipalOrgID': 'false' },
      }),
      false,
    ],
    ['Null: no organisation', when({ Null: { 'aws:PrincipalOrgID': 'true' } }), true],
    ['Null: any organisation', when({ Null: { 'aws:PrincipalOrgID': 'false' } }), true],
    [
      'ForAllValues holds without the key',
      when({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': 'o-own/r/*' } }),
      true,
    ],
    [
      'ForAnyValue does not',
      when({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-own/r/*' } }),
      false,
    ],
    ['ForAnyValue of any path', when({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': '*' } }), true],
    [
      'one that narrows among others',
      when({ Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpce': 'vpce-1' } }),
      false,
    ],
    [
      'the caller of a key',
      when({ StringEquals: { 'kms:CallerAccount': own, 'kms:ViaService': 'rds.eu-west-1.amazonaws.com' } }),
      false,
    ],
    ['services only', when({ Bool: { 'aws:PrincipalIsAWSService': 'true' } }), false],
    [
      'the resource owner',
      when({ StringEquals: { 'aws:PrincipalOrgID': '$' + '{aws:ResourceOrgID}' } }),
      false,
    ],
    ['a key nobody knows', when({ StringEquals: { 'acme:thing': 'x' } }), 'unknown'],
    [
      'a key nobody knows beside one that narrows',
      when({ StringEquals: { 'acme:thing': 'x', 'aws:SourceVpce': 'vpce-1' } }),
      false,
    ],
    ['an unknown value', when({ StringEquals: { 'aws:SourceVpce': ['?'] } }), 'unknown'],
    ['an unknown value that does not matter', when({ StringEquals: { 'aws:Referer': ['?'] } }), true],
    ['an unknown operator', when({ '?': { 'aws:SourceVpce': 'vpce-1' } }), 'unknown'],
    ['conditions that may be more', { ...everyone, open: 'conditions' }, 'unknown'],
  ]);
  it('a document admits when one statement does', () => {
    assert.equal(ask('admitsEveryone(d)', [{ ...everyone, Principal: { AWS: own } }, everyone]), true);
    assert.equal(ask('admitsEveryone(d)', [{ ...everyone, Principal: { AWS: own } }]), false);
    assert.equal(ask('admitsEveryone(d)', []), false);
  });
});

describe('admitsEveryone against requests from outside', () => {
  const base: Request = {
    'aws:principalaccount': ['anonymous'],
    'aws:sourceip': ['198.51.100.9'],
    'aws:securetransport': ['true'],
  };
  const account = {
    'aws:principalaccount': ['999999999999'],
    'aws:principalarn': ['arn:aws:iam::999999999999:role/Admin'],
  };
  const outsiders: readonly Request[] = [
    base,
    { ...base, 'aws:securetransport': ['false'] },
    { ...base, ...account },
    { ...base, ...account, 'aws:principalorgid': ['o-else'], 'aws:principalorgpaths': ['o-else/r-1/'] },
    {
      ...base,
      ...account,
      'aws:sourceip': [],
      'aws:sourcevpce': ['vpce-else'],
      'aws:sourcevpc': ['vpc-else'],
    },
    {
      ...base,
      ...account,
      'aws:principalorgid': ['o-else'],
      'aws:sourceip': [],
      'aws:sourcevpce': ['vpce-else'],
      'aws:sourcevpc': ['vpc-else'],
    },
    {
      ...base,
      'aws:sourcearn': ['arn:aws:sns:eu-west-1:999999999999:topic'],
      'aws:sourceaccount': ['999999999999'],
    },
  ];
  const valuesOf: Readonly<Record<string, readonly string[]>> = {
    'aws:PrincipalOrgID': ['o-own', 'o-*', '*', 'o-own*'],
    'aws:PrincipalOrgPaths': ['o-own/r-1/*', '*'],
    'aws:PrincipalAccount': [own, '*'],
    'aws:PrincipalArn': [`arn:aws:iam::${own}:role/*`, 'arn:aws:iam::*:role/Admin', '*'],
    'aws:SourceVpce': ['vpce-own', 'vpce-*'],
    'aws:SourceArn': [`arn:aws:sns:*:${own}:*`, 'arn:aws:sns:*:*:*'],
    'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/0', '10.0.0.0/8'],
    'aws:SecureTransport': ['true', 'false'],
  };
  const operatorsOf = (key: string): readonly string[] => {
    if (key === 'aws:SourceIp') return ['IpAddress', 'NotIpAddress', 'IpAddressIfExists', 'Null'];
    if (key === 'aws:SecureTransport') return ['Bool', 'BoolIfExists'];
    const bases = [
      'StringEquals',
      'StringLike',
      'StringNotEquals',
      'StringLikeIfExists',
      'StringNotLike',
      'Null',
    ];
    return [...bases, 'ForAllValues:StringLike', 'ForAnyValue:StringLike'];
  };
  const one = fc.constantFrom(...Object.keys(valuesOf)).chain((key) =>
    fc.constantFrom(...operatorsOf(key)).chain((operator) =>
      fc
        .subarray(operator === 'Null' ? ['true', 'false'] : [...(valuesOf[key] ?? [])], {
          minLength: 1,
          maxLength: 2,
        })
        .map((values) => ({ operator, key, values })),
    ),
  );
  it('nobody outside gets in where it says no, somebody does where it says yes', () => {
    const seen = { true: 0, false: 0, unknown: 0 };
    fc.assert(
      fc.property(fc.array(one, { maxLength: 3 }), (entries) => {
        const Condition: Record<string, Record<string, readonly string[]>> = {};
        for (const { operator, key, values } of entries)
          Condition[operator] = { ...Condition[operator], [key]: values };
        const verdict = ask('admitsEveryone(s)', when(Condition));
        seen[`${verdict}`] += 1;
        const inside = outsiders.filter((request) => admits(Condition, request));
        if (verdict === false) assert.deepEqual(inside, []);
        // Two conditions that exclude each other admit nobody: only one at a time must let somebody in.
        if (verdict === true && entries.length <= 1) assert.notEqual(inside.length, 0);
      }),
      { numRuns: 1500 },
    );
    for (const [verdict, count] of Object.entries(seen)) assert.ok(count > 20, `${verdict}: ${count}`);
  });
});

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
    ['more actions may come', { Action: 's3:*', Resource: '*', open: 'actions' }, 'unknown'],
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
