import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { denied, facts, onlyOne, recordingOf, resourcesOf } from './recordings.ts';

const header =
  'user,arn,password_enabled,password_last_used,password_last_changed,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date';
const noKeys = 'false,N/A,N/A,false,N/A,N/A';

function report(...lines: readonly string[]) {
  return { Content: [header, ...lines].join('\n'), ReportFormat: 'text/csv' };
}

const arn = (name: string) => `arn:aws:iam::111122223333:user/${name}`;

function users(...names: readonly string[]) {
  return {
    UserDetailList: names.map((UserName) => ({
      UserName,
      Arn: arn(UserName),
      Path: '/',
      UserId: `AIDA${UserName}`,
    })),
    IsTruncated: false,
  };
}

const noDevices = { VirtualMFADevices: [], IsTruncated: false };

/** `own` is what IAM answers about the user's own devices, by API. */
function read(line: string, devices: object = noDevices, own: Readonly<Record<string, object>> = {}) {
  const recording = recordingOf({
    'iam:GetAccountAuthorizationDetails': users('a'),
    'iam:GetCredentialReport': report(line),
    'iam:ListVirtualMFADevices': devices,
    ...own,
  });
  const questions: Readonly<Record<string, object>> = {
    'iam:ListMFADevices': { UserName: 'a' },
    'iam:GetMFADevice': { SerialNumber: fido, UserName: 'a' },
  };
  const answers = recording.answers.map((answer) => ({
    ...answer,
    input: { ...answer.input, ...questions[answer.api] },
  }));
  return onlyOne({ ...recording, answers }, 'iam-user');
}

const fido = 'arn:aws:iam::111122223333:u2f/user/a/key-4Q5';
const ownDevices = (...serials: readonly string[]) => ({
  'iam:ListMFADevices': {
    MFADevices: serials.map((SerialNumber) => ({ UserName: 'a', SerialNumber })),
    IsTruncated: false,
  },
});

