import { readTags } from '../../normalise-tags.ts';
import { at } from '../../paging.ts';
import { adaptEbsVolume } from '../ebs-volume.ts';
import { elementsOf, type RegionAnswers, type Why } from '../evidence.ts';
import { adaptFlowLog } from '../flow-log.ts';
import { adaptEbsSnapshot, adaptMachineImage, isPublicList, publicSnapshots } from '../images.ts';
import { adaptInstance, speakers } from '../instance.ts';
import { answerReader, type ItemReader } from '../item-reader.ts';
import { adaptLaunchTemplate, templateVersions } from '../launch-template.ts';
import { type Listing, textAt } from '../listing.ts';
import { adaptNatGateway } from '../nat-gateway.ts';
import { adaptNetworkAcl } from '../network-acl.ts';
import { prefixListsOf } from '../prefix-lists.ts';
import { adaptRouteTable } from '../route-table.ts';
import { adaptSecurityGroup } from '../security-group.ts';
import { adaptSubnet, routingOf } from '../subnet.ts';
import { adaptVpc } from '../vpc.ts';

/**
 * The identity of what EC2 lists: ids under a field, ARNs by their resource part.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
function listedByEc2(id: string, arnPart: string): Pick<Listing, 'id' | 'arn' | 'tags'> {
  return {
    id: (element) => textAt(element, id),
    arn: (element, { partition, region, account }) =>
      `arn:${partition}:ec2:${region}:${textAt(element, 'OwnerId') ?? account}:${arnPart}/${textAt(element, id)}`,
    // EC2 leaves the tags of an untagged resource out.
    tags: (element) => readTags(element.Tags ?? []),
  };
}

/** EC2 shows things for a while after they are gone. */
function unlessGone(field: string, gone: readonly string[]): Pick<Listing, 'leavesOut'> {
  return { leavesOut: (element) => gone.includes(String(at(element, field))) };
}

/** What another account shares is judged in that account: only there all of it is told. */
const unlessOthers: Pick<Listing, 'leavesOut'> = {
  leavesOut: (element, { account }) => (textAt(element, 'OwnerId') ?? account) !== account,
};

