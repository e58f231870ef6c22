import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html */
export function adaptFlowLog(log: ItemReader): FactsOf<Kinds['flow-log']> {
  const resource = String(log.json('ResourceId'));
  return {
    resourceId: log.string('ResourceId'),
    // Those of transit gateways have none: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html
    trafficType: log.string('TrafficType', resource.startsWith('tgw-') ? 'absent' : undefined),
    active: active(log),
    destinationType: log.string('LogDestinationType', { always: 'cloud-watch-logs' }),
  };
}

/** An active flow log may still fail to deliver: then DeliverLogsStatus is FAILED. It is left out before the first delivery. */
function active(log: ItemReader): Fact<boolean> {
  const status = log.string('FlowLogStatus');
  if (status.state !== 'known')
    return log.unknown(
      'FlowLogStatus',
      'not-recorded',
      'the answer does not say whether the flow log is active',
    );
  if (status.value !== 'ACTIVE') return log.known('FlowLogStatus', false);
  const failed = log.json('DeliverLogsStatus') === 'FAILED';
  return log.known(failed ? 'DeliverLogsStatus' : 'FlowLogStatus', !failed);
}
