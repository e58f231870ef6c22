import { lazyValidator } from '../rules/yaml/lazy-validator.ts';
import { historySchema } from './history-schema.ts';

// The build puts code that was made ahead in this module's place (tools/validators.ts): compiling a schema costs 0.1 s.

export const validateHistory = lazyValidator(historySchema);
