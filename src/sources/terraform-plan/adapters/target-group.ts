import { absent, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { awsDefault, isScope, readBlock, readBool, readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

type TargetGroup = FactsOf<Kinds['target-group']>;

/** `aws_lb_target_group`. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export function adaptTargetGroup(at: Scope): TargetGroup {
  const targetType = readString(at, 'target_type', { always: 'instance' });
  return {
    groupName: readString(at, 'name', 'absent'),
    protocol: readString(at, 'protocol', 'absent'),
    port: readInt(at, 'port', 'absent'),
    targetType,
    ...healthCheck(at, targetType.state === 'known' && targetType.value === 'lambda'),
  };
}

type HealthCheck = Pick<TargetGroup, 'healthCheck' | 'healthCheckProtocol' | 'healthCheckPath'>;

/** Checked by HTTP on "/" where nobody writes it, save functions, which are not checked. TCP asks for no path. */
function healthCheck(at: Scope, isFunction: boolean): HealthCheck {
  const block = readBlock(at, 'health_check', 'nothing');
  if (isScope(block)) {
    const protocol = readString(block, 'protocol', { always: 'HTTP' });
    return {
      healthCheck: readBool(block, 'enabled', { always: true }),
      healthCheckProtocol: protocol,
      healthCheckPath: pathOf(block, protocol),
    };
  }
  const path = 'health_check';
  if (block !== undefined) return { healthCheck: block, healthCheckProtocol: block, healthCheckPath: block };
  // The provider's own protocol of the check is HTTP, whatever that of the group.
  return {
    healthCheck: awsDefault(at, path, !isFunction),
    healthCheckProtocol: awsDefault(at, path, 'HTTP'),
    healthCheckPath: awsDefault(at, path, '/'),
  };
}

function pathOf(block: Scope, protocol: Fact<string>): Fact<string> {
  const own = readString(block, 'path', 'absent');
  if (own.state !== 'absent') return own;
  if (protocol.state === 'unknown') return protocol;
  const isAsked = protocol.state === 'known' && protocol.value.startsWith('HTTP');
  const path = `${block.prefix}path`;
  return isAsked ? { ...known('/', block.place, path), default: true } : absent(block.place, path);
}

/** CloudWatch names it by the end of its ARN. */
export function aliasesOfGroup({ values }: Scope): readonly string[] {
  return typeof values.arn_suffix === 'string' && values.arn_suffix !== '' ? [values.arn_suffix] : [];
}
