import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

/** What is wrong with a value, by a schema; nothing when it fits. */
export type Validator = (value: unknown) => readonly ErrorObject[];

/** Every mistake counts, not the first; a figure may be one of several types. */
export const ajvOptions = { allErrors: true, allowUnionTypes: true } as const;

/** Compiles a schema when it is first asked. */
export function lazyValidator(schema: object): Validator {
  let validate: ValidateFunction | undefined;
  return (value) => {
    validate ??= new Ajv(ajvOptions).compile(schema);
    return validate(value) ? [] : (validate.errors ?? []);
  };
}
