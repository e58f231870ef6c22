import { basename, dirname } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { historySchema } from '../src/cli/history-schema.ts';
import { policySchema } from '../src/policy/policy-schema.ts';
import { catalogueSchema } from '../src/rules/catalogue-schema.ts';
import { ruleSchema } from '../src/rules/rule-schema.ts';
import { ajvOptions } from '../src/rules/yaml/lazy-validator.ts';

const modules: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  rules: { validateRule: ruleSchema, validateCatalogue: catalogueSchema },
  policy: { validatePolicy: policySchema },
  cli: { validateHistory: historySchema },
};

/** The source of a folder's `validators.ts` with its schemas compiled, so that the program neither loads ajv nor compiles. */
export function validatorsSource(folder: string): string {
  const schemas = Object.entries(modules[folder] ?? {});
  const ajv = new Ajv({ ...ajvOptions, code: { source: true, esm: true } });
  for (const [name, schema] of schemas) ajv.addSchema(schema, name);
  const compiled = standalone(ajv, Object.fromEntries(schemas.map(([name]) => [`${name}Code`, name])));
  const wrapped = schemas.map(
    ([name]) => `export const ${name} = (value) => (${name}Code(value) ? [] : (${name}Code.errors ?? []));`,
  );
  return [compiled, ...wrapped].join('\n');
}

/** Puts the compiled validators in the place of every `src/<folder>/validators.ts`. */
export const compiledValidators: Plugin = {
  name: 'compiled-validators',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/](rules|policy|cli)[\\/]validators\.ts$/ }, ({ path }) => ({
      contents: validatorsSource(basename(dirname(path))),
      loader: 'js',
      resolveDir: dirname(path),
    }));
  },
};
