import { bool, defineKind, map, string } from '../kind.ts';

export const dbParameterGroup = defineKind({
  name: 'db-parameter-group',
  title: 'DB parameter group',
  service: 'rds',
  meaning: 'A parameter group of instances or of clusters',
  attributes: {
    groupName: string('Name of the group', { optional: true }),
    family: string('Engine family: postgres16'),
    ofCluster: bool('It is for clusters'),
    parameters: map(string('value'), 'Parameters that differ from the engine’s defaults, by name'),
    forcesTls: bool('Clients must use TLS: rds.force_ssl or require_secure_transport, else its default'),
  },
  relations: {},
});
