import { bool, defineKind, string } from '../kind.ts';

export const ssmParameter = defineKind({
  name: 'ssm-parameter',
  title: 'Parameter',
  service: 'ssm',
  meaning: 'A parameter of Parameter Store',
  attributes: {
    parameterName: string('Name of the parameter', { optional: true }),
    sort: string('String, StringList or SecureString'),
    plainSecret: bool('Not a SecureString, though its value is a secret by its name or shape'),
  },
  relations: {},
});
