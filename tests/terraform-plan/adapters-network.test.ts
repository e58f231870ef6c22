import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Planned, readFixture, readPlan, shortOf } from './adapters-plan.ts';

const link = (address: string, attribute = 'id') => ({ references: [`${address}.${attribute}`, address] });
const vpc: Planned = {
  type: 'aws_vpc',
  unknown: {
    id: true,
    main_route_table_id: true,
    default_route_table_id: true,
    default_security_group_id: true,
  },
};
const gateway: Planned = { type: 'aws_internet_gateway', unknown: { id: true } };
const subnet: Planned = {
  type: 'aws_subnet',
  unknown: { id: true, vpc_id: true },
  expressions: { vpc_id: link('aws_vpc.main') },
};
const table = (name: string, more: Partial<Planned> = {}): Planned => ({
  type: 'aws_route_table',
  name,
  unknown: { id: true, vpc_id: true },
  expressions: { vpc_id: link('aws_vpc.main') },
  ...more,
});
const association = (to: string): Planned => ({
  type: 'aws_route_table_association',
  unknown: { subnet_id: true, route_table_id: true },
  expressions: { subnet_id: link('aws_subnet.main'), route_table_id: link(to) },
});
const route = (to: string, of: Partial<Planned>, name = 'main'): Planned => ({
  type: 'aws_route',
  name,
  ...of,
  unknown: { route_table_id: true, ...of.unknown },
  expressions: { route_table_id: link(to), ...of.expressions },
});
const out = {
  after: { destination_cidr_block: '0.0.0.0/0' },
  unknown: { gateway_id: true },
  expressions: { gateway_id: link('aws_internet_gateway.main') },
};
const isPublic = (resources: readonly Planned[]) =>
  shortOf(readPlan([vpc, gateway, subnet, ...resources]), 'aws_subnet.main', 'public');

test('a subnet is public by its route table', () => {
  assert.equal(isPublic([]), 'default:false', 'the main table of a new VPC leads nowhere');
  assert.equal(
    isPublic([table('a'), association('aws_route_table.a'), route('aws_route_table.a', out)]),
    true,
  );
  assert.equal(isPublic([table('a'), association('aws_route_table.a')]), false);
  const nat = { after: { destination_cidr_block: '0.0.0.0/0', nat_gateway_id: 'nat-1' } };
  assert.equal(
    isPublic([table('a'), association('aws_route_table.a'), route('aws_route_table.a', nat)]),
    false,
  );
  const known = { after: { destination_cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' } };
  assert.equal(
    isPublic([table('a'), association('aws_route_table.a'), route('aws_route_table.a', known)]),
    true,
  );
  const private6 = { after: { destination_cidr_block: '10.0.0.0/8', gateway_id: 'vgw-1' } };
  assert.equal(
    isPublic([table('a'), association('aws_route_table.a'), route('aws_route_table.a', private6)]),
    false,
  );
});

test('a subnet without a table of its own is public by the main one', () => {
  assert.equal(
    isPublic([
      {
        ...route('aws_vpc.main', out),
        expressions: { ...out.expressions, route_table_id: link('aws_vpc.main', 'main_route_table_id') },
      },
    ]),
    true,
    'aws_vpc.main.main_route_table_id',
  );
  const main: Planned = {
    type: 'aws_main_route_table_association',
    unknown: { vpc_id: true, route_table_id: true },
    expressions: { vpc_id: link('aws_vpc.main'), route_table_id: link('aws_route_table.a') },
  };
  assert.equal(isPublic([table('a'), main, route('aws_route_table.a', out)]), true);
  const adopted: Planned = {
    type: 'aws_default_route_table',
    unknown: { id: true, default_route_table_id: true },
    expressions: { default_route_table_id: link('aws_vpc.main', 'default_route_table_id') },
  };
  assert.equal(isPublic([adopted]), false);
  assert.equal(isPublic([adopted, route('aws_default_route_table.main', out)]), true);
});

test('what cannot be followed leaves it open', () => {
  const somewhere: Planned = {
    ...association('aws_route_table.a'),
    expressions: {
      subnet_id: link('aws_subnet.main'),
      route_table_id: { references: ['terraform_data.table.output', 'terraform_data.table'] },
    },
  };
  assert.match(String(isPublic([table('a'), somewhere])), /^\?/);
  const anywhere = {
    ...out,
    expressions: { gateway_id: { references: ['terraform_data.gateway.output', 'terraform_data.gateway'] } },
  };
  assert.match(
    String(isPublic([table('a'), association('aws_route_table.a'), route('aws_route_table.a', anywhere)])),
    /^\?/,
  );
  const state = { id: 'subnet-1', vpc_id: 'vpc-1', map_public_ip_on_launch: false };
  const existing = readPlan([{ type: 'aws_subnet', actions: ['no-op'], before: state, after: state }]);
  assert.equal(shortOf(existing, 'aws_subnet.main', 'public'), '?not-in-plan');
  assert.equal(shortOf(existing, 'aws_subnet.main', 'associationsTold'), '?not-in-plan');
});

test('a route that this plan takes away does not live on in the state of its table', () => {
  const inline = { cidr_block: '0.0.0.0/0', gateway_id: 'igw-1', nat_gateway_id: '' };
  const of = { id: 'rtb-1', vpc_id: 'vpc-1', route: [inline] };
  const separate = { route_table_id: 'rtb-1', destination_cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' };
  const tied = { subnet_id: 'subnet-1', route_table_id: 'rtb-1' };
  const there = (type: string, state: Record<string, unknown>): Planned => ({
    type,
    actions: ['no-op'],
    before: state,
    after: state,
  });
  const state = { id: 'subnet-1', vpc_id: 'vpc-1' };
  const rest = [
    there('aws_subnet', state),
    there('aws_route_table', of),
    there('aws_route_table_association', tied),
  ];
  const gone: Planned = { type: 'aws_route', actions: ['delete'], before: separate, after: null };
  assert.equal(shortOf(readPlan([...rest, there('aws_route', separate)]), 'aws_subnet.main', 'public'), true);
  assert.equal(shortOf(readPlan([...rest, gone]), 'aws_subnet.main', 'public'), false);
  assert.equal(shortOf(readPlan([...rest, gone]), 'aws_subnet.main', 'public', 'before'), true);
});

test("a rule of the VPC's default group by the VPC's attribute belongs to that group alone", () => {
  const group: Planned = {
    type: 'aws_security_group',
    unknown: { id: true, vpc_id: true },
    expressions: { vpc_id: link('aws_vpc.main') },
  };
  const adopted: Planned = { ...group, type: 'aws_default_security_group' };
  const rule: Planned = {
    type: 'aws_vpc_security_group_ingress_rule',
    after: { ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '0.0.0.0/0' },
    unknown: { security_group_id: true },
    expressions: { security_group_id: link('aws_vpc.main', 'default_security_group_id') },
  };
  const reading = readPlan([vpc, group, adopted, rule]);
  assert.deepEqual(shortOf(reading, 'aws_security_group.main', 'ingress'), []);
  assert.equal((shortOf(reading, 'aws_default_security_group.main', 'ingress') as unknown[]).length, 1);
});

test('subnets that are paired with their tables by count and element() are told apart', () => {
  const reading = readFixture('cases/counted-subnets');
  for (const index of [0, 1]) {
    assert.equal(shortOf(reading, `aws_subnet.public[${index}]`, 'public'), true);
    assert.equal(shortOf(reading, `aws_subnet.private[${index}]`, 'public'), false);
  }
  assert.equal((shortOf(reading, 'aws_network_acl.all', 'subnetIds') as unknown[]).length, 4);
});
