import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import { absent, type ListValue, unknown } from '../../src/model/fact.ts';
import type { Gap, Inventory, Resource } from '../../src/model/resource.ts';
import { fact, inventory, itemsOf, linkTo, place, resource, unknownFact } from './builders.ts';

const outside = { ownsArea: false };
const noLink = absent(place, 'link');

function related(from: Resource, relation: string, all: Inventory, options = outside) {
  return relate(all, options)(from, relation);
}

function isOpen(list: ReturnType<typeof related>): boolean {
  return list.state === 'known' && (list.value as ListValue).open !== undefined;
}

describe('a relation to many by a set that is unknown as a whole', () => {
  const [first, second, other] = ['a', 'b', 'c'].map((key) => resource('security-group', key));
  const link = (...targets: string[]) => {
    const { references } = linkTo(...targets) as { references: readonly { targets: readonly string[] }[] };
    return unknown('known-after-apply', 'known only after apply', {
      place,
      path: 'link',
      references: references as never,
    });
  };
  const wearing = (securityGroupIds: ReturnType<typeof unknown>) =>
    resource('load-balancer', 'lb', { securityGroupIds: securityGroupIds as never });
  const ask = (securityGroupIds: ReturnType<typeof unknown>) => {
    const from = wearing(securityGroupIds);
    return related(from, 'securityGroups', inventory([from, first, second, other] as Resource[]));
  };

  it('holds the one resource that it refers to', () => {
    assert.deepEqual(itemsOf(ask(link('a'))), ['a']);
    assert.equal(isOpen(ask(link('a'))), false);
  });
  it('is open to the several that it refers to, and to no others', () => {
    const list = ask(link('a', 'b'));
    assert.ok(list.state === 'known' && 'items' in list.value);
    assert.deepEqual(list.value.items, []);
    const candidates = list.value.candidates?.map(
      (one) => one.state === 'known' && (one.value as Resource).key,
    );
    assert.deepEqual(candidates, ['a', 'b']);
    assert.equal(isOpen(list), true);
  });
  it('is unknown where something else may be in it', () => {
    assert.equal(ask(link('a', 'elsewhere')).state, 'unknown');
    assert.equal(
      ask(
        unknown('known-after-apply', 'a variable', {
          place,
          path: 'link',
          references: [{ text: 'var.x', targets: [] }],
        }),
      ).state,
      'unknown',
    );
  });
});

