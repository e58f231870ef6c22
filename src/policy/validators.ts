import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { policySchema } from './policy-schema.ts';

// The build replaces this module with code that was made ahead (tools/validators.ts): compiling a schema costs 0.1 s.

let validate: ValidateFunction | undefined;

export function validatePolicy(value: unknown): readonly ErrorObject[] {
  validate ??= new Ajv({ allErrors: true, allowUnionTypes: true }).compile(policySchema);
  return validate(value) ? [] : (validate.errors ?? []);
}