/** Lists of this area that services answer for themselves. */
export const network: readonly Listing[] = [
  {
    api: 'ec2:DescribeSecurityGroups',
    list: 'SecurityGroups',
    type: 'AWS::EC2::SecurityGroup',
    kind: 'security-group',
    ...listedByEc2('GroupId', 'security-group'),
    name: 'GroupName',
    adapt: (answers) => {
      const rules = rulesByGroup(answers);
      const { missing } = answers.of('ec2:DescribeSecurityGroupRules');
      const rangesOf = prefixListsOf(answers);
      return (group) =>
        adaptSecurityGroup(group, {
          rules: rules.get(String(group.json('GroupId'))) ?? [],
          missing: missing ?? (rules.has('') ? groupless : undefined),
          rangesOf,
        });
    },
  },
  {
    api: 'ec2:DescribeVpcs',
    list: 'Vpcs',
    type: 'AWS::EC2::VPC',
    kind: 'vpc',
    ...listedByEc2('VpcId', 'vpc'),
    ...unlessOthers,
    adapt: () => adaptVpc,
  },
  {
    api: 'ec2:DescribeSubnets',
    list: 'Subnets',
    type: 'AWS::EC2::Subnet',
    kind: 'subnet',
    ...listedByEc2('SubnetId', 'subnet'),
    adapt: (answers) => {
      const routing = routingOf(answers);
      return (subnet, { account }) => adaptSubnet(subnet, routing, account);
    },
  },
  {
    api: 'ec2:DescribeRouteTables',
    list: 'RouteTables',
    type: 'AWS::EC2::RouteTable',
    kind: 'route-table',
    ...listedByEc2('RouteTableId', 'route-table'),
    ...unlessOthers,
    adapt: () => adaptRouteTable,
  },
  {
    api: 'ec2:DescribeNetworkAcls',
    list: 'NetworkAcls',
    type: 'AWS::EC2::NetworkAcl',
    kind: 'network-acl',
    ...listedByEc2('NetworkAclId', 'network-acl'),
    ...unlessOthers,
    adapt: () => adaptNetworkAcl,
  },
  {
    api: 'ec2:DescribeFlowLogs',
    list: 'FlowLogs',
    type: 'AWS::EC2::FlowLog',
    kind: 'flow-log',
    ...listedByEc2('FlowLogId', 'vpc-flow-log'),
    adapt: () => adaptFlowLog,
  },
  {
    api: 'ec2:DescribeVolumes',
    list: 'Volumes',
    type: 'AWS::EC2::Volume',
    kind: 'ebs-volume',
    ...listedByEc2('VolumeId', 'volume'),
    adapt: () => adaptEbsVolume,
  },
  {
    api: 'ec2:DescribeNatGateways',
    list: 'NatGateways',
    type: 'AWS::EC2::NatGateway',
    kind: 'nat-gateway',
    ...listedByEc2('NatGatewayId', 'natgateway'),
    ...unlessGone('State', ['deleting', 'deleted', 'failed']),
    adapt: () => adaptNatGateway,
  },
  {
    api: 'ec2:DescribeInstances',
    list: 'Reservations.Instances',
    type: 'AWS::EC2::Instance',
    kind: 'instance',
    ...listedByEc2('InstanceId', 'instance'),
    ...unlessGone('State.Name', ['shutting-down', 'terminated']),
    adapt: (answers) => {
      const spokenFor = speakers(answers);
      return (instance) => adaptInstance(instance, answers, spokenFor);
    },
  },
  {
    api: 'ec2:DescribeLaunchTemplates',
    list: 'LaunchTemplates',
    type: 'AWS::EC2::LaunchTemplate',
    kind: 'launch-template',
    ...listedByEc2('LaunchTemplateId', 'launch-template'),
    name: 'LaunchTemplateName',
    adapt: (answers) => {
      const versions = templateVersions(answers);
      return (template) => adaptLaunchTemplate(template, versions);
    },
  },
  {
    api: 'ec2:DescribeImages',
    list: 'Images',
    type: 'AWS::EC2::Image',
    kind: 'machine-image',
    ...listedByEc2('ImageId', 'image'),
    ...unlessGone('State', ['deregistered', 'invalid', 'failed']),
    arn: (element, { partition, region }) =>
      `arn:${partition}:ec2:${region}::image/${textAt(element, 'ImageId')}`,
    name: 'Name',
    adapt: () => adaptMachineImage,
  },
  {
    api: 'ec2:DescribeSnapshots',
    list: 'Snapshots',
    type: 'AWS::EC2::Snapshot',
    kind: 'ebs-snapshot',
    ...listedByEc2('SnapshotId', 'snapshot'),
    leavesOut: (_element, { input }) => isPublicList(input),
    arn: (element, { partition, region }) =>
      `arn:${partition}:ec2:${region}::snapshot/${textAt(element, 'SnapshotId')}`,
    adapt: (answers) => {
      const everyones = publicSnapshots(answers);
      return (snapshot) => adaptEbsSnapshot(snapshot, everyones);
    },
  },
];

const groupless: Why = {
  reason: 'unreadable',
  detail: 'ec2:DescribeSecurityGroupRules shows a rule without its group',
};

function rulesByGroup(answers: RegionAnswers): ReadonlyMap<string, readonly ItemReader[]> {
  const evidence = answers.of('ec2:DescribeSecurityGroupRules');
  const byGroup = new Map<string, ItemReader[]>();
  for (const rule of elementsOf(evidence, 'SecurityGroupRules')) {
    const group = textAt(rule, 'GroupId') ?? '';
    const reader = answerReader(evidence.readBy, textAt(rule, 'SecurityGroupRuleId') ?? group, rule);
    const there = byGroup.get(group);
    if (there === undefined) byGroup.set(group, [reader]);
    else there.push(reader);
  }
  return byGroup;
}
