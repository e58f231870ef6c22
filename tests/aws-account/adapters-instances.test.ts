import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiAnswer } from '../../src/sources/aws-account/answer.ts';
import { refine } from '../../src/sources/aws-account/refine.ts';
import { secretsInUserData, withoutUserData } from '../../src/sources/aws-account/user-data.ts';
import { denied, facts, onlyOne, recordingOf, resourcesOf } from './recordings.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');

describe('instance', () => {
  const instance = {
    InstanceId: 'i-1',
    InstanceType: 't4g.small',
    State: { Name: 'running' },
    Monitoring: { State: 'disabled' },
    NetworkInterfaces: [
      { Groups: [{ GroupId: 'sg-2' }] },
      { Groups: [{ GroupId: 'sg-1' }, { GroupId: 'sg-2' }] },
    ],
    BlockDeviceMappings: [
      { DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-1' } },
      { DeviceName: '/dev/sdf', Ebs: { VolumeId: 'vol-2' } },
    ],
  };
  const volumes = (...encrypted: readonly boolean[]) => ({
    Volumes: encrypted.map((Encrypted, index) => ({ VolumeId: `vol-${index + 1}`, Encrypted })),
  });
  const recorded = (more: object, outputs: Readonly<Record<string, object>> = {}) =>
    recordingOf({
      'ec2:DescribeInstances': {
        Reservations: [{ Instances: [] }, { Instances: [{ ...instance, ...more }] }],
      },
      ...outputs,
    });
  const read = (more: object, outputs: Readonly<Record<string, object>> = {}) =>
    onlyOne(recorded(more, outputs), 'instance');

  it('is there until it is terminated', () => {
    for (const [Name, count] of [
      ['pending', 1],
      ['stopped', 1],
      ['shutting-down', 0],
      ['terminated', 0],
    ] as const)
      assert.equal(resourcesOf(recorded({ State: { Name } }), 'instance').length, count, Name);
  });

  it('has a public address by any of its interfaces; while it stands still, nobody knows', () => {
    const address = (more: object) => facts(read(more), 'publicAddress').publicAddress;
    assert.equal(address({}), false);
    assert.equal(address({ PublicIpAddress: '203.0.113.1' }), true);
    const second = { ...instance.NetworkInterfaces[1], Association: { PublicIp: '203.0.113.1' } };
    assert.equal(address({ NetworkInterfaces: [instance.NetworkInterfaces[0], second] }), true);
    assert.match(String(address({ State: { Name: 'stopped' } })), /^unknown, not-recorded: it does not run/);
    assert.equal(address({ State: { Name: 'stopped' }, NetworkInterfaces: [second] }), true);
  });

  it('wears the groups of all its interfaces', () => {
    assert.deepEqual(facts(read({}), 'securityGroupIds').securityGroupIds, ['sg-1', 'sg-2']);
    const half = [instance.NetworkInterfaces[0], {}];
    assert.deepEqual(facts(read({ NetworkInterfaces: half }), 'securityGroupIds').securityGroupIds, [
      'sg-2',
      '…',
    ]);
  });

  it('reports every minute once that is switched on', () => {
    const by = (State: string) =>
      facts(read({ Monitoring: { State } }), 'detailedMonitoring').detailedMonitoring;
    assert.deepEqual(['enabled', 'pending', 'disabled', 'disabling'].map(by), [true, true, false, false]);
    assert.match(String(by('new-word')), /^unknown, unreadable/);
  });

  it('is as encrypted as its volumes tell', () => {
    const devices = (outputs: Readonly<Record<string, object>>) =>
      facts(read({}, outputs), 'unencryptedDevices').unencryptedDevices;
    assert.deepEqual(devices({ 'ec2:DescribeVolumes': volumes(true, true) }), []);
    assert.deepEqual(devices({ 'ec2:DescribeVolumes': volumes(true, false) }), ['/dev/sdf']);
    assert.deepEqual(devices({ 'ec2:DescribeVolumes': volumes(false) }), ['/dev/xvda', '…']);
    assert.deepEqual(devices({ 'ec2:DescribeVolumes': denied }), ['…']);
    assert.deepEqual(devices({}), ['…']);
  });

  it('tells the names of secrets in its user data, and nothing where nobody asked for it', () => {
    const secrets = (answer: Partial<ApiAnswer>) => {
      const { answers, ...rest } = recorded({});
      const [first] = answers;
      if (first === undefined) throw new Error('no answer');
      const { output: _output, ...where } = first;
      const input = { Attribute: 'userData', InstanceId: 'i-1' };
      const about = { ...where, api: 'ec2:DescribeInstanceAttribute', input, ...answer };
      return facts(onlyOne({ ...rest, answers: [...answers, about] }, 'instance'), 'plainSecrets')
        .plainSecrets;
    };
    const userData = (text: string) => ({
      output: { InstanceId: 'i-1', UserData: { Value: encoded(text) } },
    });
    assert.deepEqual(secrets(userData('export DB_PASSWORD=not-a-real-one-2041')), ['DB_PASSWORD']);
    assert.deepEqual(secrets(userData('#!/bin/sh')), []);
    assert.deepEqual(secrets({ output: { InstanceId: 'i-1', UserData: {} } }), []);
    assert.match(String(secrets(userData('\u001f\ufffd\u0008'))), /^unknown, unreadable: it is packed/);
    assert.match(String(secrets({ error: denied })), /^unknown, denied/);
    assert.match(String(facts(read({}), 'plainSecrets').plainSecrets), /^unknown, not-read/);
  });
});

describe('user data', () => {
  it('is kept as the names of its secrets alone, however often it is refined', () => {
    const raw = encoded('#!/bin/sh\nexport DB_PASSWORD=not-a-real-one-2041\naws_key=AKIAQ3EXAMPLEXAMPLE7\n');
    const once = withoutUserData(raw);
    assert.equal(withoutUserData(once), once);
    assert.deepEqual(secretsInUserData(once), secretsInUserData(raw));
    const text = Buffer.from(once, 'base64').toString();
    assert.doesNotMatch(text, /not-a-real-one|AKIAQ3|bin\/sh/);
    const packed = withoutUserData(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0xff]).toString('base64'));
    assert.equal(secretsInUserData(packed), undefined);
    assert.equal(withoutUserData(packed), packed);
  });

  it('is no more trusted for beginning as what is kept does', () => {
    const [first] = Buffer.from(withoutUserData(encoded('')), 'base64')
      .toString()
      .split('\n');
    const forged = encoded(`${first}\nexport DB_PASSWORD=not-a-real-one-2041\n`);
    assert.deepEqual(secretsInUserData(forged), ['DB_PASSWORD']);
    assert.doesNotMatch(Buffer.from(withoutUserData(forged), 'base64').toString(), /not-a-real-one/);
  });

  it('leaves no answer whole', () => {
    const secret = encoded('PASSWORD=not-a-real-one-2041');
    const answers = [
      refine('ec2:DescribeInstanceAttribute', { InstanceId: 'i-1', UserData: { Value: secret } }),
      refine('ec2:DescribeLaunchTemplateVersions', {
        LaunchTemplateVersions: [
          { CreateTime: new Date(0), LaunchTemplateData: { UserData: secret, InstanceType: 'a' } },
        ],
      }),
    ];
    const texts = answers.map((answer) => JSON.stringify(answer));
    for (const text of texts) assert.ok(!text.includes(secret), text);
    assert.match(texts[1] ?? '', /"CreateTime":"1970-01-01T00:00:00.000Z".*"InstanceType":"a"/);
  });
});

