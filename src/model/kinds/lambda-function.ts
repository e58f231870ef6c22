import { bool, defineKind, int, list, one, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const lambdaFunction = defineKind({
  name: 'lambda-function',
  title: 'Lambda function',
  service: 'lambda',
  meaning: 'A Lambda function',
  attributes: {
    functionName: string('Name of the function', { optional: true }),
    roleArn: string('Role that it runs as', { optional: true }),
    memoryMib: int('Memory', { unit: 'MiB' }),
    tracing: bool('X-Ray traces it actively'),
    plainSecrets: list(
      string('name'),
      'Environment variables whose values are secrets by their name or shape',
      { onlyIn: ['terraform-plan'] },
    ),
    publicUrl: bool('A function URL answers everybody, without IAM', { onlyIn: ['terraform-plan'] }),
    policy: policyDocument('The resource policy, permissions added one by one included', { optional: true }),
  },
  relations: {
    role: one('iam-role', { mine: 'roleArn' }, 'The role that it runs as'),
  },
});
