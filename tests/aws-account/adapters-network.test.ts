import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configRows, denied, facts, onlyOne, recordingOf, resourcesOf } from './recordings.ts';

describe('subnet', () => {
  const subnet = {
    SubnetId: 'subnet-1',
    VpcId: 'vpc-1',
    CidrBlock: '10.0.0.0/24',
    AvailabilityZone: 'eu-west-1a',
    AvailableIpAddressCount: 251,
    DefaultForAz: false,
    MapPublicIpOnLaunch: false,
    OwnerId: '111122223333',
  };
  const out = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' };
  const table = (id: string, association: object, ...Routes: readonly object[]) => ({
    RouteTableId: id,
    VpcId: 'vpc-1',
    Associations: [association],
    Routes,
  });
  const main = (...routes: readonly object[]) => table('rtb-main', { Main: true }, ...routes);
  const own = (...routes: readonly object[]) => table('rtb-1', { SubnetId: 'subnet-1' }, ...routes);
  const read = (more: object, tables: object) =>
    onlyOne(
      recordingOf({
        'ec2:DescribeSubnets': { Subnets: [{ ...subnet, ...more }] },
        'ec2:DescribeRouteTables': tables,
      }),
      'subnet',
    );
  const publicBy = (...tables: readonly object[]) =>
    facts(read({}, { RouteTables: tables }), 'public').public;

  it('is public by its own route table, or else by the main one of its VPC', () => {
    assert.equal(publicBy(main(out), own()), false);
    assert.equal(publicBy(main(), own(out)), true);
    assert.equal(publicBy(main(out)), true);
    assert.equal(publicBy(main()), false);
    assert.equal(publicBy({ ...main(out), VpcId: 'vpc-2' }, main()), false);
  });

  it('is not public by a gateway that is gone, nor by an association that is', () => {
    assert.equal(publicBy(own({ ...out, State: 'blackhole' })), false);
    const left = { SubnetId: 'subnet-1', AssociationState: { State: 'disassociated' } };
    assert.equal(publicBy(main(), table('rtb-1', left, out)), false);
  });

  it('is not public by other ways out', () => {
    const others = [
      { EgressOnlyInternetGatewayId: 'eigw-1' },
      { NatGatewayId: 'nat-1' },
      { GatewayId: 'vgw-1' },
      { GatewayId: 'vpce-1' },
      { GatewayId: 'local' },
      { TransitGatewayId: 'tgw-1' },
      { SomethingNewId: 'x-1' },
    ];
    assert.equal(
      publicBy(own(...others.map((other) => ({ ...out, GatewayId: undefined, ...other })))),
      false,
    );
  });

  it('cannot be told public or not without the tables that decide it', () => {
    const unread = facts(read({}, denied), 'public').public;
    assert.equal(unread, 'unknown, denied: ec2:DescribeRouteTables was denied (AccessDenied)');
    // The main table is there, and the subnet's own one may stand on the page that is missing.
    const half = facts(read({}, { RouteTables: [main(out)], NextToken: 'more' }), 'public').public;
    assert.equal(half, 'unknown, not-read: ec2:DescribeRouteTables was interrupted before its last page');
    assert.equal(facts(read({}, { RouteTables: [own(out)], NextToken: 'more' }), 'public').public, true);
    assert.match(String(publicBy()), /^unknown, not-read: none of the route tables/);
    assert.match(String(publicBy({ ...own(), Routes: undefined })), /^unknown, not-recorded/);
  });

  it("tells all that is associated with it, unless another account's", () => {
    const told = (more: object) =>
      facts(read(more, { RouteTables: [] }), 'associationsTold').associationsTold;
    assert.equal(told({}), true);
    assert.match(
      String(told({ OwnerId: '444455556666' })),
      /^unknown, not-recorded: the account 444455556666/,
    );
  });

  it('is an unused default one while no address of it is taken', () => {
    const unused = (more: object) => facts(read(more, { RouteTables: [] }), 'unusedDefault').unusedDefault;
    const byDefault = { DefaultForAz: true, CidrBlock: '172.31.0.0/20' };
    assert.equal(unused({}), false);
    assert.equal(unused({ ...byDefault, AvailableIpAddressCount: 4091 }), true);
    assert.equal(unused({ ...byDefault, AvailableIpAddressCount: 4090 }), false);
    assert.match(
      String(unused({ ...byDefault, AvailableIpAddressCount: undefined })),
      /^unknown, not-recorded/,
    );
    assert.match(String(unused({ DefaultForAz: undefined })), /^unknown, not-recorded/);
  });
});

