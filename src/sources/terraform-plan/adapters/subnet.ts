import { type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBool, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { isPublic } from './route-table.ts';
import { cannotTell } from './routes.ts';

/** `aws_subnet` and the default ones. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html */
export function adaptSubnet(at: Scope, view: PhaseView): FactsOf<Kinds['subnet']> {
  const isDefault = at.resource.type === 'aws_default_subnet';
  return {
    vpcId: readString(at, 'vpc_id'),
    availabilityZone: zoneOf(at),
    cidrBlock: readString(at, 'cidr_block', isDefault ? undefined : 'absent'),
    // Default subnets assign addresses: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
    assignsPublicAddresses: readBool(at, 'map_public_ip_on_launch', { default: isDefault }),
    public: isPublic(at, view),
    associationsTold:
      at.fresh && !isDefault
        ? known(true, at.place, 'id')
        : cannotTell(at, 'id', 'the plan does not tell what else is associated with it'),
    // What Terraform manages is used.
    unusedDefault: known(false, at.place, 'id'),
  };
}

/** Zones may be written by name or by id; the id names one zone as well. */
function zoneOf(at: Scope): Fact<string> {
  const id = readString(at, 'availability_zone_id', 'absent');
  const name = readString(at, 'availability_zone');
  return name.state !== 'known' && id.state === 'known' ? id : name;
}
