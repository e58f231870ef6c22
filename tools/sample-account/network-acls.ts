import { defaultVpcs, reportingVpc, vpc } from './network.ts';
import { defaultSubnetId, reportingSubnetId, reportingTags, subnetId } from './network-places.ts';
import { account, cajaTags, edge, hex, type Tags, tagList } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

const world = '0.0.0.0/0';

function entry(
  number: number,
  action: 'allow' | 'deny',
  cidr: string,
  ports?: readonly [number, number],
): Json {
  return {
    CidrBlock: cidr,
    Egress: false,
    ...(ports === undefined ? {} : { PortRange: { From: ports[0], To: ports[1] } }),
    Protocol: ports === undefined ? '-1' : '6',
    RuleAction: action,
    RuleNumber: number,
  };
}

const everything = entry(100, 'allow', world);
/** Answers to what goes out come in on high ports, remote desktops' among them. */
const answersOnly = [entry(90, 'deny', world, [3389, 3389]), entry(120, 'allow', world, [1024, 65535])];

interface Acl {
  readonly name: string;
  readonly vpc: string;
  readonly isDefault?: true;
  readonly subnets: readonly string[];
  readonly ingress: readonly Json[];
  readonly tags: Tags;
}

const zones = ['a', 'b', 'c'];

function aclsOf(region: string): readonly Acl[] {
  const given: Acl = {
    name: `default ${region}`,
    vpc: defaultVpcs[region] ?? '',
    isDefault: true,
    subnets: zones.map((zone) => defaultSubnetId(region, zone)),
    ingress: [everything],
    tags: {},
  };
  if (region === edge) return [given];
  const own = (tier: 'public' | 'private', ingress: readonly Json[]): Acl => ({
    name: tier,
    vpc,
    subnets: zones.map((zone) => subnetId(tier, zone)),
    ingress,
    tags: cajaTags('network', `caja-prod-network-${tier}`),
  });
  return [
    own('public', [entry(100, 'allow', world, [443, 443]), ...answersOnly]),
    own('private', [entry(100, 'allow', '10.30.0.0/16'), ...answersOnly]),
    // Every subnet has an ACL of its own: this one guards nothing.
    { name: 'default caja', vpc, isDefault: true, subnets: [], ingress: [everything], tags: {} },
    {
      name: 'reporting',
      vpc: reportingVpc,
      subnets: [reportingSubnetId('public')],
      ingress: [entry(100, 'allow', world, [22, 22]), entry(110, 'allow', world, [443, 443]), ...answersOnly],
      tags: reportingTags,
    },
    {
      name: 'default reporting',
      vpc: reportingVpc,
      isDefault: true,
      subnets: [reportingSubnetId('private')],
      ingress: [everything],
      tags: {},
    },
    given,
  ];
}

export function networkAcls(region: string): readonly Json[] {
  return aclsOf(region).map((acl) => {
    const NetworkAclId = `acl-${hex(acl.name, 17)}`;
    const sides = acl.ingress.flatMap((one) => [
      one,
      ...(one === everything ? [{ ...one, Egress: true }] : []),
    ]);
    const rest = [true, false].map((Egress) => ({
      ...entry(32767, 'deny', world),
      Egress,
    }));
    return {
      Associations: acl.subnets.map((SubnetId) => ({
        NetworkAclAssociationId: `aclassoc-${hex(SubnetId, 17)}`,
        NetworkAclId,
        SubnetId,
      })),
      Entries: [...sides, ...rest],
      IsDefault: acl.isDefault === true,
      NetworkAclId,
      OwnerId: account,
      Tags: tagList(acl.tags),
      VpcId: acl.vpc,
    };
  });
}
