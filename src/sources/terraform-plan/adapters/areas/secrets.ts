import { type Area, claim } from '../claim.ts';
import { adaptLambdaFunction, functionParts } from '../lambda-function.ts';
import { adaptSecret, secretParts } from '../secret.ts';
import { adaptSsmParameter } from '../ssm-parameter.ts';

/** What is claimed of Secrets Manager, Parameter Store and Lambda. */
export const secrets: Area = {
  claims: [
    ['aws_lambda_function', claim('lambda-function', adaptLambdaFunction)],
    ['aws_secretsmanager_secret', claim('secret', adaptSecret)],
    ['aws_ssm_parameter', claim('ssm-parameter', adaptSsmParameter)],
  ],
  satellites: [...Object.values(secretParts), ...Object.values(functionParts)].map((link) => link.type),
};
