/**
 * Groups are told in EC2's names, network ACLs in numbers, and templates in either.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html
 */
const names = new Map([
  ['all', '-1'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['1', 'icmp'],
  ['58', 'icmpv6'],
]);

/** One word for a protocol, however it is written: EC2's name where it has one, else its number, -1 for all. */
export function protocolName(text: string): string {
  const lower = text.toLowerCase();
  return names.get(lower) ?? lower;
}
