import { type Area, claim } from '../claim.ts';
import { adaptInternetGateway, adaptNatGateway, gatewayAttachment } from '../gateways.ts';
import { adaptEbsSnapshot, adaptMachineImage, imagePermission, snapshotPermission } from '../images.ts';
import { adaptInstance } from '../instance.ts';
import { adaptLaunchTemplate } from '../launch-template.ts';
import { aclAssociation, aclRule, adaptNetworkAcl } from '../network-acl.ts';
import { listEntry } from '../prefix-list.ts';
import { adaptRouteTable, bySubnet, mainByVpc } from '../route-table.ts';
import { routeLink } from '../routes.ts';
import { adaptSubnet } from '../subnet.ts';

const image = claim('machine-image', adaptMachineImage);
const snapshot = claim('ebs-snapshot', adaptEbsSnapshot);

/** What is claimed of VPCs and EC2. */
export const network: Area = {
  claims: [
    ['aws_ami', image],
    ['aws_ami_copy', image],
    ['aws_ami_from_instance', image],
    ['aws_default_network_acl', claim('network-acl', adaptNetworkAcl)],
    ['aws_default_route_table', claim('route-table', adaptRouteTable)],
    ['aws_default_subnet', claim('subnet', adaptSubnet)],
    ['aws_ebs_snapshot', snapshot],
    ['aws_ebs_snapshot_copy', snapshot],
    ['aws_ebs_snapshot_import', snapshot],
    ['aws_instance', claim('instance', adaptInstance)],
    ['aws_internet_gateway', claim('internet-gateway', adaptInternetGateway)],
    ['aws_launch_template', claim('launch-template', adaptLaunchTemplate)],
    ['aws_nat_gateway', claim('nat-gateway', adaptNatGateway)],
    ['aws_network_acl', claim('network-acl', adaptNetworkAcl)],
    ['aws_route_table', claim('route-table', adaptRouteTable)],
    ['aws_subnet', claim('subnet', adaptSubnet)],
  ],
  satellites: [
    ...[aclAssociation, aclRule, bySubnet, gatewayAttachment, imagePermission, mainByVpc].map(
      ({ type }) => type,
    ),
    ...[listEntry, routeLink, snapshotPermission].map(({ type }) => type),
  ],
};
