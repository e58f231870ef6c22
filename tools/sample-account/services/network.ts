import { globalRegion } from '../../../src/sources/aws-account/answer.ts';
import { images, snapshots } from '../images.ts';
import { launchTemplates, launchTemplateVersions, reservations, userData } from '../instances.ts';

import { networkAcls } from '../network-acls.ts';
import { natGateways, routeTables, subnets } from '../network-places.ts';
import { prefixListEntries, prefixLists } from '../prefix-lists.ts';
import { home } from '../words.ts';
import type { ServiceAnswer } from './service-answer.ts';

/** What services of this area answer in a region, or for the account (`global`). */
export function networkAnswers(region: string): readonly ServiceAnswer[] {
  if (region === globalRegion) return [];
  return [
    { api: 'ec2:DescribeManagedPrefixLists', output: { PrefixLists: prefixLists(region) } },
    ...(region === home
      ? [
          {
            api: 'ec2:GetManagedPrefixListEntries',
            input: { PrefixListId: prefixListEntries.id },
            output: { Entries: prefixListEntries.entries },
          },
        ]
      : []),
    { api: 'ec2:DescribeSubnets', output: { Subnets: subnets(region) } },
    { api: 'ec2:DescribeRouteTables', output: { RouteTables: routeTables(region) } },
    { api: 'ec2:DescribeNetworkAcls', output: { NetworkAcls: networkAcls(region) } },
    { api: 'ec2:DescribeNatGateways', output: { NatGateways: natGateways(region) } },
    { api: 'ec2:DescribeInstances', output: { Reservations: reservations(region) } },
    ...userData(region).map(({ id, output }) => ({
      api: 'ec2:DescribeInstanceAttribute',
      input: { InstanceId: id },
      output,
    })),
    { api: 'ec2:DescribeLaunchTemplates', output: { LaunchTemplates: launchTemplates(region) } },
    {
      api: 'ec2:DescribeLaunchTemplateVersions',
      output: { LaunchTemplateVersions: launchTemplateVersions(region) },
    },
    { api: 'ec2:DescribeImages', output: { Images: images(region) } },
    ...[false, true].map((everyones) => ({
      api: 'ec2:DescribeSnapshots',
      input: everyones ? { RestorableByUserIds: ['all'] } : {},
      output: { Snapshots: snapshots(region, everyones) },
    })),
  ];
}
