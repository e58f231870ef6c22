import { bool, struct } from '../kind.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const publicAccessBlock = (meaning: string) =>
  struct(
    'PublicAccessBlock',
    {
      blockPublicAcls: bool('New public ACLs are refused'),
      ignorePublicAcls: bool('Public ACLs are ignored'),
      blockPublicPolicy: bool('New public policies are refused'),
      restrictPublicBuckets: bool('A public policy admits only AWS services and the own account'),
    },
    meaning,
  );
