import { bool, defineKind, list, many, string } from '../kind.ts';

export const eventRule = defineKind({
  name: 'event-rule',
  title: 'EventBridge rule',
  service: 'events',
  onlyIn: ['terraform-plan'],
  meaning: 'An EventBridge rule with its targets',
  attributes: {
    ruleName: string('Name of the rule', { optional: true }),
    enabled: bool('It is in force'),
    sources: list(
      string('source'),
      'Sources that its pattern asks for: aws.ecs; empty where it asks for none',
    ),
    detailTypes: list(string('type'), 'Detail types that its pattern asks for; empty where it asks for none'),
    targets: list(string('ARN'), 'What is told or started'),
  },
  relations: {
    topics: many('sns-topic', { mine: 'targets' }, 'Topics among its targets'),
  },
});
