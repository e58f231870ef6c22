import { adaptCompositeAlarm, adaptMetricAlarm, aliasesOfAlarm, nameOfAlarm } from '../alarm.ts';
import { adaptBudget } from '../budget.ts';
import { type Area, claim } from '../claim.ts';
import { adaptEventRule, ruleTargets } from '../event-rule.ts';
import { adaptLogGroup, adaptMetricFilter, aliasesOfLogGroup, aliasesOfMetricFilter } from '../log-group.ts';
import { adaptSnsSubscription, adaptSnsTopic, topicPolicy } from '../sns-topic.ts';

const alarm = { aliases: aliasesOfAlarm, name: nameOfAlarm };

/** What is claimed of CloudWatch, EventBridge, SNS and budgets. */
export const monitoring: Area = {
  claims: [
    ['aws_budgets_budget', claim('budget', adaptBudget)],
    ['aws_cloudwatch_composite_alarm', claim('alarm', adaptCompositeAlarm, alarm)],
    ['aws_cloudwatch_event_rule', claim('event-rule', adaptEventRule)],
    ['aws_cloudwatch_log_group', claim('log-group', adaptLogGroup, { aliases: aliasesOfLogGroup })],
    [
      'aws_cloudwatch_log_metric_filter',
      claim('metric-filter', adaptMetricFilter, { aliases: aliasesOfMetricFilter }),
    ],
    ['aws_cloudwatch_metric_alarm', claim('alarm', adaptMetricAlarm, alarm)],
    ['aws_sns_topic', claim('sns-topic', adaptSnsTopic)],
    ['aws_sns_topic_subscription', claim('sns-subscription', adaptSnsSubscription)],
  ],
  satellites: [topicPolicy.type, ruleTargets.type],
};