describe('launch-template', () => {
  const read = (data: object, outputs: Readonly<Record<string, object>> = {}) =>
    onlyOne(
      recordingOf({
        'ec2:DescribeLaunchTemplates': {
          LaunchTemplates: [
            {
              LaunchTemplateId: 'lt-1',
              LaunchTemplateName: 'a',
              DefaultVersionNumber: 1,
              LatestVersionNumber: 1,
            },
          ],
        },
        'ec2:DescribeLaunchTemplateVersions': {
          LaunchTemplateVersions: [{ LaunchTemplateId: 'lt-1', VersionNumber: 1, LaunchTemplateData: data }],
        },
        'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: false },
        ...outputs,
      }),
      'launch-template',
    );
  const devices = (ebs: object, outputs?: Readonly<Record<string, object>>) =>
    facts(
      read({ BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: ebs }] }, outputs),
      'unencryptedDevices',
    ).unencryptedDevices;

  it('is as encrypted as it says, unless the region encrypts everything', () => {
    assert.deepEqual(devices({ Encrypted: true }), []);
    assert.deepEqual(devices({ Encrypted: false }), ['/dev/xvda']);
    assert.deepEqual(devices({}), ['…']);
    assert.deepEqual(devices({ Encrypted: false, SnapshotId: 'snap-1' }), ['…']);
    const always = { 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: true } };
    assert.deepEqual(devices({ Encrypted: false }, always), []);
    assert.deepEqual(devices({ Encrypted: false }, { 'ec2:GetEbsEncryptionByDefault': denied }), ['…']);
    assert.deepEqual(devices({ Encrypted: true }, { 'ec2:GetEbsEncryptionByDefault': denied }), []);
  });

  it('is as good as the worse of its default and its latest version', () => {
    const lt = { LaunchTemplateId: 'lt-1' };
    const both = (first: object, last: object | undefined) =>
      facts(
        onlyOne(
          recordingOf({
            'ec2:DescribeLaunchTemplates': {
              LaunchTemplates: [{ ...lt, DefaultVersionNumber: 1, LatestVersionNumber: 7 }],
            },
            'ec2:DescribeLaunchTemplateVersions': {
              LaunchTemplateVersions: [
                { ...lt, VersionNumber: 1, LaunchTemplateData: first },
                ...(last === undefined ? [] : [{ ...lt, VersionNumber: 7, LaunchTemplateData: last }]),
              ],
            },
            'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: false },
          }),
          'launch-template',
        ),
        'instanceType',
        'publicAddress',
        'detailedMonitoring',
        'unencryptedDevices',
        'plainSecrets',
      );
    const device = (DeviceName: string) => ({ DeviceName, Ebs: { Encrypted: false } });
    const good = { InstanceType: 'a', Monitoring: { Enabled: true } };
    const bad = {
      InstanceType: 'b',
      NetworkInterfaces: [{ AssociatePublicIpAddress: true }],
      BlockDeviceMappings: [device('/dev/xvda'), device('/dev/sdf')],
      UserData: encoded('PASSWORD=not-a-real-one-2041'),
    };
    const worst = {
      publicAddress: true,
      detailedMonitoring: 'default: false',
      unencryptedDevices: ['/dev/xvda', '/dev/sdf'],
      plainSecrets: ['PASSWORD'],
    };
    assert.deepEqual(both(good, bad), { instanceType: 'b', ...worst });
    assert.deepEqual(both(bad, good), { instanceType: 'a', ...worst });
    assert.deepEqual(both(bad, { ...bad, BlockDeviceMappings: [device('/dev/xvda')] }).unencryptedDevices, [
      '/dev/xvda',
      '/dev/sdf',
    ]);
    const half = both(good, undefined);
    for (const name of ['instanceType', 'publicAddress', 'detailedMonitoring'])
      assert.match(String(half[name]), /^unknown, not-read/, name);
    assert.deepEqual([half.unencryptedDevices, half.plainSecrets], [['…'], ['…']]);
    assert.deepEqual(both(bad, undefined).plainSecrets, ['PASSWORD', '…']);
  });

  it('is unknown altogether without its versions', () => {
    const untold = read({}, { 'ec2:DescribeLaunchTemplateVersions': denied });
    for (const fact of Object.values(facts(untold, 'instanceType', 'publicAddress', 'detailedMonitoring')))
      assert.equal(fact, 'unknown, denied: ec2:DescribeLaunchTemplateVersions was denied (AccessDenied)');
    const other = read({}, { 'ec2:DescribeLaunchTemplateVersions': { LaunchTemplateVersions: [] } });
    assert.match(String(facts(other, 'publicAddress').publicAddress), /^unknown, not-read/);
  });
});

