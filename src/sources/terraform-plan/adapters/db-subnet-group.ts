import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readLinks } from '../links.ts';
import { readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** `aws_db_subnet_group`. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html */
export function adaptDbSubnetGroup(at: Scope): FactsOf<Kinds['db-subnet-group']> {
  return {
    groupName: readString(at, 'name'),
    subnetIds: readLinks(at, 'subnet_ids'),
  };
}
