import { absent, type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readLinks } from '../links.ts';
import { awsDefault, isScope, readBlock, readBlocks, readBool, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

type LoadBalancer = FactsOf<Kinds['load-balancer']>;

/**
 * `aws_lb`. What nobody writes of its attributes is off, as in AWS.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
 */
export function adaptLoadBalancer(at: Scope): LoadBalancer {
  return {
    loadBalancerName: readString(at, 'name', 'absent'),
    sort: readString(at, 'load_balancer_type', { always: 'application' }),
    internetFacing: internetFacing(at),
    subnetIds: subnets(at),
    securityGroupIds: readLinks(at, 'security_groups'),
    deletionProtection: readBool(at, 'enable_deletion_protection', { always: false }),
    dropsInvalidHeaders: readBool(at, 'drop_invalid_header_fields', { always: false }),
    ...accessLogs(at),
  };
}

/** The scheme is internet-facing where nobody writes it. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
function internetFacing(at: Scope): Fact<boolean> {
  const internal = readBool(at, 'internal', { default: false });
  return internal.state === 'known' ? { ...internal, value: !internal.value } : internal;
}

/** Written as a list, or one by one with addresses of their own. */
function subnets(at: Scope): Fact<ListValue<string>> {
  const mapped = readBlocks(at, 'subnet_mapping', 'nothing');
  if (mapped.items.length > 0) {
    const value = { items: mapped.items.map((one) => readString(one, 'subnet_id')) };
    const { open } = mapped;
    return known(open === undefined ? value : { ...value, open }, at.place, 'subnet_mapping');
  }
  const list = readLinks(at, 'subnets');
  return mapped.open !== undefined && list.state !== 'known' ? mapped.open : list;
}

function accessLogs(at: Scope): Pick<LoadBalancer, 'accessLogs' | 'accessLogBucket'> {
  const block = readBlock(at, 'access_logs');
  if (isScope(block))
    return {
      accessLogs: readBool(block, 'enabled', { always: false }),
      accessLogBucket: readString(block, 'bucket', 'absent'),
    };
  return {
    accessLogs: block ?? awsDefault(at, 'access_logs', false),
    accessLogBucket: block ?? absent(at.place, 'access_logs'),
  };
}

/** CloudWatch and DNS name it in ways of their own. */
export function aliasesOfBalancer({ values }: Scope): readonly string[] {
  return [values.arn_suffix, values.dns_name].filter(
    (text) => typeof text === 'string' && text !== '',
  ) as string[];
}