describe('route-table, network-acl and vpc', () => {
  it('are judged where they are owned', () => {
    const recording = recordingOf({
      'ec2:DescribeVpcs': { Vpcs: [{ VpcId: 'vpc-1', OwnerId: '444455556666' }] },
      'ec2:DescribeRouteTables': { RouteTables: [{ RouteTableId: 'rtb-1', OwnerId: '444455556666' }] },
      'ec2:DescribeNetworkAcls': { NetworkAcls: [{ NetworkAclId: 'acl-1', OwnerId: '444455556666' }] },
    });
    for (const kind of ['vpc', 'route-table', 'network-acl'])
      assert.deepEqual(resourcesOf(recording, kind), []);
  });

  it("hold people's own entries in their order, each on its side", () => {
    const entry = {
      CidrBlock: '0.0.0.0/0',
      Egress: false,
      Protocol: '-1',
      RuleAction: 'allow',
      RuleNumber: 100,
    };
    const entries = [
      { ...entry, RuleNumber: 32767, RuleAction: 'deny' },
      { ...entry, RuleNumber: 32768, RuleAction: 'deny', CidrBlock: undefined, Ipv6CidrBlock: '::/0' },
      entry,
      { ...entry, Egress: true, RuleNumber: 50 },
      { ...entry, RuleNumber: 90, Protocol: '6', RuleAction: 'deny', PortRange: { From: 22, To: 22 } },
    ];
    const acl = onlyOne(
      recordingOf({
        'ec2:DescribeNetworkAcls': { NetworkAcls: [{ NetworkAclId: 'acl-1', Entries: entries }] },
      }),
      'network-acl',
    );
    const { ingress, egress, isDefault } = facts(acl, 'ingress', 'egress', 'isDefault');
    const short = (list: unknown) =>
      (list as Record<string, unknown>[]).map(
        (one) => `${one.ruleNumber} ${one.allow} ${one.protocol} ${one.fromPort}`,
      );
    assert.deepEqual(short(ingress), ['90 false tcp 22', '100 true -1 0']);
    assert.deepEqual(short(egress), ['50 true -1 0']);
    assert.match(String(isDefault), /^unknown, not-recorded/);
  });

  it('do not take a TCP entry without ports for one of port 0', () => {
    const entry = {
      CidrBlock: '0.0.0.0/0',
      Egress: false,
      Protocol: '6',
      RuleAction: 'allow',
      RuleNumber: 100,
    };
    const acl = onlyOne(
      recordingOf({
        'ec2:DescribeNetworkAcls': { NetworkAcls: [{ NetworkAclId: 'acl-1', Entries: [entry] }] },
      }),
      'network-acl',
    );
    const [first] = facts(acl, 'ingress').ingress as Record<string, unknown>[];
    assert.match(String(first?.fromPort), /^unknown, not-recorded/);
  });
});

describe('nat-gateway and internet-gateway', () => {
  it('leave out gateways that are gone', () => {
    const states = ['available', 'pending', 'deleting', 'deleted', 'failed'];
    const gateways = states.map((State) => ({
      NatGatewayId: `nat-${State}`,
      State,
      ConnectivityType: 'public',
    }));
    const found = resourcesOf(
      recordingOf({ 'ec2:DescribeNatGateways': { NatGateways: gateways } }),
      'nat-gateway',
    );
    assert.deepEqual(
      found.map(({ label }) => label),
      ['nat-available', 'nat-pending'],
    );
  });

  it('have no subnet where they stand in all zones, and no network where they are detached', () => {
    const regional = {
      NatGatewayId: 'nat-1',
      State: 'available',
      ConnectivityType: 'public',
      VpcId: 'vpc-1',
    };
    const nat = onlyOne(
      recordingOf({ 'ec2:DescribeNatGateways': { NatGateways: [regional] } }),
      'nat-gateway',
    );
    assert.deepEqual(facts(nat, 'subnetId', 'public'), { subnetId: 'absent', public: true });
    const row = (attachments: unknown) =>
      onlyOne(
        configRows({
          resourceType: 'AWS::EC2::InternetGateway',
          resourceId: 'igw-1',
          configuration: { internetGatewayId: 'igw-1', attachments },
        }),
        'internet-gateway',
      );
    assert.equal(facts(row([{ state: 'available', vpcId: 'vpc-1' }]), 'vpcId').vpcId, 'vpc-1');
    assert.equal(facts(row([{ state: 'detached', vpcId: 'vpc-1' }]), 'vpcId').vpcId, 'absent');
    assert.equal(facts(row([]), 'vpcId').vpcId, 'absent');
    assert.match(String(facts(row('broken'), 'vpcId').vpcId), /^unknown, unreadable/);
  });
});
