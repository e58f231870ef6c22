import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from '../property.ts';
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
    [
      'ForAnyValue takes no notice of IfExists',
      when({ 'ForAnyValue:StringLikeIfExists': { 'aws:PrincipalOrgPaths': 'o-own/r/*' } }),
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
    ['conditions that may be more', { ...everyone, open: ['conditions'] }, 'unknown'],
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
    // Every request has an account: a condition that it is missing, or is none at all, admits nobody.
    if (key === 'aws:PrincipalAccount') return ['StringEquals', 'StringLike', 'StringLikeIfExists'];
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
    for (const [verdict, count] of Object.entries(seen)) assert.ok(count > 0, `${verdict}: ${count}`);
  });
});