describe('machine-image and ebs-snapshot', () => {
  it('is an image as encrypted as all its devices', () => {
    const encrypted = (...devices: readonly object[]) =>
      facts(
        onlyOne(
          recordingOf({
            'ec2:DescribeImages': { Images: [{ ImageId: 'ami-1', BlockDeviceMappings: devices }] },
          }),
          'machine-image',
        ),
        'encrypted',
      ).encrypted;
    assert.equal(encrypted({ Ebs: { Encrypted: true } }, { VirtualName: 'ephemeral0' }), true);
    assert.equal(encrypted({ Ebs: { Encrypted: true } }, { Ebs: { Encrypted: false } }), false);
    assert.match(String(encrypted({ Ebs: { Encrypted: true } }, { Ebs: {} })), /^unknown, not-recorded/);
  });

  it('is a snapshot public that stands in the list of those that everyone may restore', () => {
    const snapshot = { SnapshotId: 'snap-1', Encrypted: false };
    const { answers, ...rest } = recordingOf({ 'ec2:DescribeSnapshots': { Snapshots: [snapshot] } });
    const [own] = answers;
    if (own === undefined) throw new Error('no answer');
    const { output: _output, ...where } = own;
    const input = { RestorableByUserIds: ['all'] };
    const isPublic = (...others: readonly Partial<ApiAnswer>[]) => {
      const asked = others.map((other) => ({ ...where, input, ...other }));
      return facts(onlyOne({ ...rest, answers: [own, ...asked] }, 'ebs-snapshot'), 'public', 'sharedWith');
    };
    assert.deepEqual(isPublic({ output: { Snapshots: [snapshot] } }), {
      public: true,
      sharedWith: ['all', '…'],
    });
    assert.deepEqual(isPublic({ output: { Snapshots: [] } }), { public: false, sharedWith: ['…'] });
    assert.match(String(isPublic({ error: denied }).public), /^unknown, denied/);
    assert.match(String(isPublic().public), /^unknown, not-read: nobody asked/);
  });
});
