import { type Area, claim } from '../claim.ts';
import { adaptIamGroup, groupLinks } from '../iam-group.ts';

/** What is claimed of IAM. */
export const access: Area = {
  claims: [['aws_iam_group', claim('iam-group', adaptIamGroup)]],
  satellites: Object.values(groupLinks).map((link) => link.type),
};
