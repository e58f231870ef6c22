import { bool, defineKind, list, string } from '../kind.ts';

export const deploymentGroup = defineKind({
  name: 'deployment-group',
  title: 'CodeDeploy deployment group',
  service: 'codedeploy',
  meaning: 'How CodeDeploy deploys a service',
  attributes: {
    groupName: string('Name of the deployment group', { optional: true }),
    blueGreen: bool('New tasks come up beside the old ones, and traffic is moved over'),
    rollsBack: bool('A failed deployment is taken back'),
    rollsBackOnAlarm: bool('A deployment that raises an alarm is taken back'),
    serviceNames: list(string('service'), 'ECS services that it deploys, as CLUSTER/SERVICE'),
    targetGroupNames: list(string('target group'), 'Target groups that it moves traffic between'),
  },
  relations: {},
});
