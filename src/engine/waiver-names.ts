/** What a waiver's glob can be the name of. */
export type NameSort = 'arn' | 'key' | 'address' | 'file' | 'any';

/** Tells ARNs, keys of accounts, Terraform addresses and files apart by how they are written. */
export function sortOfName(glob: string): NameSort {
  if (glob.startsWith('arn:')) return 'arn';
  if (/^\d{12}\//.test(glob)) return 'key';
  if (/^(module|data)\.|^[a-z][a-z0-9]*_[a-z0-9_*?]+\./.test(glob)) return 'address';
  return glob.includes('/') ? 'file' : 'any';
}

/** The account that an ARN or a key names; empty where it leaves the account open, as ARNs of buckets do. */
export function accountOfName(glob: string): string {
  const account = sortOfName(glob) === 'arn' ? glob.split(':')[4] : glob.split('/')[0];
  return account !== undefined && /^\d{12}$/.test(account) ? account : '';
}

/** Whether a glob tells nothing but a type, a service or an account apart: everything of it is excused. */
export function namesEverything(glob: string): boolean {
  return !/[\p{L}\p{N}]/u.test(ownPart(glob).replace(/[*?]/g, ''));
}

/** The part of a name that tells one thing of its type from another. */
function ownPart(glob: string): string {
  switch (sortOfName(glob)) {
    // arn:partition:service:region:account:type/name, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    case 'arn':
      return glob
        .split(':')
        .slice(5)
        .join(':')
        .replace(/^[a-z-]+[:/]/i, '');
    case 'key':
      return glob.split('/').slice(3).join('/');
    case 'file':
      return glob;
    default:
      return glob
        .split('.')
        .filter((word) => word !== 'module' && word !== 'data' && !/^[*?]*aws(cc)?_/.test(word))
        .join('.');
  }
}
