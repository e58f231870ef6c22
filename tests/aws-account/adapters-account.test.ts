import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configRows, denied, facts, onlyOne, recordingOf, resourcesOf } from './recordings.ts';

describe('account', () => {
  const read = (outputs: Readonly<Record<string, object>>, ...names: readonly string[]) =>
    facts(onlyOne(recordingOf(outputs), 'account'), ...names);
  const summary = (SummaryMap: object) => ({ 'iam:GetAccountSummary': { SummaryMap } });
  it('root user without a password, as an organisation leaves it', () => {
    const without = summary({ AccountMFAEnabled: 0, AccountAccessKeysPresent: 0, AccountPasswordPresent: 0 });
    assert.deepEqual(read(without, 'rootMfaActive', 'rootPassword'), {
      rootMfaActive: false,
      rootPassword: false,
    });
    // Summaries of the time when every root user had one do not speak of it.
    assert.deepEqual(read(summary({ AccountMFAEnabled: 0 }), 'rootPassword'), {
      rootPassword: 'default: true',
    });
    const report = (enabled: string) => ({
      'iam:GetAccountSummary': denied,
      'iam:GetCredentialReport': {
        Content: `user,arn,password_enabled,mfa_active\n<root_account>,arn:aws:iam::111122223333:root,${enabled},false`,
      },
    });
    assert.deepEqual(read(report('false'), 'rootPassword'), { rootPassword: false });
    assert.match(String(read(report('not_supported'), 'rootPassword').rootPassword), /^unknown, unreadable/);
  });

  const rootDevice = {
    VirtualMFADevices: [
      { SerialNumber: 'arn:aws:iam::111122223333:mfa/any', User: { Arn: 'arn:aws:iam::111122223333:root' } },
    ],
  };

  it('root user by the summary, and its device by the list of virtual ones', () => {
    const names = ['rootMfaActive', 'rootMfaHardware', 'rootAccessKeys'];
    const active = summary({ AccountMFAEnabled: 1, AccountAccessKeysPresent: 1 });
    assert.deepEqual(read({ ...active, 'iam:ListVirtualMFADevices': rootDevice }, ...names), {
      rootMfaActive: true,
      rootMfaHardware: false,
      rootAccessKeys: true,
    });
    assert.deepEqual(read({ ...active, 'iam:ListVirtualMFADevices': { VirtualMFADevices: [] } }, ...names), {
      rootMfaActive: true,
      rootMfaHardware: true,
      rootAccessKeys: true,
    });
    assert.deepEqual(read({ ...active, 'iam:ListVirtualMFADevices': denied }, 'rootMfaHardware'), {
      rootMfaHardware: 'unknown, denied: iam:ListVirtualMFADevices was denied (AccessDenied)',
    });
  });

  it('root user by the credential report where the summary was refused, and unknown without both', () => {
    const Content =
      'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_2_active\n<root_account>,arn:aws:iam::111122223333:root,not_supported,true,false,true';
    assert.deepEqual(
      read(
        { 'iam:GetAccountSummary': denied, 'iam:GetCredentialReport': { Content } },
        'rootMfaActive',
        'rootAccessKeys',
      ),
      { rootMfaActive: true, rootAccessKeys: true },
    );
    const refused = 'unknown, denied: iam:GetCredentialReport was denied (AccessDenied)';
    assert.deepEqual(
      read(
        { 'iam:GetAccountSummary': denied, 'iam:GetCredentialReport': denied },
        'rootMfaActive',
        'rootAccessKeys',
      ),
      {
        rootMfaActive: refused,
        rootAccessKeys: refused,
      },
    );
  });

  it('password policy: none, some, refused', () => {
    assert.deepEqual(read({ 'iam:GetAccountPasswordPolicy': {} }, 'passwordPolicy'), {
      passwordPolicy: 'absent',
    });
    const some = {
      MinimumPasswordLength: 14,
      RequireSymbols: true,
      RequireNumbers: true,
      RequireUppercaseCharacters: true,
      RequireLowercaseCharacters: false,
      ExpirePasswords: false,
    };
    assert.deepEqual(
      read({ 'iam:GetAccountPasswordPolicy': { PasswordPolicy: some } }, 'passwordPolicy').passwordPolicy,
      {
        minimumLength: 14,
        requiresSymbols: true,
        requiresNumbers: true,
        requiresUppercase: true,
        requiresLowercase: false,
        maximumAgeDays: 0,
        reusePrevention: 0,
      },
    );
    assert.match(
      String(read({ 'iam:GetAccountPasswordPolicy': denied }, 'passwordPolicy').passwordPolicy),
      /^unknown, denied/,
    );
  });

  it('EBS encryption of a region that refused is unknown there', () => {
    assert.deepEqual(
      read({ 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: true } }, 'ebsEncryptionByDefault')
        .ebsEncryptionByDefault,
      [{ region: 'eu-west-1', enabled: true }],
    );
    assert.deepEqual(
      read({ 'ec2:GetEbsEncryptionByDefault': denied }, 'ebsEncryptionByDefault').ebsEncryptionByDefault,
      [
        {
          region: 'eu-west-1',
          enabled: 'unknown, denied: ec2:GetEbsEncryptionByDefault was denied (AccessDenied)',
        },
      ],
    );
  });

  it('public access block by its item, which is no resource of its own', () => {
    const row = {
      resourceType: 'AWS::S3::AccountPublicAccessBlock',
      resourceId: '111122223333',
      configuration: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: false,
      },
    };
    const recording = configRows(row);
    assert.deepEqual(
      facts(onlyOne(recording, 'account'), 'publicAccessBlock').publicAccessBlock,
      row.configuration,
    );
    assert.deepEqual(resourcesOf(recording, 'unclaimed'), []);
    assert.match(
      String(facts(onlyOne(configRows(), 'account'), 'publicAccessBlock').publicAccessBlock),
      /^unknown, not-recorded/,
    );
  });
});
