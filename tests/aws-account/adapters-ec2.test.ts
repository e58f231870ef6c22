import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Resource } from '../../src/model/resource.ts';
import type { ApiAnswer } from '../../src/sources/aws-account/answer.ts';
import { denied, facts, onlyOne, recordingOf } from './recordings.ts';

describe('security-group', () => {
  const group = { GroupId: 'sg-1', GroupName: 'web', Description: 'd', VpcId: 'vpc-1' };
  const rule = { GroupId: 'sg-1', IsEgress: false, IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
  const read = (rules: object, lists: object = { PrefixLists: [{ PrefixListId: 'pl-1', OwnerId: 'AWS' }] }) =>
    onlyOne(
      recordingOf({
        'ec2:DescribeSecurityGroups': { SecurityGroups: [group] },
        'ec2:DescribeSecurityGroupRules': rules,
        'ec2:DescribeManagedPrefixLists': lists,
        'ec2:GetManagedPrefixListEntries': { Entries: [] },
      }),
      'security-group',
    );

  it("opens to the ranges of customers' prefix lists, and to nobody knows whom where these cannot be told", () => {
    const listed = { ...rule, PrefixListId: 'pl-2' };
    const lists = { PrefixLists: [{ PrefixListId: 'pl-2', OwnerId: '111122223333' }] };
    const base = recordingOf({
      'ec2:DescribeSecurityGroups': { SecurityGroups: [group] },
      'ec2:DescribeSecurityGroupRules': { SecurityGroupRules: [listed] },
      'ec2:DescribeManagedPrefixLists': lists,
    });
    const cidrs = (resource: Resource) =>
      (facts(resource, 'ingress').ingress as Record<string, unknown>[]).map(({ cidr }) => cidr);
    const withEntries = (more: Partial<ApiAnswer>) => {
      const [first] = base.answers;
      if (first === undefined) throw new Error('no answer');
      const { output: _output, ...where } = first;
      const api = 'ec2:GetManagedPrefixListEntries';
      const answer = { ...where, api, input: { MaxResults: 100, PrefixListId: 'pl-2' }, ...more };
      return cidrs(onlyOne({ ...base, answers: [...base.answers, answer] }, 'security-group'));
    };
    const halves = [{ Cidr: '0.0.0.0/1' }, { Cidr: '128.0.0.0/1' }];
    assert.deepEqual(withEntries({ output: { Entries: halves } }), ['0.0.0.0/1', '128.0.0.0/1']);
    assert.deepEqual(withEntries({ output: { Entries: [] } }), ['']);
    const half = withEntries({ output: { Entries: halves.slice(0, 1), NextToken: 'more' } }).map(String);
    assert.deepEqual(half.map((text) => text.slice(0, 9)).sort(), ['0.0.0.0/1', 'unknown, ']);
    assert.match(String(withEntries({ error: denied })[0]), /^unknown, denied/);
    assert.match(
      String(cidrs(read({ SecurityGroupRules: [listed] }))[0]),
      /^unknown, not-read: the prefix list pl-2/,
    );
    assert.match(String(cidrs(read({ SecurityGroupRules: [listed] }, denied))[0]), /^unknown, denied/);
  });

  it('has one rule a peer, in one order whatever AWS sends first', () => {
    const rules = [
      { ...rule, ReferencedGroupInfo: { GroupId: 'sg-1', UserId: '111122223333' } },
      { ...rule, PrefixListId: 'pl-1' },
      { ...rule, CidrIpv6: '::/0' },
      { ...rule, CidrIpv4: '10.0.0.0/8', Description: 'inside' },
      { ...rule, ReferencedGroupInfo: { GroupId: 'sg-2' } },
      { ...rule, FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' },
      { GroupId: 'sg-2', IsEgress: false, IpProtocol: '-1', CidrIpv4: '0.0.0.0/0' },
    ];
    const peers = (list: readonly object[]) =>
      (facts(read({ SecurityGroupRules: list }), 'ingress').ingress as Record<string, unknown>[]).map(
        ({ fromPort, cidr, prefixListId, peerGroupId, self }) =>
          [fromPort, cidr, prefixListId, peerGroupId, self].join(' '),
      );
    const expected = [
      '22 0.0.0.0/0   false',
      '443    true',
      '443   sg-2 false',
      '443  pl-1  false',
      '443 10.0.0.0/8   false',
      '443 ::/0   false',
    ];
    assert.deepEqual(peers(rules), expected);
    assert.deepEqual(peers([...rules].reverse()), expected);
  });

  it('has -1 for ports where the protocol has none', () => {
    const all = {
      GroupId: 'sg-1',
      IsEgress: true,
      IpProtocol: '-1',
      FromPort: -1,
      ToPort: -1,
      CidrIpv4: '0.0.0.0/0',
    };
    const { egress } = facts(
      read({
        SecurityGroupRules: [all, { ...all, FromPort: undefined, ToPort: undefined, CidrIpv4: '10.0.0.0/8' }],
      }),
      'egress',
    );
    assert.deepEqual(
      (egress as Record<string, unknown>[]).map(({ protocol, fromPort }) => [protocol, fromPort]),
      [
        ['-1', -1],
        ['-1', -1],
      ],
    );
  });

  it('has unknown rules when they were refused, and open lists when some came', () => {
    assert.deepEqual(facts(read(denied), 'ingress', 'groupName'), {
      ingress: 'unknown, denied: ec2:DescribeSecurityGroupRules was denied (AccessDenied)',
      groupName: 'web',
    });
    const recording = recordingOf({
      'ec2:DescribeSecurityGroups': { SecurityGroups: [group] },
      'ec2:DescribeSecurityGroupRules': {
        SecurityGroupRules: [{ ...rule, CidrIpv4: '10.0.0.0/8' }],
        NextToken: 'more',
      },
    });
    const [first] = recording.answers.filter(({ api }) => api === 'ec2:DescribeSecurityGroupRules');
    assert.ok(first);
    const { output: _output, ...rest } = first;
    const partial = { ...recording, answers: [...recording.answers, { ...rest, error: denied }] };
    const { ingress, egress } = facts(onlyOne(partial, 'security-group'), 'ingress', 'egress');
    const [known, more] = ingress as [Record<string, unknown>, string];
    assert.deepEqual([known.cidr, more], ['10.0.0.0/8', '…']);
    assert.match(String(egress), /^unknown, denied/);
  });

  it('is the default one by its name alone', () => {
    const named = (GroupName: string) =>
      facts(
        onlyOne(
          recordingOf({ 'ec2:DescribeSecurityGroups': { SecurityGroups: [{ ...group, GroupName }] } }),
          'security-group',
        ),
        'isDefault',
        'ingress',
      );
    assert.equal(named('default').isDefault, true);
    assert.deepEqual(named('default-web'), {
      isDefault: false,
      ingress: 'unknown, not-read: ec2:DescribeSecurityGroupRules was not asked',
    });
  });
});

describe('what EC2 is asked directly', () => {
  it('vpc: ranges that are still associated', () => {
    const association = (CidrBlock: string, State: string) => ({ CidrBlock, CidrBlockState: { State } });
    const vpc = {
      VpcId: 'vpc-1',
      CidrBlock: '10.0.0.0/16',
      IsDefault: false,
      CidrBlockAssociationSet: [
        association('10.0.0.0/16', 'associated'),
        association('10.1.0.0/16', 'disassociated'),
      ],
    };
    const read = onlyOne(recordingOf({ 'ec2:DescribeVpcs': { Vpcs: [vpc] } }), 'vpc');
    assert.deepEqual(facts(read, 'cidrBlocks', 'isDefault', 'tags', 'taggable'), {
      cidrBlocks: ['10.0.0.0/16'],
      isDefault: false,
      tags: {},
      taggable: true,
    });
    assert.ok(read.identities.includes('vpc-1'));
    assert.equal(read.arn, 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1');
  });

  it('flow-log: active only while it delivers', () => {
    const active = (more: object) =>
      facts(
        onlyOne(
          recordingOf({
            'ec2:DescribeFlowLogs': { FlowLogs: [{ FlowLogId: 'fl-1', ResourceId: 'vpc-1', ...more }] },
          }),
          'flow-log',
        ),
        'active',
      ).active;
    assert.equal(active({ FlowLogStatus: 'ACTIVE', DeliverLogsStatus: 'SUCCESS' }), true);
    assert.equal(active({ FlowLogStatus: 'ACTIVE' }), true);
    assert.equal(active({ FlowLogStatus: 'ACTIVE', DeliverLogsStatus: 'FAILED' }), false);
    assert.match(String(active({})), /^unknown/);
  });

  it('ebs-volume', () => {
    const volume = {
      VolumeId: 'vol-1',
      Encrypted: true,
      KmsKeyId: 'arn:key',
      Size: 8,
      VolumeType: 'gp3',
      Tags: [{ Key: 'Name', Value: 'disk' }],
    };
    const read = onlyOne(recordingOf({ 'ec2:DescribeVolumes': { Volumes: [volume] } }), 'ebs-volume');
    assert.deepEqual(facts(read, 'encrypted', 'kmsKeyId', 'sizeGib', 'volumeType', 'name'), {
      encrypted: true,
      kmsKeyId: 'arn:key',
      sizeGib: 8,
      volumeType: 'gp3',
      name: 'disk',
    });
  });

  it('tags that are named like secrets are told to be set, and no more', () => {
    const Tags = [
      { Key: 'DbPassword', Value: 'hunter2' },
      { Key: 'Owner', Value: 'me' },
    ];
    const read = onlyOne(
      recordingOf({ 'ec2:DescribeVolumes': { Volumes: [{ VolumeId: 'vol-1', Tags }] } }),
      'ebs-volume',
    );
    assert.deepEqual(facts(read, 'tags').tags, {
      DbPassword: 'unknown, unreadable: it is named like a secret, so its value is left alone',
      Owner: 'me',
    });
    assert.ok(!JSON.stringify(read).includes('hunter2'));
  });
});
