import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { daysBetween, readCredentialReport } from '../../src/sources/aws-account/credential-report.ts';

const header =
  'user,arn,password_enabled,password_last_used,password_last_changed,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date';
const noKeys = 'false,N/A,N/A,false,N/A,N/A';

const arn = (name: string) => `arn:aws:iam::111122223333:user/${name}`;

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
