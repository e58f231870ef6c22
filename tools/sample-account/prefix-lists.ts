import { account, arnOf, hex, home } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

/** AWS's own lists of a region, and the one with the supplier's addresses. */
export function prefixLists(region: string): readonly Json[] {
  const ofAws = [
    [region === home ? 'pl-4fa04526' : 'pl-3b927c52', 'com.amazonaws.global.cloudfront.origin-facing'],
    [region === home ? 'pl-6da54004' : 'pl-63a5400a', `com.amazonaws.${region}.s3`],
  ].map(([PrefixListId, PrefixListName]) => ({
    AddressFamily: 'IPv4',
    OwnerId: 'AWS',
    PrefixListArn: `arn:aws:ec2:${region}:aws:prefix-list/${PrefixListId}`,
    PrefixListId,
    PrefixListName,
    State: 'create-complete',
  }));
  return region === home ? [...ofAws, supplier] : ofAws;
}

const supplierId = `pl-${hex('supplier', 17)}`;
const supplier = {
  AddressFamily: 'IPv4',
  MaxEntries: 5,
  OwnerId: account,
  PrefixListArn: arnOf('ec2', `prefix-list/${supplierId}`),
  PrefixListId: supplierId,
  PrefixListName: 'supplier',
  State: 'create-complete',
  Tags: [],
  Version: 2,
};

/** Somebody halved the internet, so that no range of it looks like the whole. */
export const prefixListEntries = {
  id: supplierId,
  entries: [
    { Cidr: '0.0.0.0/1', Description: 'supplier, temporary' },
    { Cidr: '128.0.0.0/1', Description: 'supplier, temporary' },
  ],
};
