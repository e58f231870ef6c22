import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { accountOf, count, readAccount } from './endpoint/reading.ts';
import { facts } from './recordings.ts';

const tagged = (group: string, version: string) => [
  { Key: 'aws:autoscaling:groupName', Value: group },
  { Key: 'aws:ec2launchtemplate:id', Value: 'lt-1' },
  { Key: 'aws:ec2launchtemplate:version', Value: version },
];
const instance = (InstanceId: string, Tags: readonly object[] = [], Name = 'running') => ({
  InstanceId,
  InstanceType: 't4g.small',
  State: { Code: 16, Name },
  Tags,
});
const secret = Buffer.from('export DB_PASSWORD=not-a-real-one-2041').toString('base64');
const clean = Buffer.from('#!/bin/sh').toString('base64');

const account = accountOf({
  outputs: {
    'ec2:DescribeInstances': {
      Reservations: [
        {
          ReservationId: 'r-1',
          Instances: [
            instance('i-gone', tagged('web', '7'), 'terminated'),
            instance('i-web-1', tagged('web', '7')),
            instance('i-web-2', tagged('web', '7')),
            instance('i-web-3', tagged('web', '8')),
            instance('i-own'),
            instance('i-half', tagged('web', '7').slice(0, 2)),
          ],
        },
      ],
    },
    'ec2:DescribeInstanceAttribute': ({ InstanceId }: Readonly<Record<string, unknown>>) => ({
      InstanceId,
      UserData: { Value: InstanceId === 'i-web-1' ? secret : clean },
    }),
  },
});

describe('instances that an Auto Scaling group started', () => {
  it('are asked for their user data once for a group and version, and each of its own is asked', async () => {
    const { recording, received } = await readAccount(account);
    assert.equal(count(received, 'ec2:DescribeInstanceAttribute'), 4);
    const { resources } = readRecording(recording).after;
    const found = resources.filter(({ kind }) => kind === 'instance');
    const secrets = found.map((one) => [one.label, facts(one, 'plainSecrets').plainSecrets]);
    assert.deepEqual(Object.fromEntries(secrets as [string, unknown][]), {
      'i-web-1': ['DB_PASSWORD'],
      'i-web-2': ['DB_PASSWORD'],
      'i-web-3': [],
      'i-own': [],
      'i-half': [],
    });
  });
});