describe('a user of the credential report', () => {
  it('with a password and a virtual device', () => {
    const user = read(
      `a,${arn('a')},true,2026-11-18T02:00:01+00:00,2026-01-01T00:00:00+00:00,true,${noKeys}`,
      {
        VirtualMFADevices: [{ SerialNumber: 'arn:aws:iam::111122223333:mfa/a', User: { Arn: arn('a') } }],
      },
    );
    assert.deepEqual(
      facts(user, 'consoleAccess', 'mfaActive', 'mfaHardware', 'passwordUnusedDays', 'accessKeys'),
      {
        consoleAccess: true,
        mfaActive: true,
        mfaHardware: false,
        passwordUnusedDays: 1,
        accessKeys: [],
      },
    );
  });

  it('whose password was never used has had it unused since it was set', () => {
    const user = read(`a,${arn('a')},true,no_information,2026-11-01T02:00:00+00:00,true,${noKeys}`);
    assert.deepEqual(facts(user, 'passwordAgeDays', 'passwordUnusedDays'), {
      passwordAgeDays: 19,
      passwordUnusedDays: 19,
    });
  });

  it('whose device is not among the virtual ones has hardware where IAM says so', () => {
    const line = `a,${arn('a')},true,no_information,2026-11-01T02:00:00+00:00,true,${noKeys}`;
    const hardware = (own: Readonly<Record<string, object>>) =>
      facts(read(line, noDevices, own), 'mfaActive', 'mfaHardware');
    const certified = {
      'iam:GetMFADevice': { SerialNumber: fido, Certifications: { FIDO: 'L1', 'FIPS-140-2': 'L2' } },
    };
    const yes = { mfaActive: true, mfaHardware: true };
    const no = { mfaActive: true, mfaHardware: false };
    assert.deepEqual(hardware(ownDevices('GAHT12345678')), yes);
    assert.deepEqual(hardware({ ...ownDevices(fido), ...certified }), yes);
    // Assigned since the virtual ones were listed.
    assert.deepEqual(hardware(ownDevices('arn:aws:iam::111122223333:mfa/phone')), no);
    assert.deepEqual(
      hardware({ ...ownDevices(fido, 'arn:aws:iam::111122223333:mfa/phone'), ...certified }),
      no,
    );
    // A passkey in a password manager has no certification.
    for (const Certifications of [{}, undefined])
      assert.match(
        String(
          hardware({ ...ownDevices(fido), 'iam:GetMFADevice': { SerialNumber: fido, Certifications } })
            .mfaHardware,
        ),
        /^unknown, ambiguous: AWS names no certification/,
      );
    assert.deepEqual(hardware({ ...ownDevices(fido), 'iam:GetMFADevice': denied }), {
      mfaActive: true,
      mfaHardware: 'unknown, denied: iam:GetMFADevice was denied (AccessDenied)',
    });
    assert.deepEqual(hardware({ 'iam:ListMFADevices': denied }), {
      mfaActive: true,
      mfaHardware: 'unknown, denied: iam:ListMFADevices was denied (AccessDenied)',
    });
    // Taken away since the report was made.
    assert.deepEqual(hardware(ownDevices()), { mfaActive: false, mfaHardware: false });
    assert.deepEqual(hardware({}), {
      mfaActive: true,
      mfaHardware: 'unknown, not-read: iam:ListMFADevices was not asked',
    });
  });

  it('who got a virtual device after the report has MFA', () => {
    const devices = { VirtualMFADevices: [{ User: { Arn: arn('a') } }] };
    const user = read(`a,${arn('a')},true,N/A,2026-11-01T02:00:00+00:00,false,${noKeys}`, devices);
    assert.deepEqual(facts(user, 'mfaActive', 'mfaHardware'), { mfaActive: true, mfaHardware: false });
  });

  it('without a password has no days since its use, and without MFA no hardware device', () => {
    const user = read(`a,${arn('a')},false,N/A,N/A,false,${noKeys}`);
    assert.deepEqual(
      facts(user, 'consoleAccess', 'passwordAgeDays', 'passwordUnusedDays', 'mfaActive', 'mfaHardware'),
      {
        consoleAccess: false,
        passwordAgeDays: 'absent',
        passwordUnusedDays: 'absent',
        mfaActive: false,
        mfaHardware: false,
      },
    );
  });

  it('has the age of each key counted to the reading, and the days since its use or its making', () => {
    const keys =
      'true,2026-08-22T02:00:00+00:00,2026-11-19T02:00:00+00:00,false,2026-11-10T03:00:00+00:00,N/A';
    const user = read(`a,${arn('a')},false,N/A,N/A,false,${keys}`);
    assert.deepEqual(facts(user, 'accessKeys').accessKeys, [
      { active: true, ageDays: 90, unusedDays: 1 },
      { active: false, ageDays: 9, unusedDays: 9 },
    ]);
  });

  it('that IAM lists and the report does not is unknown, not without MFA, and a gap', () => {
    const made = '2026-11-20T01:00:00+00:00';
    const list = users('a', 'cut-off', 'made.just-now', 'made.anew');
    const CreateDate = ['2026-01-01', '2026-01-01', '2026-11-20T01:30:00.000Z', '2026-11-20T01:30:00.000Z'];
    const UserDetailList = list.UserDetailList.map((user, index) => ({
      ...user,
      CreateDate: CreateDate[index],
    }));
    const rows = ['a', 'made.anew'].map(
      (name) => `${name},${arn(name)},false,N/A,N/A,true,${noKeys},2026-01-01T00:00:00+00:00`,
    );
    const Content = [`${header},user_creation_time`, ...rows].join('\n');
    const recording = recordingOf({
      'iam:GetAccountAuthorizationDetails': { UserDetailList },
      'iam:GetCredentialReport': { Content, GeneratedTime: made },
      'iam:ListVirtualMFADevices': noDevices,
    });
    const of = (name: string) => {
      const user = resourcesOf(recording, 'iam-user').find(({ label }) => label === name);
      assert.ok(user);
      return facts(user, 'mfaActive', 'consoleAccess', 'accessKeys', 'passwordAgeDays');
    };
    const all = (why: string) => ({
      mfaActive: why,
      consoleAccess: why,
      accessKeys: why,
      passwordAgeDays: why,
    });
    assert.equal(of('a').mfaActive, true);
    assert.deepEqual(
      of('made.just-now'),
      all(`unknown, not-read: the user was made after the credential report of ${made}`),
    );
    assert.deepEqual(
      of('cut-off'),
      all(
        `unknown, not-read: the credential report of ${made} does not list the user: it was cut, or the user was renamed since`,
      ),
    );
    assert.deepEqual(
      of('made.anew'),
      all(`unknown, not-read: the credential report of ${made} tells of an earlier user of that name`),
    );
    const gaps = readRecording(recording).after.gaps.filter(({ api }) => api === 'iam:GetCredentialReport');
    assert.deepEqual(
      gaps.map(({ message, incomplete }) => [message, incomplete]),
      [
        [
          `The credential report of ${made} tells nothing of 3 of 4 IAM users, who were made since or were cut off. Run again four hours after it.`,
          true,
        ],
      ],
    );
  });
});

