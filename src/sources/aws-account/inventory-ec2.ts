import type { Fact } from '../../model/fact.ts';
import type { KindName } from '../../model/kinds/index.ts';
import type { Resource } from '../../model/resource.ts';
import { adaptEbsVolume } from './adapters/ebs-volume.ts';
import { type Evidence, elementsOf, evidenceOf, isWhole } from './adapters/evidence.ts';
import { adaptFlowLog } from './adapters/flow-log.ts';
import { type ItemReader, itemReader } from './adapters/item-reader.ts';
import { adaptSecurityGroup, type GroupRules } from './adapters/security-group.ts';
import { adaptVpc } from './adapters/vpc.ts';
import type { Recording } from './answer.ts';
import { resourceOf } from './inventory-resource.ts';
import { type JsonObject, placeOf } from './item.ts';
import { readTags } from './normalise-tags.ts';

/** What was asked of a service itself, and the AWS Config types that it answers better. */
export interface DirectRead {
  readonly resources: readonly Resource[];
  /** `region type` (`*` for every region) of the lists that came whole: AWS Config's rows of these have nothing to add. */
  readonly whole: ReadonlySet<string>;
}

/** One EC2 list and the kind behind it. */
interface Listing {
  readonly api: string;
  readonly list: string;
  readonly type: string;
  readonly kind: KindName;
  readonly id: string;
  /** The resource part of the ARN before the id. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
  readonly arnPart: string;
  readonly name?: string;
}

const groups: Listing = {
  api: 'ec2:DescribeSecurityGroups',
  list: 'SecurityGroups',
  type: 'AWS::EC2::SecurityGroup',
  kind: 'security-group',
  id: 'GroupId',
  arnPart: 'security-group',
  name: 'GroupName',
};

const vpcs: Listing = {
  api: 'ec2:DescribeVpcs',
  list: 'Vpcs',
  type: 'AWS::EC2::VPC',
  kind: 'vpc',
  id: 'VpcId',
  arnPart: 'vpc',
};

const flowLogs: Listing = {
  api: 'ec2:DescribeFlowLogs',
  list: 'FlowLogs',
  type: 'AWS::EC2::FlowLog',
  kind: 'flow-log',
  id: 'FlowLogId',
  arnPart: 'vpc-flow-log',
};

const volumes: Listing = {
  api: 'ec2:DescribeVolumes',
  list: 'Volumes',
  type: 'AWS::EC2::Volume',
  kind: 'ebs-volume',
  id: 'VolumeId',
  arnPart: 'volume',
};

/** Security groups, VPCs, flow logs and volumes, from EC2 itself. */
export function ec2Resources(recording: Recording): DirectRead {
  const reads = recording.regions.map((region) => {
    const rules = evidenceOf(recording, 'ec2:DescribeSecurityGroupRules', region);
    const byGroup = rulesByGroup(rules);
    return [
      listed(recording, region, groups, (group) =>
        adaptSecurityGroup(group, {
          rules: byGroup.get(String(group.json('GroupId'))) ?? [],
          missing: rules.missing,
        }),
      ),
      listed(recording, region, vpcs, adaptVpc),
      listed(recording, region, flowLogs, adaptFlowLog),
      listed(recording, region, volumes, adaptEbsVolume),
    ];
  });
  const all = reads.flat();
  return {
    resources: all.flatMap((read) => read.resources),
    whole: new Set(all.flatMap((read) => (read.whole === undefined ? [] : [read.whole]))),
  };
}

function listed(
  recording: Recording,
  region: string,
  listing: Listing,
  adapt: (item: ItemReader) => Readonly<Record<string, Fact>>,
): { resources: readonly Resource[]; whole: string | undefined } {
  const evidence = evidenceOf(recording, listing.api, region);
  const partition = recording.identity.arn.split(':')[1] ?? 'aws';
  const resources = elementsOf(evidence, listing.list).flatMap((element) => {
    const id = textAt(element, listing.id);
    if (id === undefined) return [];
    const { account } = evidence.readBy;
    const owner = textAt(element, 'OwnerId') ?? account;
    const arn = `arn:${partition}:ec2:${region}:${owner}:${listing.arnPart}/${id}`;
    const item = readerOf(evidence, element, arn);
    return resourceOf({
      kind: listing.kind,
      type: listing.type,
      account,
      region,
      id,
      arn,
      name: listing.name === undefined ? undefined : textAt(element, listing.name),
      // EC2 leaves the tags of an untagged resource out.
      tags: readTags(element.Tags ?? []),
      paths: { type: listing.list, name: listing.name ?? listing.id, tags: 'Tags' },
      place: item.place,
      identities: [],
      facts: adapt(item),
    });
  });
  return { resources, whole: isWhole(evidence) ? `${region} ${listing.type}` : undefined };
}

function rulesByGroup(evidence: Evidence): ReadonlyMap<string, GroupRules['rules']> {
  const byGroup = new Map<string, ItemReader[]>();
  for (const rule of elementsOf(evidence, 'SecurityGroupRules')) {
    const group = textAt(rule, 'GroupId') ?? '';
    const reader = readerOf(evidence, rule, textAt(rule, 'SecurityGroupRuleId') ?? group);
    byGroup.set(group, [...(byGroup.get(group) ?? []), reader]);
  }
  return byGroup;
}

function readerOf(evidence: Evidence, root: JsonObject, id: string): ItemReader {
  return itemReader({
    root,
    place: placeOf(evidence.readBy, id),
    holder: `the answer of ${evidence.readBy.api}`,
  });
}

function textAt(element: JsonObject, name: string): string | undefined {
  const value = element[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
