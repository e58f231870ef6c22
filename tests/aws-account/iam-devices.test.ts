import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import type { Fault } from './endpoint/faults.ts';
import { accountOf, count, type Read, readAccount } from './endpoint/reading.ts';
import { facts } from './recordings.ts';

const iam = (tail: string) => `arn:aws:iam::111122223333:${tail}`;
const arnOf = (user: string) => iam(`user/${user}`);
const fido = iam('u2f/user/key/5C');

/** Five users: one with an app, one with nothing, one each with a token and a key, one whose token was taken away. */
const users = ['app', 'nothing', 'token', 'key', 'former'] as const;
const devices: Readonly<Record<string, readonly string[]>> = { token: ['GAHT1'], key: [fido], former: [] };
const content = [
  'user,arn,password_enabled,mfa_active',
  ...users.map((user) => `${user},${arnOf(user)},true,${user !== 'nothing'}`),
].join('\n');

const account = accountOf(
  {},
  {
    outputs: {
      'iam:GetAccountAuthorizationDetails': {
        UserDetailList: users.map((UserName) => ({ UserName, Arn: arnOf(UserName), Path: '/' })),
      },
      'iam:ListVirtualMFADevices': {
        VirtualMFADevices: [{ SerialNumber: iam('mfa/app'), User: { Arn: arnOf('app'), UserName: 'app' } }],
      },
      'iam:GetCredentialReport': { Content: content, ReportFormat: 'text/csv' },
      'iam:ListMFADevices': ({ UserName }) => ({
        MFADevices: (devices[String(UserName)] ?? []).map((SerialNumber) => ({ SerialNumber, UserName })),
      }),
      'iam:GetMFADevice': ({ SerialNumber }) => ({ SerialNumber, Certifications: { FIDO: 'L1' } }),
    },
  },
);

function mfaOf({ recording }: Read): Readonly<Record<string, readonly unknown[]>> {
  const found = readRecording(recording).after.resources.filter(({ kind }) => kind === 'iam-user');
  return Object.fromEntries(
    found.map((user) => [user.label, Object.values(facts(user, 'mfaActive', 'mfaHardware'))]),
  );
}

const deny = (api: string): Readonly<Record<string, Fault>> => ({ [api]: { what: 'deny' } });
const refused = (api: string) => `unknown, denied: ${api} was denied (AccessDenied)`;

describe('MFA devices over HTTP', () => {
  it('are asked about for users alone who have one that is in no list', async () => {
    const read = await readAccount(account);
    const asked = read.received.filter(({ api }) => api === 'iam:ListMFADevices');
    assert.deepEqual(
      asked.map(({ input }) => input.UserName),
      ['token', 'key', 'former'],
    );
    assert.equal(count(read.received, 'iam:GetMFADevice'), 1);
    assert.deepEqual(mfaOf(read), {
      app: [true, false],
      nothing: [false, false],
      token: [true, true],
      key: [true, true],
      former: [false, false],
    });
  });

  it('are not asked about where nobody can tell who has one', async () => {
    for (const api of ['iam:ListVirtualMFADevices', 'iam:GetCredentialReport']) {
      const { received } = await readAccount(account, deny(api));
      assert.equal(count(received, 'iam:ListMFADevices'), 0, api);
    }
  });

  it('that are refused leave their sort unknown, and whether there are any to the report', async () => {
    const lists = mfaOf(await readAccount(account, deny('iam:ListMFADevices')));
    const why = refused('iam:ListMFADevices');
    assert.deepEqual(lists.app, [true, false]);
    for (const user of ['token', 'key', 'former']) assert.deepEqual(lists[user], [true, why], user);
    const certificates = mfaOf(await readAccount(account, deny('iam:GetMFADevice')));
    assert.deepEqual(certificates.token, [true, true]);
    assert.deepEqual(certificates.key, [true, refused('iam:GetMFADevice')]);
  });

  it('that AWS is too busy to tell are given up once, for all', async () => {
    const read = await readAccount(account, { 'iam:ListMFADevices': { what: 'throttle' } });
    const names = read.received
      .filter(({ api }) => api === 'iam:ListMFADevices')
      .map(({ input }) => input.UserName);
    assert.deepEqual([...new Set(names)], ['token']);
    const why = /^unknown, not-read: iam:ListMFADevices was throttled until the reading gave up/;
    for (const user of ['token', 'key', 'former']) assert.match(String(mfaOf(read)[user]?.[1]), why);
  });
});