describe('a relation to many, found by their link', () => {
  const main = resource('vpc', 'aws_vpc.main', {}, { identities: ['aws_vpc.main', 'vpc-1'] });
  const log = (key: string, link: ReturnType<typeof linkTo> | ReturnType<typeof fact>) =>
    resource('flow-log', key, { resourceId: link as never });

  it('follows a reference and a known id alike', () => {
    const all = inventory([
      main,
      log('a', linkTo('aws_vpc.main')),
      log('b', fact('vpc-1')),
      log('c', fact('vpc-2')),
    ]);
    assert.deepEqual(itemsOf(related(main, 'flowLogs', all)), ['a', 'b']);
    assert.equal(isOpen(related(main, 'flowLogs', all)), false);
  });

  it('follows an ARN from another region, and a name in its own alone', () => {
    const arn = 'arn:aws:rds:eu-west-1:1:db:orders';
    const at = (region: string) => ({ account: '1', region });
    const source = resource(
      'rds-instance',
      'source',
      { replicaOf: noLink },
      { ...at('eu-west-1'), identities: [arn, 'orders'] },
    );
    const copy = (key: string, region: string, of: string) =>
      resource('rds-instance', key, { replicaOf: fact(of) }, at(region));
    const all = inventory([
      source,
      copy('far', 'eu-central-1', arn),
      copy('near', 'eu-west-1', 'orders'),
      copy('namesake', 'eu-central-1', 'orders'),
    ]);
    assert.deepEqual(itemsOf(related(source, 'replicas', all)), ['far', 'near']);
  });

  it('is empty and closed when nothing points here', () => {
    const all = inventory([main, resource('flow-log', 'x', { resourceId: noLink })]);
    assert.deepEqual(itemsOf(related(main, 'flowLogs', all)), []);
    assert.equal(isOpen(related(main, 'flowLogs', all)), false);
  });

  it('is open when a link may mean several, and only for those', () => {
    const other = resource('vpc', 'aws_vpc.other');
    const third = resource('vpc', 'aws_vpc.third');
    const all = inventory([main, other, third, log('a', linkTo('aws_vpc.main', 'aws_vpc.other'))]);
    assert.equal(isOpen(related(main, 'flowLogs', all)), true);
    assert.equal(isOpen(related(other, 'flowLogs', all)), true);
    assert.equal(isOpen(related(third, 'flowLogs', all)), false);
  });

  it('is open everywhere when a link cannot be followed', () => {
    const all = inventory([main, log('a', unknownFact('nobody knows'))]);
    assert.equal(isOpen(related(main, 'flowLogs', all)), true);
  });

  it('names what else may be in it where all of the kind were read', () => {
    const candidatesOf = (fact: ReturnType<typeof related>) =>
      fact.state === 'known' && 'items' in fact.value
        ? fact.value.candidates?.map((one) =>
            one.state === 'known' ? (one.value as Resource).key : one.state,
          )
        : 'no list';
    const logs = [log('a', fact('vpc-1')), log('b', unknownFact('nobody knows')), log('c', fact('vpc-2'))];
    assert.deepEqual(candidatesOf(related(main, 'flowLogs', inventory([main, ...logs]))), ['b']);
    const gap: Gap = { reason: 'denied', message: 'denied', incomplete: true, kinds: ['flow-log'] };
    const partly = inventory([main, ...logs], { gaps: [gap] });
    assert.equal(candidatesOf(related(main, 'flowLogs', partly)), undefined);
    const many = Array.from({ length: 101 }, (_, index) => log(`log-${index}`, unknownFact('nobody knows')));
    const crowded = related(main, 'flowLogs', inventory([main, ...many]));
    assert.equal(isOpen(crowded), true);
    assert.equal(candidatesOf(crowded), undefined);
  });

  it('is open when a part of the link leads nowhere, whatever else it names', () => {
    const service = resource('ecs-service', 'service');
    const cluster = resource('ecs-cluster', 'cluster');
    const text = unknown('known-after-apply', 'service/CLUSTER/SERVICE', {
      place,
      path: 'resourceId',
      references: [
        { text: 'aws_ecs_cluster.a.name', targets: ['cluster'] },
        { text: 'var.service', targets: [] },
      ],
    });
    const target = resource('scaling-target', 'target', { resourceId: text as never });
    const all = inventory([service, cluster, target] as Resource[]);
    assert.equal(isOpen(related(service as Resource, 'scalingTargets', all)), true);
  });

  it('is open when the listing was denied in that account and region, and there alone', () => {
    const gap: Gap = {
      reason: 'denied',
      message: 'ec2:DescribeFlowLogs was denied.',
      incomplete: true,
      account: '1',
      region: 'eu-west-1',
      kinds: ['flow-log'],
    };
    const here = resource('vpc', 'here', {}, { account: '1', region: 'eu-west-1' });
    const there = resource('vpc', 'there', {}, { account: '1', region: 'us-east-1' });
    const all = inventory([here, there], { gaps: [gap] });
    assert.equal(isOpen(related(here, 'flowLogs', all)), true);
    assert.equal(isOpen(related(there, 'flowLogs', all)), false);
  });

  it('is open in a targeted plan', () => {
    const open = unknown('not-read', 'the plan is targeted', { place, path: '' });
    assert.equal(isOpen(related(main, 'flowLogs', inventory([main], { open }))), true);
  });

  it('keeps accounts and regions apart: an id is unique in its own only', () => {
    const mine = resource('vpc', 'm', {}, { identities: ['vpc-1'], account: '1', region: 'eu-west-1' });
    const foreign = resource(
      'flow-log',
      'f',
      { resourceId: fact('vpc-1') },
      { account: '2', region: 'eu-west-1' },
    );
    assert.deepEqual(itemsOf(related(mine, 'flowLogs', inventory([mine, foreign]))), []);
  });
});

describe('a relation to one, found by the own link', () => {
  const key = resource(
    'kms-key',
    'aws_kms_key.main',
    {},
    { identities: ['aws_kms_key.main', 'arn:aws:kms:eu-west-1:1:key/k'] },
  );
  const volume = (link: unknown) => resource('ebs-volume', 'v', { kmsKeyId: link as never });
  const cases: [string, unknown, string][] = [
    ['a reference', linkTo('aws_kms_key.main'), 'known'],
    ['an ARN', fact('arn:aws:kms:eu-west-1:1:key/k'), 'known'],
    ['no link', noLink, 'absent'],
    ['an empty link', fact(''), 'absent'],
    ['a key that was not read', fact('arn:aws:kms:eu-west-1:1:key/other'), 'unknown'],
    ['a link known after apply that leads nowhere', unknownFact('who knows'), 'unknown'],
    ['a reference that may be two keys', linkTo('aws_kms_key.main', 'aws_kms_key.other'), 'unknown'],
  ];
  for (const [title, link, state] of cases) {
    it(`${title} is ${state}`, () => {
      const from = volume(link);
      assert.equal(related(from, 'kmsKey', inventory([key, from])).state, state);
    });
  }
});

describe('all of a kind in the account', () => {
  const here = resource('account', 'account');
  const trail = resource('cloudtrail-trail', 'trail');

  it('is open for a stack that need not hold them', () => {
    assert.equal(isOpen(related(here, 'trails', inventory([here, trail]))), true);
  });

  it('is closed for the stack that holds the area', () => {
    const list = related(here, 'trails', inventory([here, trail]), { ownsArea: true });
    assert.deepEqual(itemsOf(list), ['trail']);
    assert.equal(isOpen(list), false);
  });
});
