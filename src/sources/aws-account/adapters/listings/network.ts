import { placeOf } from '../../item.ts';
import { readTags } from '../../normalise-tags.ts';
import { adaptEbsVolume } from '../ebs-volume.ts';
import { elementsOf, type RegionAnswers } from '../evidence.ts';
import { adaptFlowLog } from '../flow-log.ts';
import { type ItemReader, itemReader } from '../item-reader.ts';
import { type Listing, textAt } from '../listing.ts';
import { adaptSecurityGroup } from '../security-group.ts';
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
      return (group) =>
        adaptSecurityGroup(group, { rules: rules.get(String(group.json('GroupId'))) ?? [], missing });
    },
  },
  {
    api: 'ec2:DescribeVpcs',
    list: 'Vpcs',
    type: 'AWS::EC2::VPC',
    kind: 'vpc',
    ...listedByEc2('VpcId', 'vpc'),
    adapt: () => adaptVpc,
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
];

function rulesByGroup(answers: RegionAnswers): ReadonlyMap<string, readonly ItemReader[]> {
  const evidence = answers.of('ec2:DescribeSecurityGroupRules');
  const byGroup = new Map<string, ItemReader[]>();
  for (const rule of elementsOf(evidence, 'SecurityGroupRules')) {
    const group = textAt(rule, 'GroupId') ?? '';
    const reader = itemReader({
      root: rule,
      place: placeOf(evidence.readBy, textAt(rule, 'SecurityGroupRuleId') ?? group),
      holder: `the answer of ${evidence.readBy.api}`,
    });
    const there = byGroup.get(group);
    if (there === undefined) byGroup.set(group, [reader]);
    else there.push(reader);
  }
  return byGroup;
}
