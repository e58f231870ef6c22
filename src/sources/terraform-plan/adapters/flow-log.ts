import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { awsDefault, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** `aws_flow_log`. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html */
export function adaptFlowLog(at: Scope): FactsOf<Kinds['flow-log']> {
  return {
    resourceId: readLogged(at),
    trafficType: readString(at, 'traffic_type', 'absent'),
    // There is no switch: a flow log records from its creation on.
    active: awsDefault(at, 'id', true),
    // What nobody writes is CloudWatch Logs: the same page.
    destinationType: readString(at, 'log_destination_type', { always: 'cloud-watch-logs' }),
  };
}

/** Exactly one of these is written. */
const logged = ['vpc_id', 'subnet_id', 'eni_id', 'transit_gateway_id', 'transit_gateway_attachment_id'];

function readLogged(at: Scope): Fact<string> {
  const facts = logged.map((attribute) => readString(at, attribute, 'absent'));
  const written = facts.find((fact) => fact.state !== 'absent');
  return written ?? readString(at, 'vpc_id', 'absent');
}
