import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { daysBetween, readCredentialReport } from '../../src/sources/aws-account/credential-report.ts';
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

function read(line: string, devices: object = noDevices) {
  const recording = recordingOf({
    'iam:GetAccountAuthorizationDetails': users('a'),
    'iam:GetCredentialReport': report(line),
    'iam:ListVirtualMFADevices': devices,
  });
  return onlyOne(recording, 'iam-user');
}

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

  it('whose active device is not among the virtual ones has a hardware one', () => {
    const user = read(`a,${arn('a')},true,no_information,2026-11-01T02:00:00+00:00,true,${noKeys}`);
    assert.deepEqual(facts(user, 'mfaHardware', 'passwordUnusedDays'), {
      mfaHardware: true,
      passwordUnusedDays: 19,
    });
  });

  it('without a password has no days since its use, and without MFA no hardware device', () => {
    const user = read(`a,${arn('a')},false,N/A,N/A,false,${noKeys}`);
    assert.deepEqual(facts(user, 'consoleAccess', 'passwordUnusedDays', 'mfaActive', 'mfaHardware'), {
      consoleAccess: false,
      passwordUnusedDays: 'absent',
      mfaActive: false,
      mfaHardware: false,
    });
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

  it('that IAM lists and the report does not is unknown, not without MFA', () => {
    const recording = recordingOf({
      'iam:GetAccountAuthorizationDetails': users('a', 'made.just-now'),
      'iam:GetCredentialReport': report(`a,${arn('a')},false,N/A,N/A,true,${noKeys}`),
      'iam:ListVirtualMFADevices': noDevices,
    });
    const [, late] = resourcesOf(recording, 'iam-user');
    const why = 'unknown, not-read: the credential report of 2026-11-20T02:00:00.000Z does not list the user';
    assert.ok(late);
    assert.deepEqual(facts(late, 'mfaActive', 'mfaHardware', 'consoleAccess', 'accessKeys'), {
      mfaActive: why,
      mfaHardware: why,
      consoleAccess: why,
      accessKeys: why,
    });
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
    const names = ['consoleAccess', 'mfaActive', 'mfaHardware', 'passwordUnusedDays', 'accessKeys'];
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

describe('the file itself', () => {
  it('is read with Windows line ends, quotes, and commas in a name', () => {
    const name = 'smith,j';
    const content = `${header}\r\n${name},${arn(name)},true,N/A,N/A,true,${noKeys}\r\n"b","${arn('b')}",false,N/A,N/A,false,${noKeys}\r\n`;
    const rows = readCredentialReport(content);
    assert.equal(rows?.get(name)?.mfa_active, 'true');
    assert.equal(rows?.get('b')?.mfa_active, 'false');
  });

  it('has rows that do not fit left out, not misread', () => {
    const rows = readCredentialReport(
      `${header}\na,${arn('a')},true\nb,${arn('other')},true,N/A,N/A,true,${noKeys}`,
    );
    assert.deepEqual([...(rows?.keys() ?? [])], []);
  });

  it('is nothing when it is no report', () => {
    assert.equal(readCredentialReport('<html>'), undefined);
    assert.equal(readCredentialReport(''), undefined);
  });
});

describe('days', () => {
  it('are whole, and never fewer than none', () => {
    assert.equal(daysBetween('2026-11-18T02:00:01Z', '2026-11-20T02:00:00Z'), 1);
    assert.equal(daysBetween('2026-11-18T02:00:00Z', '2026-11-20T02:00:00Z'), 2);
    assert.equal(daysBetween('2026-11-21T02:00:00Z', '2026-11-20T02:00:00Z'), 0);
    assert.equal(daysBetween('N/A', '2026-11-20T02:00:00Z'), undefined);
  });
});