describe('a reading that was refused', () => {
  const refused = (api: string) => `unknown, denied: ${api} was denied (AccessDenied)`;

  it('of the report leaves everything that it tells unknown, and never false', () => {
    const recording = recordingOf({
      'iam:GetAccountAuthorizationDetails': users('a'),
      'iam:GetCredentialReport': denied,
      'iam:ListVirtualMFADevices': noDevices,
    });
    const why = refused('iam:GetCredentialReport');
    const names = [
      'consoleAccess',
      'mfaActive',
      'mfaHardware',
      'passwordAgeDays',
      'passwordUnusedDays',
      'accessKeys',
    ];
    assert.deepEqual(
      facts(onlyOne(recording, 'iam-user'), ...names),
      Object.fromEntries(names.map((name) => [name, why])),
    );
  });

  it('of the devices leaves only the sort of device unknown, and that only where there is one', () => {
    const withMfa = read(
      `a,${arn('a')},true,no_information,2026-11-01T02:00:00+00:00,true,${noKeys}`,
      denied,
    );
    assert.deepEqual(facts(withMfa, 'mfaActive', 'mfaHardware'), {
      mfaActive: true,
      mfaHardware: refused('iam:ListVirtualMFADevices'),
    });
    const without = read(
      `a,${arn('a')},true,no_information,2026-11-01T02:00:00+00:00,false,${noKeys}`,
      denied,
    );
    assert.deepEqual(facts(without, 'mfaHardware'), { mfaHardware: false });
  });
});

describe('a list of devices that ends early', () => {
  it('does not make a virtual device a hardware one', () => {
    const devices = { VirtualMFADevices: [], IsTruncated: true, Marker: 'more' };
    const user = read(`a,${arn('a')},true,N/A,2026-11-01T02:00:00+00:00,true,${noKeys}`, devices);
    assert.deepEqual(facts(user, 'mfaHardware'), {
      mfaHardware: 'unknown, not-read: iam:ListVirtualMFADevices was interrupted before its last page',
    });
  });
});

describe('a user with more than two access keys', () => {
  const told = (info: string) => {
    const columns = `${header},additional_credentials_info`;
    const keys = 'true,2026-11-10T02:00:00+00:00,N/A,true,2026-11-11T02:00:00+00:00,N/A';
    const recording = recordingOf({
      'iam:GetAccountAuthorizationDetails': users('a'),
      'iam:GetCredentialReport': {
        Content: `${columns}\na,${arn('a')},false,N/A,N/A,false,${keys},${info}\n<root_account>,arn:aws:iam::111122223333:root,not_supported,N/A,not_supported,true,${noKeys},${info}`,
      },
      'iam:ListVirtualMFADevices': noDevices,
    });
    return (facts(onlyOne(recording, 'iam-user'), 'accessKeys').accessKeys as readonly unknown[]).at(-1);
  };

  it('has keys that nobody tells of, in whatever words', () => {
    for (const info of [
      '1',
      '1 access key, see ListAccessKeys, and so on',
      '"1 access key, see ListAccessKeys"',
    ])
      assert.equal(told(info), '…', info);
  });
  it('is not one where the column says nothing', () => {
    for (const info of ['', 'N/A', 'not_supported', 'no_information'])
      assert.deepEqual(told(info), { active: true, ageDays: 9, unusedDays: 9 }, info);
  });
});
