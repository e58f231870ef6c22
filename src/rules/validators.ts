import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { catalogueSchema } from './catalogue-schema.ts';
import { ruleSchema } from './rule-schema.ts';

// The build replaces this module with code that was made ahead (tools/validators.ts): compiling a schema costs 0.1 s.

type Validator = (value: unknown) => readonly ErrorObject[];

export const validateRule: Validator = lazily(ruleSchema);
export const validateCatalogue: Validator = lazily(catalogueSchema);

function lazily(schema: object): Validator {
  let validate: ValidateFunction | undefined;
  return (value) => {
    validate ??= new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    return validate(value) ? [] : (validate.errors ?? []);
  };
}
