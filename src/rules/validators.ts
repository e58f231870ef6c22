import { catalogueSchema } from './catalogue-schema.ts';
import { ruleSchema } from './rule-schema.ts';
import { lazyValidator } from './yaml/lazy-validator.ts';

// The build puts code that was made ahead in this module's place (tools/validators.ts): compiling a schema costs 0.1 s.

export const validateRule = lazyValidator(ruleSchema);
export const validateCatalogue = lazyValidator(catalogueSchema);
