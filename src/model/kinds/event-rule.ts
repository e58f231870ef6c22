import { bool, defineKind, list, many, string } from '../kind.ts';

/**
 * That AWS Config lists no rule proves nothing where it keeps none:
 * https://docs.aws.amazon.com/config/latest/developerguide/what-is-resource-config-coverage.html
 */
export const withoutSomeRegions = {
  openIn: { 'aws-account': 'AWS Config does not record EventBridge rules in every region' },
} as const;

export const eventRule = defineKind({
  name: 'event-rule',
  title: 'EventBridge rule',
  service: 'events',
  meaning: 'An EventBridge rule with its targets',
  attributes: {
    ruleName: string('Name of the rule', { optional: true }),
    enabled: bool('It is in force'),
    busName: string('Event bus that it listens to; AWS services tell the one called default'),
    scheduled: bool('It goes off by the clock, and not by events'),
    sources: list(
      string('source'),
      'Sources that its pattern asks for, * standing for any text: aws.ecs; empty where it asks for none',
    ),
    detailTypes: list(
      string('type'),
      'Detail types that its pattern asks for, * standing for any text; empty where it asks for none',
    ),
    targets: list(string('ARN'), 'What is told or started'),
  },
  relations: {
    topics: many('sns-topic', { mine: 'targets' }, 'Topics among its targets'),
  },
});
