import { adaptAlarm } from '../alarm.ts';
import type { ConfigKind } from '../config-kind.ts';
import { adaptEventRule } from '../event-rule.ts';
import { adaptSnsTopic } from '../sns-topic.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const monitoring: Readonly<Record<string, ConfigKind>> = {
  'AWS::CloudWatch::Alarm': {
    kind: 'alarm',
    adapt: adaptAlarm,
    identities: ['configuration.alarmName', 'configuration.alarmArn'],
    name: 'configuration.alarmName',
    needs: ['configuration'],
  },
  'AWS::Events::Rule': {
    kind: 'event-rule',
    adapt: adaptEventRule,
    identities: ['configuration.Name', 'configuration.Arn'],
    name: 'configuration.Name',
    needs: ['configuration'],
  },
  'AWS::SNS::Topic': {
    kind: 'sns-topic',
    adapt: adaptSnsTopic,
    identities: ['configuration.TopicArn'],
    needs: ['configuration'],
  },
};
