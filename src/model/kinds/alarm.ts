import { bool, defineKind, list, many, map, string } from '../kind.ts';

export const alarm = defineKind({
  name: 'alarm',
  title: 'CloudWatch alarm',
  service: 'cloudwatch',
  meaning: 'A metric alarm or a composite alarm',
  attributes: {
    alarmName: string('Name of the alarm', { optional: true }),
    composite: bool('It is made of other alarms'),
    members: list(string('alarm'), 'Alarms that set a composite alarm off, by name or ARN'),
    metrics: list(string('metric'), 'Metrics that it watches, as NAMESPACE/NAME: AWS/RDS/CPUUtilization'),
    dimensions: map(string('value'), 'Dimensions of what it watches, those of all its metrics together'),
    watches: list(string('value'), 'Values of the dimensions: names and ids of what it watches'),
    comparison: string('GreaterThanThreshold, LessThanThreshold …', { optional: true }),
    actionsEnabled: bool('Its actions are carried out'),
    hasActions: bool('Something is to be done when it goes off'),
    alarmActions: list(string('ARN'), 'What is done when it goes off'),
    topicArns: list(string('ARN'), 'Those of its alarm actions that are SNS topics, or may be'),
    scalesOnly: bool('All it does when it goes off is to make something larger or smaller: nobody is told'),
    okActions: list(string('ARN'), 'What is done when it is over'),
    missingData: string('What missing data mean: missing, ignore, breaching or notBreaching', {
      optional: true,
    }),
  },
  relations: {
    topics: many('sns-topic', { mine: 'topicArns' }, 'Topics that are told when it goes off'),
    memberAlarms: many('alarm', { mine: 'members' }, 'Alarms that it is made of'),
    composites: many('alarm', { theirs: 'members' }, 'Composite alarms that it is part of'),
  },
});
